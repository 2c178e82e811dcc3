"""Notices what is written, made and removed below a project's folders."""

from __future__ import annotations

import os
import queue
from collections.abc import Iterable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from kb.folder import is_ours

_WRITES = {"created", "modified", "moved", "deleted"}
CALM = 0.03
"""Seconds without an event after which a save is whole: editors write beside and rename."""


class Changes(FileSystemEventHandler):
    """The paths that changed, by bursts.

    root: the project's folder. folders: those below it that are watched whole. files: names of
    files in the root itself.
    """

    def __init__(self, root: Path, folders: Iterable[str], files: Iterable[str]) -> None:
        self._root = root.resolve()
        self._files = frozenset(files)
        self._folders: dict[str, ObservedWatch | None] = dict.fromkeys(folders)
        self._paths: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._observer = self._started()

    def next(self) -> set[str]:
        """Wait for a burst and return its paths: POSIX, from the root. A folder that has come or gone
        may stand for all that is in it.
        """
        found = {self._paths.get()}
        while True:
            try:
                found.add(self._paths.get(timeout=CALM))
            except queue.Empty:
                break
        for folder in found & self._folders.keys():
            # It was made anew, which ended the old watch, or is gone.
            self._watch(self._observer, folder)
        return found

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by the observer's thread."""
        if event.event_type not in _WRITES or (
            event.is_directory and event.event_type == "modified"
        ):
            return
        for path in map(os.fsdecode, (event.src_path, event.dest_path)):
            relative = Path(os.path.relpath(path, self._root)) if path else Path()
            if self._is_watched(relative):
                self._paths.put(relative.as_posix())

    def _is_watched(self, path: Path) -> bool:
        if len(path.parts) < 2 and path.name not in self._folders:
            return path.name in self._files
        return all(map(is_ours, path.parts)) and "__pycache__" not in path.parts

    def _started(self) -> BaseObserver:
        """An observer that is told by the system, or where that fails, looks for itself."""
        observer = Observer()
        try:
            return self._start(observer)
        except OSError:
            observer.stop()
            self._folders = dict.fromkeys(self._folders)
            return self._start(PollingObserver())

    def _start(self, observer: BaseObserver) -> BaseObserver:
        observer.daemon = True
        observer.start()
        observer.schedule(self, str(self._root), recursive=False)
        for folder in self._folders:
            self._watch(observer, folder)
        return observer

    def _watch(self, observer: BaseObserver, folder: str) -> None:
        if watch := self._folders[folder]:
            self._folders[folder] = None
            observer.unschedule(watch)
        if (path := self._root / folder).is_dir():
            self._folders[folder] = observer.schedule(self, str(path), recursive=True)
