"""What the preview does while the project cannot be built."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

_WRITES = {"created", "modified", "moved", "deleted"}


class _Signal(FileSystemEventHandler):
    def __init__(self) -> None:
        self.changed = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _WRITES:
            self.changed.set()


def wait_for_change(folders: Iterable[Path]) -> None:
    """Return as soon as a file below one of the folders is written."""
    signal = _Signal()
    observer = Observer()
    for folder in folders:
        observer.schedule(signal, str(folder), recursive=True)
    observer.start()
    try:
        signal.changed.wait()
    finally:
        observer.stop()
        observer.join()
