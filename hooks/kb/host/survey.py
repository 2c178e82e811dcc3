"""What is wrong with the project, looked for in small steps between the readers' requests."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from kb.content.compile import content
from kb.facts.collections import BY_NAME
from kb.facts.load import files_of, holding, ids
from kb.findings.finding import Finding
from kb.host.turns import Turns
from kb.memo import Memo
from kb.project import DOCS, page_or_error, page_paths, written
from kb.read.page import Page
from kb.rules.check import (
    file_findings,
    language_findings,
    page_findings,
    pair_findings,
    record_findings,
)
from kb.text import LANGS, SOURCE_LANG, Lang


class Survey:
    """Looks for findings. A look is given up as soon as something has changed."""

    def __init__(self, memo: Memo, turns: Turns) -> None:
        self._memo = memo
        self._turns = turns
        self._revision = 0
        self._known: dict[Lang, tuple[int, tuple[Finding, ...]]] = {}
        self._looking = threading.Lock()

    def forget(self) -> None:
        """Something has changed."""
        self._revision += 1

    def everything(self) -> tuple[Finding, ...] | None:
        """All findings; None where something changed meanwhile."""
        found: dict[Finding, None] = {}
        for lang in LANGS:
            if (every := self.language(lang)) is None:
                return None
            found |= dict.fromkeys(every)
        return tuple(found)

    def language(self, lang: Lang) -> tuple[Finding, ...] | None:
        """Findings of a language's pages, and with the Korean ones on all data."""
        asked = self._revision
        with self._looking:
            known = self._known.get(lang)
            if known and known[0] == asked:
                return known[1]
            for step in self._steps(lang):
                if self._revision != asked:
                    return None
                with self._turns.chore():
                    step()
            found: tuple[Finding, ...] = self._asked(language_findings, lang)
            if self._revision != asked:
                return None
            self._known[lang] = asked, found
            return found

    def read(self) -> None:
        """Read all files, of which most rules want several."""
        for step in self._files():
            with self._turns.chore():
                step()

    def file(self, path: str) -> tuple[Finding, ...]:
        """Findings in one file, and on the records in it. path: from the project's root."""
        found: list[Finding] = [*self._asked(file_findings, path)]
        for name in BY_NAME:
            if path in self._asked(files_of, name):
                for id in self._asked(holding, name, path).records:
                    found += self._asked(record_findings, name, id)
        if lang := self._lang_of(path):
            while (every := self.language(lang)) is None:
                pass  # it changed once more, which begins another look
            found += (one for one in every if one.span.path == path)
        return tuple(dict.fromkeys(found))

    def _lang_of(self, path: str) -> Lang | None:
        """The language of a page by its file; None for any other file."""
        name = path.removeprefix(f"{DOCS}/")
        if name == path or not name.endswith(".md"):
            return None
        found = self._asked(page_or_error, name)
        return found.lang if isinstance(found, Page) else None

    def _steps(self, lang: Lang) -> Iterator[Callable[[], object]]:
        """What a language's findings are made of, in small parts."""
        memo = self._memo
        yield from self._files()
        for name in BY_NAME:
            for id in self._asked(ids, name):
                yield partial(record_findings, memo, name, id)
        keys = [key for key, written_in in self._asked(written) if written_in == lang]
        for key in keys:
            yield partial(content, memo, key, lang, lang)
        for key in keys:  # the rules of some pages ask for the contents of all
            yield partial(page_findings, memo, key, lang)
        if lang != SOURCE_LANG:
            yield from (partial(pair_findings, memo, key) for key in keys)

    def _files(self) -> Iterator[Callable[[], object]]:
        for path in self._asked(page_paths):
            yield partial(page_or_error, self._memo, path)
        for name in BY_NAME:
            for path in self._asked(files_of, name):
                yield partial(holding, self._memo, name, path)

    def _asked(self, of: Callable[..., Any], *args: Any) -> Any:
        with self._turns.chore():
            return of(self._memo, *args)
