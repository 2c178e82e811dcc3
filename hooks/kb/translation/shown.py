"""What the readers of a translation are shown: each section in the language that is right today."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from kb.read import INTRO, Page, Section
from kb.text import SOURCE_LANG, Lang
from kb.translation.status import BEHIND, PartStatus, Status, pins_of, renamed


@dataclass(frozen=True)
class Passage:
    """A part of a page's body. lang: of its text, and of what its calls say."""

    lang: Lang
    text: str


Notice = Callable[[Status, str], str]
"""From the state and the id of a section to what its readers are told below its heading, as HTML."""


@dataclass(frozen=True)
class _Shown:
    """A section on its way. id: that of today."""

    id: str
    passage: Passage


def passages(
    parts: Iterable[PartStatus],
    korean: Page,
    english: Page,
    notice: Notice,
    broken: Collection[str] = (),
) -> tuple[Passage, ...]:
    """The body of a translation as it is shown, in passages of one language.

    A section without a translation is shown in Korean, as is one whose calls can no longer be carried
    out; one that is behind says so; one whose Korean is gone is left out. parts: their states.
    broken: ids of sections, as the translation has them, with calls that cannot be carried out.
    """
    states = {part.id: part.status for part in parts}
    today = {old: new for new, old in renamed(korean, english).items()}
    found: list[_Shown] = []
    for section in english.sections:
        id = today.get(section.id, section.id)
        original = korean.section(id)
        if original is None:
            if section.id not in pins_of(english) and section.id not in broken:
                found.append(_Shown(id, _english(english, section, "")))
        elif states[id] in (Status.FRESH, *BEHIND) and section.id not in broken:
            told = notice(states[id], id) if states[id] in BEHIND else ""
            found.append(_Shown(id, _english(english, section, told, id)))
        else:
            found.append(_Shown(id, _korean(korean, original, states[id], notice)))
    for original in _absent(korean, found):
        shown = _Shown(original.id, _korean(korean, original, states[original.id], notice))
        found.insert(_place(korean, original.id, found), shown)
    return _joined(english, [shown.passage for shown in found])


def _absent(korean: Page, found: list[_Shown]) -> list[Section]:
    there = {shown.id for shown in found}
    return [section for section in korean.sections if section.id not in there]


def _place(korean: Page, id: str, found: list[_Shown]) -> int:
    """Where a section that a translation lacks belongs: behind the one that it follows."""
    ids = [section.id for section in korean.sections]
    there = [shown.id for shown in found]
    before = [name for name in ids[: ids.index(id)] if name in there]
    return there.index(before[-1]) + 1 if before else 0


def _joined(english: Page, found: list[Passage]) -> tuple[Passage, ...]:
    """The passages; where nothing of them is new, the body as it is written."""
    if [passage.text for passage in found] == [
        english.body[s.start : s.end] for s in english.sections
    ]:
        return (Passage(english.lang, english.body),)
    return tuple(Passage(passage.lang, passage.text.strip("\n") + "\n") for passage in found)


def _english(english: Page, section: Section, told: str, id: str = "") -> Passage:
    """A section of the translation, under the id of today. told: what its readers are told."""
    heading = english.body[section.start : section.end - len(section.text)]
    if id and id != section.id:
        before, mark, after = heading.rpartition(f"#{section.id}")
        heading = f"{before}#{id}{after}" if mark else heading
    if not told or section.id == INTRO:
        return Passage(english.lang, heading + section.text)
    return Passage(english.lang, f"{heading}\n{told}\n\n{section.text.lstrip(chr(10))}")


def _korean(korean: Page, section: Section, status: Status, notice: Notice) -> Passage:
    heading = korean.body[section.start : section.end - len(section.text)]
    told = "" if status is Status.KEPT else notice(Status.MISSING, section.id)
    parts = (part.strip("\n") for part in (heading, told, section.text))
    source = "\n\n".join(filter(None, parts))
    text = f'<div lang="{SOURCE_LANG}" class="kb-untranslated" markdown>\n\n{source}\n\n</div>\n'
    return Passage(SOURCE_LANG, text)
