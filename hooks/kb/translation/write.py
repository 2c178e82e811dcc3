"""Changes to the file of a translation. Each takes texts and gives a text; nothing is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import partial

from kb.read import INTRO, Page, Section, substitute
from kb.read.fences import fold_fences
from kb.read.lines import OPAQUE, Line, Source
from kb.translation.status import DRAFT_OPEN, kept_parts

_FRONT = re.compile(
    r"\A(?P<open>-{3}[ \t]*\n)(?P<yaml>.*?\n)(?P<close>(?:\.{3}|-{3})[ \t]*\n)", re.S
)
_PINS = re.compile(r"^pins[ \t]*:.*\n(?:[ \t]+.*\n|[ \t]*\n(?=[ \t]))*", re.M)


def set_pins(text: str, pins: Mapping[str, str]) -> str:
    """A translation's file with these pins in its front matter and not a byte changed elsewhere."""
    block = "pins:\n" + "".join(f"  {name}: {value}\n" for name, value in pins.items())
    match = _FRONT.match(text)
    if match is None:
        return f"---\n{block}---\n\n{text}"
    front = match["yaml"]
    found = _PINS.search(front)
    front = front[: found.start()] + block + front[found.end() :] if found else front + block
    return match["open"] + front + text[match.start("close") :]


def scaffold(korean: Page) -> str:
    """The file of a translation to be written: the page's frame, its Korean in comments.

    Headings keep their ids, calls and code stand as they are, and the title and description are
    the Korean ones until they are translated.
    """
    front = "".join(
        f"{name}: {_quoted(str(korean.meta[name]))}\n"
        for name in ("title", "description")
        if korean.meta.get(name)
    )
    kept = kept_parts(korean)
    sections = (section for section in korean.sections if section.id not in kept)
    body = "".join(_skeleton(korean, section) for section in sections)
    return f"---\n{front}---\n\n{body.lstrip()}".rstrip() + "\n"


def add_missing(korean: Page, english: Page, text: str, known: Collection[str] = ()) -> str:
    """A translation's file with the frame of each section that it lacks, at the right place.

    known: ids of sections that it has under another one.
    """
    there = {*known, *kept_parts(korean), *(section.id for section in english.sections)}
    absent = [section.id for section in korean.sections if section.id not in there]
    body = _merged(korean, english, absent, lambda section: _skeleton(korean, section))
    return text[: len(text) - len(english.body)] + body


def with_draft(korean: Page, english: Page, text: str, section_id: str, draft: str) -> str:
    """A translation's file with a machine's draft in place of a section that has no translation.

    The draft stands in a comment, where none of its calls is carried out and no reader meets it.
    """
    comment = f"{DRAFT_OPEN}\n{_commented(draft.strip())}\n-->"
    chunk = partial(_under_heading, korean, comment)
    return text[: len(text) - len(english.body)] + _merged(korean, english, [section_id], chunk)


def _merged(korean: Page, english: Page, wanted: list[str], chunk: Callable[[Section], str]) -> str:
    """The translation's body with the wanted Korean sections, each behind the one before it."""
    sections = [section for section in korean.sections if section.id in wanted]
    if not sections:
        return english.body
    order = [section.id for section in korean.sections]
    parts = [(s.id, english.body[s.start : s.end]) for s in english.sections]
    for section in sections:
        known = [name for name, _ in parts]
        new = (section.id, chunk(section))
        if section.id in known:
            parts[known.index(section.id)] = new
            continue
        before = [name for name in order[: order.index(section.id)] if name in known]
        parts.insert(known.index(before[-1]) + 1 if before else 0, new)
    return "\n\n".join(part.strip("\n") for _, part in parts) + "\n"


def _skeleton(korean: Page, section: Section) -> str:
    """A section's frame: heading, calls and code as they are, prose as a comment."""
    return _under_heading(korean, "\n\n".join(map(_framed, _blocks(section.text))), section)


def _under_heading(korean: Page, content: str, section: Section) -> str:
    heading = korean.body[section.start : section.end - len(section.text)].strip("\n")
    parts = [content] if section.id == INTRO else [heading, content]
    return "\n\n" + "\n\n".join(filter(None, parts)) + "\n"


def _blocks(text: str) -> list[tuple[str, bool]]:
    """Paragraphs of a text, each with whether it is a fenced block at the margin."""
    source = Source.of(text)
    groups: list[list[Line]] = [[]]
    for line in fold_fences(source.lines):
        if line.text.strip():
            groups[-1].append(line)
        else:
            groups.append([])
    return [_block(source, group) for group in groups if group]


def _block(source: Source, lines: list[Line]) -> tuple[str, bool]:
    last = lines[-1].folded[-1] if lines[-1].folded else lines[-1]
    starts = [*source.starts, len(source.body) + 1]
    text = source.body[starts[lines[0].number] : starts[last.number + 1] - 1]
    return text, all(line.text == OPAQUE for line in lines)


def _framed(block: tuple[str, bool]) -> str:
    text, is_code = block
    if is_code or not substitute(text, lambda call: "").strip():
        return text
    return f"<!--\n{_commented(text)}\n-->"


def _commented(text: str) -> str:
    """A text that ends no comment which it stands in."""
    return text.replace("-->", "--&gt;")


def _quoted(value: str) -> str:
    """A YAML string; always quoted, so that no sign in it means anything."""
    return "'" + value.replace("'", "''") + "'"
