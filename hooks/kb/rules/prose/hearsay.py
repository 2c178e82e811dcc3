"""What only sources of grade C say is told as what they say, not as a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.findings.finding import Finding, Note, Rule, Scope, Severity
from kb.korean.report import is_reported
from kb.model.sources import Source
from kb.project import Project
from kb.read import Page
from kb.rules.prose.part import sentences_of, sources_in
from kb.rules.rule import Check, on, place_in_body, span_of
from kb.text import Lang

HEARSAY = Rule(
    "prose/hearsay",
    Scope.PAGE,
    Severity.ERROR,
    "C등급 출처만 드는 문장은 누가 한 말인지 밝힌다. 법과 표준을 옮긴 글은 따지지 않는다.",
    "A sentence that cites grade C alone says whose word it is; reprints of laws and standards are let be.",
    'Acme는 팔렸다{{ cite("blog") }}.',
)

_REPORT = re.compile(
    r"report|according to|\bsa(?:id|ys?)\b|\btold\b|quot|account|announce|argue|\bcalls\b|relay"
    r"|relied|\bknown\b|reproduc|\bcites\b|\bputs\b|\blists?\b|\bblog|predict|forecast|claim",
    re.I,
)
_OF_LAW = re.compile(r"제\d+조|\bArt(?:icle|\.) ?\d|시행령|ISO/IEC|\bAct\b|Omnibus|Regulation|법")
"""A reprint of a law or standard: grade C says that the print was not the publisher's."""


def _hearsay(project: Project, page: Page) -> Iterator[Finding]:
    for part in sentences_of(project.memo, page.key, page.lang):
        # A cell of a table or an item of a list names things and states nothing.
        is_sentence = part.text.rstrip().endswith((".", "!", "?"))
        sources = sources_in(project.memo, part) if is_sentence else []
        if sources and _is_fact(sources, part.text, page.lang):
            first = len(part.text) - len(part.text.lstrip(" \n-*|>#"))
            place = place_in_body(page, part.start + first)
            yield on(
                page,
                place.line,
                place.column,
                rule=HEARSAY,
                message=f"C등급 출처({', '.join(s.id for s in sources)})의 말을 사실로 적었습니다.",
                hint="누가 그렇게 말하는지 쓰거나(‘…에 따르면’, ‘…고 전해진다’) 더 나은 출처를 더하십시오.",
                notes=(Note(span_of(project, sources[0], ("quality",)), "출처의 등급"),),
            )


def _is_fact(sources: list[Source], words: str, lang: Lang) -> bool:
    """Whether grade C alone carries a sentence that does not say so."""
    if any(source.quality != "C" or _OF_LAW.search(source.title.ko) for source in sources):
        return False
    return not (is_reported(words) if lang == "ko" else _REPORT.search(words))


CHECKS = (Check(_hearsay, (HEARSAY,)),)
