"""How rules are checked, and short ways to say where one is broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kb.addresses import site_address
from kb.facts.collections import BY_NAME, COLLECTIONS
from kb.facts.load import FOLDER, files_of, path_of, place_in, place_of
from kb.findings.finding import Finding, Fix, Note, Rule, Scope, Span
from kb.memo import Memo, question, text
from kb.model.base import Record
from kb.project import DOCS, Project
from kb.read import Page
from kb.read.yamlfile import Loc
from kb.text import Place


@dataclass(frozen=True)
class Check:
    """A function that finds breaches of rules.

    look: takes the project and, by scope, what it looks at: a file's path, a record, a page, a
    Korean page and its translation (either may be None), or nothing. rules: those that it may find
    broken. within: its scope, where that is not the one of its rules.
    """

    look: Callable[..., Iterator[Finding]]
    rules: tuple[Rule, ...]
    within: Scope | None = None

    @property
    def scope(self) -> Scope:
        return self.within or self.rules[0].scope


def at(
    project: Project,
    record: Record,
    *loc: str | int,
    rule: Rule,
    message: str,
    hint: str | None = None,
    key: bool = False,
    notes: tuple[Note, ...] = (),
    mend: tuple[str, str] | None = None,
    lacking: str = "",
) -> Finding:
    """A finding at a record's field. loc: the way from the record; key: at its key.

    mend: what stands somewhere in that line from there on, and what has to. lacking: see `Finding`.
    """
    span = span_of(project, record, loc, key=key)
    datum = (record.address.collection, record.address.record)
    fix = None
    if mend:
        found = standing(project.memo, span, mend[0])
        span, fix = (found, mended(found, *mend)) if found else (span, None)
    return Finding(rule, span, message, hint, notes, datum, fix, lacking=lacking)


def span_of(project: Project, record: Record, loc: Loc = (), *, key: bool = False) -> Span:
    """Where a record's field stands. key: its key, not its value."""
    place = place_of(project.memo, record.address, loc, key=key or not loc)
    return Span(path_of(project.memo, record.address), place.line, place.column)


def in_data(memo: Memo, path: str, loc: Loc, *, key: bool = False) -> Span:
    """Where a node stands in a file of the data. key: its key, not its value."""
    place = place_in(memo, path, loc, key=key)
    return Span(path, place.line, place.column)


def datum_at(memo: Memo, path: str, loc: Loc) -> tuple[str, str] | None:
    """The record that a way through a file of the data begins with, as collection and id."""
    collection = collection_of(memo, path)
    if collection is None:
        return None
    if BY_NAME[collection].one_file_each:
        return collection, path.rpartition("/")[2].removesuffix(".yml")
    return (collection, str(loc[0])) if loc else None


@question
def collection_of(memo: Memo, path: str) -> str | None:
    """The collection that a file holds; None where nothing reads it."""
    if not path.startswith(f"{FOLDER}/"):
        return None
    names = (collection.name for collection in COLLECTIONS)
    return next((name for name in names if path in files_of(memo, name)), None)


def standing(memo: Memo, span: Span, word: str) -> Span | None:
    """The part of a line, from a span on, where a word stands; None where it does not."""
    lines = (text(memo, span.path) or "").split("\n")
    line = lines[span.line - 1] if span.line <= len(lines) else ""
    column = line.find(word, span.column - 1) + 1
    return Span(span.path, span.line, column, len(word)) if word and column else None


def mended(span: Span, old: str, new: str) -> Fix:
    """The mend of a word that stands at a span."""
    return Fix(Span(span.path, span.line, span.column, len(old)), old, new)


def on(
    page: Page,
    line: int,
    column: int = 1,
    *,
    rule: Rule,
    message: str,
    hint: str | None = None,
    length: int = 0,
    mend: tuple[str, str] | None = None,
    notes: tuple[Note, ...] = (),
    lacking: str = "",
) -> Finding:
    """A finding in a page. line, column: in its file. mend: what stands there, and what has to.

    lacking: see `Finding`.
    """
    span = Span(f"{DOCS}/{page.path}", line, column, length)
    fix = mended(span, *mend) if mend else None
    return Finding(rule, span, message, hint, notes, None, fix, (page.path,), lacking)


def lacking_page(key: str) -> str:
    """What a finding lacks that looks for a page, by whatever name: see `Finding`."""
    return f"pages{site_address(key)}"


def place_in_body(page: Page, offset: int) -> Place:
    """The place in its file of an offset in a page's body."""
    line = page.body.count("\n", 0, offset)
    return Place(page.body_line + line, offset - page.body.rfind("\n", 0, offset))
