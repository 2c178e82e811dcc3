"""Parts of sentences, and how a value in one is told to be another than the record's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kb.facts.view import Facts
from kb.findings.finding import Finding, Note, Rule
from kb.korean.script import is_korean
from kb.memo import Memo, tool
from kb.model.base import Record
from kb.model.sources import Source
from kb.project import Project, page
from kb.read import Page
from kb.read.call import cited
from kb.read.sentences import clauses, sentences, words_of
from kb.read.yamlfile import Loc
from kb.rules.prose.values import Stated
from kb.rules.rule import Check, on, place_in_body, span_of
from kb.text import SOURCE_LANG, Lang


@dataclass(frozen=True)
class Part:
    """A sentence, or what stands in one between commas, in words only.

    start, end: its place in the page's body.
    """

    page: Page
    text: str
    start: int
    end: int

    @property
    def lang(self) -> Lang:
        return self.page.lang


@dataclass(frozen=True)
class Wrong:
    """A value that a record gives otherwise. what: of the record. right: what it says, at loc."""

    stated: Stated
    what: str
    right: str
    record: Record
    loc: Loc = ()


def looking(rule: Rule, look: Callable[[Memo, Part], Iterator[Wrong]]) -> Check:
    """The check that looks at each sentence of a page."""

    def found(project: Project, of: Page) -> Iterator[Finding]:
        for part in sentences_of(project.memo, of.key, of.lang):
            for wrong in look(project.memo, part):
                yield _finding(project, part, wrong, rule)

    return Check(found, (rule,))


@tool
def sentences_of(memo: Memo, key: str, lang: Lang) -> tuple[Part, ...]:
    """The sentences of a page, the items of its lists and the cells of its tables.

    Those of a translation that are still Korean are told of as such, and not judged as English.
    """
    found = page(memo, key, lang)
    words = words_of(found.body) if found else ""
    return tuple(
        Part(found, words[start:end], start, end)
        for start, end in sentences(words)
        if found and words[start:end].strip()
        if lang == SOURCE_LANG or not is_korean(words[start:end])
    )


def clauses_of(part: Part) -> Iterator[Part]:
    """What stands in a sentence between commas."""
    for start, end in clauses(part.text):
        yield Part(part.page, part.text[start:end], part.start + start, part.start + end)


def sources_in(memo: Memo, part: Part) -> list[Source]:
    """The sources that a part cites, each once."""
    calls = (call for call in part.page.calls if part.start <= call.start < part.end)
    ids = dict.fromkeys(cited(call.expr) for call in calls)
    sources = Facts(memo).sources
    return [source for id in ids if (source := sources.get(id))]


def within(part: Part, whole: Part, stated: Stated) -> Stated:
    """A value of a part, by its place in the whole."""
    shift = part.start - whole.start
    return Stated(stated.start + shift, stated.end + shift, stated.value)


def _finding(project: Project, part: Part, wrong: Wrong, rule: Rule) -> Finding:
    place = place_in_body(part.page, part.start + wrong.stated.start)
    said = part.text[wrong.stated.start : wrong.stated.end]
    return on(
        part.page,
        place.line,
        place.column,
        rule=rule,
        message=f"{wrong.what}: 글은 '{said}', 자료는 '{wrong.right}'입니다.",
        hint="출처를 보고 틀린 쪽을 고치십시오. 지난 일이면 그때를 함께 쓰십시오.",
        length=len(said),
        notes=(Note(span_of(project, wrong.record, wrong.loc), "자료의 값"),),
    )
