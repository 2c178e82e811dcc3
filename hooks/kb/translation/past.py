"""What a translation translated: the Korean that its pin stands for, found in older files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from kb.read import PageError, parse_page, yamlfile
from kb.translation.git import NOW, History, Version
from kb.translation.pins import page_pins, page_texts, pin

_DOCS = "docs/"


@dataclass(frozen=True)
class Before:
    """korean: that was translated; english: its translation when the Korean went on; since: the day on
    which it did, or on which today's came if it was never translated. None where not known.
    """

    korean: str | None = None
    english: str | None = None
    since: str | None = None


@dataclass(frozen=True)
class Past:
    """A version of a file. korean: its texts by their pins. english: those beside them, in data."""

    version: Version
    korean: Mapping[str, str]
    english: Mapping[str, str] = field(default_factory=dict)


class Pasts:
    """The older files of a project, each read once, and only as far back as somebody asks."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._read: dict[str, list[Past]] = {}
        self._rest: dict[str, Iterator[Past]] = {}

    def part(
        self, korean: str, english: str, section_id: str, pinned: str | None, current: str
    ) -> Before:
        """Of a part of a page. korean, english: its files. pinned: None if it was never translated."""
        found, later = _met(self._of(korean), pinned, current)
        if found is None or pinned is None:
            return Before(since=later.date if later else None)
        then = self._history.text(later.commit_before if later else NOW, english)
        translated = _page_texts(english, then).get(section_id)
        return Before(found.korean[pinned], translated, later.date if later else None)

    def string(self, path: str, pinned: str | None, current: str) -> Before:
        """Of a text of the data. path: its file."""
        found, later = _met(self._of(path), pinned, current)
        since = later.date if later else None
        if found is None or pinned is None:
            return Before(since=since)
        return Before(found.korean[pinned], found.english.get(pinned), since)

    def _of(self, path: str) -> Iterator[Past]:
        known = self._read.setdefault(path, [])
        if path not in self._rest:
            self._rest[path] = map(_past_of(path), self._history.versions(path))
        yield from known
        for past in self._rest[path]:
            known.append(past)
            yield past


def _met(
    pasts: Iterable[Past], pinned: str | None, current: str
) -> tuple[Past | None, Version | None]:
    """The newest version with the Korean of a pin, and the one that changed it; without a pin, the
    version that today's Korean came with.
    """
    later = None
    for past in pasts:
        if pinned in past.korean:
            return past, later
        if pinned is None and current not in past.korean:
            return None, later
        later = past.version
    return None, None if pinned else later


def _past_of(path: str) -> Callable[[Version], Past]:
    """How a file's versions are read, which is as a page or as data."""
    return partial(_past_page, path) if path.endswith(".md") else _past_data


def _past_page(path: str, version: Version) -> Past:
    try:
        page = parse_page(path.removeprefix(_DOCS), version.text)
    except PageError:
        return Past(version, {})
    texts = page_texts(page)
    return Past(version, {pinned: texts[name] for name, pinned in page_pins(page).items()})


def _past_data(version: Version) -> Past:
    file, _ = yamlfile.parse(version.text, "")
    texts = [(pin(ko), ko, en) for ko, en in _texts(file.value if file else None)]
    korean = {pinned: ko for pinned, ko, _ in texts}
    return Past(version, korean, {pinned: en for pinned, _, en in texts if en is not None})


def _page_texts(path: str, text: str) -> dict[str, str]:
    try:
        return page_texts(parse_page(path.removeprefix(_DOCS), text))
    except PageError:
        return {}


def _texts(value: object) -> Iterator[tuple[str, str | None]]:
    """Every Korean text in a value, with the English beside it."""
    if isinstance(value, dict):
        if isinstance(korean := value.get("ko"), str):
            english = value.get("en")
            yield korean, english if isinstance(english, str) else None
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
