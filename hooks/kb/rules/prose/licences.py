"""The licence that prose gives a product, and whether it is open source, are its record's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.facts.view import Facts
from kb.findings.finding import Rule, Scope, Severity
from kb.memo import Memo, question
from kb.rules.prose.part import Part, Wrong, clauses_of, looking, within
from kb.rules.prose.values import Stated, licences, named_products, texts_of

PROSE_LICENCE = Rule(
    "prose/licence",
    Scope.PAGE,
    Severity.ERROR,
    "글이 제품의 것이라 하는 라이선스는 그 기록에 있고, 오픈소스라 하면 기록도 그렇다.",
    "A licence that prose gives a product is in its record, and so is that it is open source.",
    "AlphaML은 Apache-2.0 오픈소스다",
)

_UNDER = {
    "ko": re.compile(r"[은는] \D{0,20}|의 라이선스는 \D{0,20}|의 "),
    "en": re.compile(
        r"(?: (?:is|remains|stays) [^.]{0,40}\bunder (?:the )?|(?:'s|’s) licen[cs]e is (?:the )?)"
    ),
}
_OPEN = {
    "ko": re.compile(r"[은는] [^.]*오픈소스(?:다|이다|고|로 공개)"),
    "en": re.compile(r" (?:is|remains|stays) (?:an? )?open[- ]source"),
}


def _licences(memo: Memo, whole: Part) -> Iterator[Wrong]:
    for part in clauses_of(whole) if any(licences(whole.text)) else ():
        for name in named_products(memo, part.text):
            vendor = Facts(memo).vendors[name.value]
            known = known_licences(memo, vendor.id)
            for stated in licences(part.text) if vendor.licence and known else ():
                between = part.text[name.end : stated.start]
                if _UNDER[part.lang].fullmatch(between) and stated.value not in known:
                    told = within(part, whole, stated)
                    what = f"{vendor.product.name}의 라이선스"
                    right = ", ".join(sorted(known))
                    yield Wrong(told, what, right, vendor, ("licence",))


def _open_source(memo: Memo, whole: Part) -> Iterator[Wrong]:
    for part in clauses_of(whole) if _OPEN[whole.lang].search(whole.text) else ():
        for name in named_products(memo, part.text):
            vendor = Facts(memo).vendors[name.value]
            found = _OPEN[part.lang].match(part.text, name.end)
            if found and vendor.licence and not vendor.licence.open_source:
                told = within(part, whole, Stated(name.start, found.end(), name.value))
                what = f"{vendor.product.name}의 라이선스"
                right = f"{vendor.licence.spdx}, 오픈소스 아님"
                yield Wrong(told, what, right, vendor, ("licence", "open_source"))


@question
def known_licences(memo: Memo, id: str) -> frozenset[str]:
    """The licences that a vendor's record names: its own, and those of its past and its parts."""
    vendor = Facts(memo).vendors[id]
    own = vendor.licence.spdx if vendor.licence else ""
    told = (own, *texts_of(vendor, "ko"), *texts_of(vendor, "en"))
    found = frozenset(stated.value for text in told for stated in licences(text))
    return found if any(licences(own)) else frozenset()


CHECKS = (looking(PROSE_LICENCE, _licences), looking(PROSE_LICENCE, _open_source))
