"""How each part of a translation stands to its Korean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from kb.read import INTRO, META, Page
from kb.text import has_hole
from kb.translation.parity import bare
from kb.translation.pins import page_pins, page_texts


class Status(StrEnum):
    """fresh: translates the Korean of today. stale: another. unchecked: nobody has said which.
    missing: nothing to read. draft: missing, with what a machine has written, which nobody is shown.
    kept: stays in Korean, as its original says.
    """

    FRESH = "fresh"
    STALE = "stale"
    UNCHECKED = "unchecked"
    MISSING = "missing"
    DRAFT = "draft"
    KEPT = "kept"

    @property
    def is_due(self) -> bool:
        """Whether a translator has something to do."""
        return self not in (Status.FRESH, Status.KEPT)


UNTRANSLATED = frozenset({Status.MISSING, Status.DRAFT})
"""Of these there is no translation that readers could be shown."""
BEHIND = frozenset({Status.STALE, Status.UNCHECKED})
"""Of these there is one, of which its readers are told that it may say something else."""


@dataclass(frozen=True)
class PartStatus:
    """One part of a page. id: of the section, `_meta` or `_intro`.

    title: Korean. pinned: what the translation says it translates; None if it says nothing.
    current: the pin of today's Korean.
    """

    id: str
    title: str
    status: Status
    pinned: str | None
    current: str


@dataclass(frozen=True)
class Extra:
    """Something that only the translation has. line, column: in its file."""

    kind: Literal["section", "call", "link"]
    text: str
    line: int
    column: int


DRAFT_OPEN = "<!-- draft"
"""Begins the comment that holds what a machine has written."""
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HANGUL = re.compile(r"[가-힣]")
_CALL = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_FENCE = re.compile(r"^ *(`{3,}|~{3,}).*?^ *\1 *$", re.DOTALL | re.MULTILINE)
_WORD = re.compile(r"\w")


def part_statuses(korean: Page, english: Page | None) -> list[PartStatus]:
    """The state of each part of a Korean page, in its order; without a translation all missing."""
    currents = page_pins(korean)
    pins = followed(pins_of(english), currents) if english else {}
    texts = page_texts(english) if english else {}
    own = page_pins(english) if english else {}
    for new, old in (renamed(korean, english) if english else {}).items():
        texts[new] = texts[old]
    titles = {section.id: section.title for section in korean.sections}
    kept = kept_parts(korean)
    page_title = str(korean.meta.get("title") or korean.key)
    return [
        PartStatus(
            name,
            titles.get(name) or page_title,
            Status.KEPT
            if name in kept
            else _status(texts.get(name), pins.get(name), current, own.get(name) == current),
            pins.get(name),
            current,
        )
        for name, current in currents.items()
    ]


def is_kept(korean: Page) -> bool:
    """Whether a whole page stays in Korean: `translate: false` in its front matter."""
    return korean.meta.get("translate") is False


def kept_parts(korean: Page) -> frozenset[str]:
    """The parts of a page that stay in Korean: all of them, or sections with `translate=no`."""
    sections = (s.id for s in korean.sections if is_kept(korean) or not s.translate)
    return frozenset((META, *sections) if is_kept(korean) else sections)


def followed(pins: Mapping[str, str], currents: Mapping[str, str]) -> dict[str, str]:
    """Pins by the ids of today: where an id has changed, its pin goes with the unchanged text.

    currents: the pins of today's Korean.
    """
    left = {pin for name, pin in pins.items() if name not in currents}
    moved = {name: pin for name, pin in currents.items() if name not in pins and pin in left}
    return {**pins, **moved}


def renamed(korean: Page, english: Page) -> dict[str, str]:
    """Sections that still have their old id in the translation: that one by the id of today."""
    currents, pins = page_pins(korean), pins_of(english)
    old = {
        pin: name
        for name, pin in pins.items()
        if name not in currents and english.section(name) is not None
    }
    return {
        name: old[pin]
        for name, pin in currents.items()
        if pin in old and english.section(name) is None
    }


def pins_of(english: Page) -> dict[str, str]:
    """The pins in a translation's front matter; whatever is no mapping counts as none."""
    pins = english.meta.get("pins")
    return {str(k): str(v) for k, v in pins.items()} if isinstance(pins, Mapping) else {}


def sections_in(state: Status, parts: Iterable[PartStatus], english: Page) -> list[dict[str, str]]:
    """Sections of a translation that are in a state, for the notice to readers.

    Each with `id` ("" for the top of the page) and `title`, as the translation has them.
    """
    found = {}
    for part in parts:
        if part.status is state:
            section = english.section(part.id)
            anchor = "" if part.id in (META, INTRO) else part.id
            title = section.title if section and section.title else english.meta.get("title")
            found[anchor] = {"id": anchor, "title": str(title or part.title)}
    return list(found.values())


def extras(korean: Page, english: Page) -> Iterator[Extra]:
    """Sections, calls and links that only the translation has; particles do not count."""
    known = {section.id for section in korean.sections}
    for section in english.sections:
        if section.id not in known:
            yield Extra("section", section.id, section.line, 1)
    calls = {bare(call.expr) for call in korean.calls}
    for call in english.calls:
        if bare(call.expr) not in calls:
            yield Extra("call", call.expr, call.line, call.column)
    targets = {link.target for link in korean.links}
    for link in english.links:
        if link.target not in targets:
            yield Extra("link", link.target, link.line, link.column)


def _status(text: str | None, pinned: str | None, current: str, is_korean: bool) -> Status:
    if text is None or has_hole(text) or (pinned is None and is_korean and has_hangul(text)):
        return Status.MISSING
    if _is_frame(text):
        if has_draft(text):
            return Status.DRAFT
        if pinned is None or has_korean_comment(text):  # a pin may be left of what stood here
            return Status.MISSING
    return compared(pinned, current)


def compared(pinned: str | None, current: str) -> Status:
    """The state of what is translated: by the pin of the Korean that it translates and today's."""
    if pinned is None:
        return Status.UNCHECKED
    return Status.FRESH if pinned == current else Status.STALE


def has_draft(text: str) -> bool:
    """Whether a comment with a machine's draft stands in a text."""
    return any(comment.startswith(DRAFT_OPEN) for comment in _comments(text))


def has_korean_comment(text: str) -> bool:
    """Whether Korean that is to be translated stands in a text as a comment."""
    return any(map(has_hangul, _comments(text)))


def has_hangul(text: str) -> bool:
    """Whether a text has Korean letters."""
    return bool(_HANGUL.search(text))


def _comments(text: str) -> list[str]:
    return _COMMENT.findall(_FENCE.sub("", text))


def _is_frame(text: str) -> bool:
    """Whether there is nothing to read around comments that hold the Korean."""
    _, _, body = text.partition("\n\n")
    if not _COMMENT.search(body):
        return False
    for pattern in (_COMMENT, _FENCE, _CALL):
        body = pattern.sub("", body)
    return not _WORD.search(body)


def argument(key: str) -> str:
    """A page as `make translate` takes it: `data` alone would mean the texts of the data."""
    return f"docs/{key}" if key.partition("/")[0] == "data" else key
