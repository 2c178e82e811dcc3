"""English readers are not left with Korean: neither with a whole text nor with a name in one.

Quotations may be Korean, so may what stands in brackets behind its English, the titles of sources
and whatever is marked as staying in Korean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.facts.collections import COLLECTIONS
from kb.facts.load import ids, record
from kb.findings.finding import Finding, Rule, Scope, Severity
from kb.korean.script import is_korean
from kb.memo import Memo, question, tool
from kb.model.base import Named, Record, Text, walk
from kb.model.notes import Term
from kb.model.vendors import FormerName, Product, Vendor
from kb.project import Project
from kb.read import META, Page, Section
from kb.rules.rule import Check, at, on, place_in_body
from kb.text import SOURCE_LANG
from kb.translation.state import part_states
from kb.translation.status import UNTRANSLATED, Status

UNTRANSLATED_TEXT = Rule(
    "translation/korean",
    Scope.PAGE,
    Severity.WARNING,
    "영어 독자가 읽는 글과 이름은 영어다.",
    "What English readers read, names too, is English.",
    "이 절은 아직 한국어다.",
)

_HANGUL = re.compile(r"[가-힣]")
_WORDS = re.compile(r"[가-힣]+(?:[ ·][가-힣]+)*")
_LONG, _NAME = 30, 12
"""Korean letters beyond which a section, and a text of the data, may be Korean as a whole."""
_NO_TEXT = re.compile(
    r"\{\{.*?\}\}|<!--.*?-->|^ *(?P<fence>`{3,}|~{3,}).*?^ *(?P=fence)|(?P<ticks>`+)[^`].*?(?P=ticks)"
    r"|\[[^\]\n]*\]\(https?:[^)\n]*\)|\]\([^)\n]*\)"
    r"|<(?P<tag>\w+)\b[^<>]*\blang=\"ko\"[^<>]*>.*?</(?P=tag)>|<[a-zA-Z/][^<>]*>",
    re.DOTALL | re.MULTILINE,
)
_MAY_BE_KOREAN = re.compile(
    r"(?P<title>^ *(?:!!!|\?\?\?\+?|===[+!]?) .*$)"  # that of a box is no quotation
    r"|“[^”\n]*”|‘[^’\n]*’|「[^」\n]*」|『[^』\n]*』|\"[^\"\n]*\"|^ *>.*$|\([^()\n]*\)",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Words:
    """Korean words in an English text, with the offset at which they begin."""

    text: str
    start: int


def korean_words(text: str) -> Iterator[Words]:
    """Korean words that an English text has for no reason, each once."""
    if not _HANGUL.search(text):
        return
    seen: set[str] = set()
    for match in _WORDS.finditer(_blank(_MAY_BE_KOREAN, _blank(_NO_TEXT, text))):
        if match[0] not in seen:
            yield Words(match[0], match.start())
        seen.add(match[0])


def _blank(pattern: re.Pattern[str], text: str) -> str:
    """The text with blanks where a pattern fits, so that offsets stay."""

    def blanked(match: re.Match[str]) -> str:
        is_kept = match.groupdict().get("title")
        return match[0] if is_kept else re.sub(r"[^\n]", " ", match[0])

    return pattern.sub(blanked, text)


@question
def english_names(memo: Memo) -> dict[str, str]:
    """The English of what has a name, by each Korean name that it goes by."""
    every = (record(memo, one.name, id) for one in COLLECTIONS for id in ids(memo, one.name))
    named = (pair for found in every for pair in _names(found))
    return {ko: en for ko, en in named if en and _HANGUL.search(ko) and not _HANGUL.search(en)}


def _names(found: Record) -> Iterator[tuple[str, str | None]]:
    match found:
        case Term(term=term, aliases=aliases):
            yield from ((name, term.en) for name in (term.ko, *aliases.ko))
        case Vendor(product=product, aliases=aliases, company=company):
            yield company.ko, company.en
            yield from ((name, product.name) for name in aliases.ko)
        case Named(name=name):
            yield name.ko, name.en


@tool
def _names_pattern(memo: Memo) -> re.Pattern[str]:
    """Finds names that have an English one, the longest first."""
    names = sorted(english_names(memo), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names)) or r"(?!)")


def _hint(memo: Memo, text: str, words: Words) -> str:
    """What to write instead. text: in which the words stand, as a part of a name may be no Korean."""
    end = words.start + len(words.text)
    names = [
        f"'{match[0]}'은(는) {english_names(memo)[match[0]]}"
        for match in _names_pattern(memo).finditer(text)
        if match.start() < end and words.start < match.end()
    ]
    if names:
        return f"영어 이름을 쓰십시오: {', '.join(dict.fromkeys(names))}."
    return "영어로 옮기십시오. 한국어를 인용한다면 따옴표나 괄호 안에 쓰십시오."


def _in_pages(project: Project, page: Page) -> Iterator[Finding]:
    """Sections of a translation that are Korean as a whole, and Korean words in the others."""
    if page.lang == SOURCE_LANG or not _HANGUL.search(page.body):
        return
    states = part_states(project.memo, page.key)
    waiting = {part.id for part in states if part.status in UNTRANSLATED}
    whole = [s for s in page.sections if is_korean(_NO_TEXT.sub("", s.text), _LONG)]
    for section in whole:
        yield _whole_section(page, section)
    told = [section for section in page.sections if section in whole or section.id in waiting]
    for words in korean_words(page.body):
        if not any(section.start <= words.start < section.end for section in told):
            place = place_in_body(page, words.start)
            yield on(
                page,
                place.line,
                place.column,
                rule=UNTRANSLATED_TEXT,
                message=f"영어 글에 한국어 '{words.text}'이(가) 있습니다.",
                hint=_hint(project.memo, page.body, words),
                length=len(words.text),
            )


def _whole_section(page: Page, section: Section) -> Finding:
    return on(
        page,
        section.line,
        rule=UNTRANSLATED_TEXT,
        message=f"'{section.title or section.id}' 부분이 아직 한국어입니다.",
        hint="영어로 옮기십시오.",
    )


def _in_titles(project: Project, korean: Page | None, english: Page | None) -> Iterator[Finding]:
    """A title or description that was marked as translated and is still Korean, or names in one."""
    states = part_states(project.memo, english.key) if english else ()
    if english is None or (META, Status.MISSING) in {(part.id, part.status) for part in states}:
        return
    for name in ("title", "description"):
        written = str(english.meta.get(name) or "")
        for words in list(korean_words(written))[:1]:
            is_whole = is_korean(_NO_TEXT.sub("", written))
            yield on(
                english,
                english.line_of(name),
                rule=UNTRANSLATED_TEXT,
                message=f"{name}이(가) 아직 한국어입니다."
                if is_whole
                else f"{name}에 한국어 '{words.text}'이(가) 있습니다.",
                hint=_hint(project.memo, written, words),
            )


def _in_data(project: Project, record: Record) -> Iterator[Finding]:
    """English texts that are Korean or have Korean words, and names that have no other language."""
    if record.address.collection == "sources":
        return
    for loc, value in walk(record):
        if isinstance(value, Text) and value.proper and _HANGUL.search(value.ko):
            yield _name(project, record, loc, value.ko, _IN_BOTH)
        elif isinstance(value, Product | FormerName) and _HANGUL.search(value.name):
            yield _name(project, record, (*loc, "name"), value.name, _AS_ALIAS)
        elif isinstance(value, Text) and not value.proper and value.en:
            yield from _in_english(project, record, (*loc, "en"), value.en)


_IN_BOTH = "{ko: …, en: …}로 쓰십시오. 영어 이름이 없으면 {ko: …, translate: false}로 쓰십시오."
_AS_ALIAS = "로마자로 된 이름을 쓰고, 한국어 이름은 벤더의 aliases에 쓰십시오."


def _name(
    project: Project, record: Record, loc: tuple[str | int, ...], name: str, hint: str
) -> Finding:
    message = f"영어 독자도 이름을 한국어 '{name}'(으)로 봅니다."
    return at(project, record, *loc, rule=UNTRANSLATED_TEXT, message=message, hint=hint)


def _in_english(
    project: Project, record: Record, loc: tuple[str | int, ...], written: str
) -> Iterator[Finding]:
    for words in list(korean_words(written))[:1]:
        yield at(
            project,
            record,
            *loc,
            rule=UNTRANSLATED_TEXT,
            message="이 글의 영어(en)가 한국어입니다."
            if is_korean(written, _NAME)
            else f"이 글의 영어(en)에 한국어 '{words.text}'이(가) 있습니다.",
            hint=_hint(project.memo, written, words),
        )


CHECKS = (
    Check(_in_pages, (UNTRANSLATED_TEXT,)),
    Check(_in_titles, (UNTRANSLATED_TEXT,), Scope.PAIR),
    Check(_in_data, (UNTRANSLATED_TEXT,), Scope.RECORD),
)
