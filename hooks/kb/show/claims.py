"""Every claim with its address: who says it, how it compares, and how it may be quoted."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from kb.facts.claims import (
    AmountClaim,
    Claim,
    ClaimKind,
    EventClaim,
    FigureClaim,
    GrowthClaim,
    LevelClaim,
    claims_of,
    kindred,
)
from kb.facts.symbols import Datum
from kb.korean.particles import josa
from kb.korean.wording import listed, suggestion
from kb.model.base import Text
from kb.model.market import Estimate
from kb.project import has_page
from kb.show import numbers
from kb.show.directive import Context, DirectiveError, Fragment, directive
from kb.show.evaluate import Titles
from kb.show.templates import Templates
from kb.text import Lang

DATA = "assets/claims"
"""What the search of claims reads, below the site's root: `<DATA>.<lang>.json`."""


@dataclass(frozen=True)
class Shown:
    """A claim in words. value: what is said; what: of what; who: says it; compared: with others of
    its kind, which are `others`; quote: the sentence to use, empty where there is none.
    """

    claim: Claim
    value: str
    what: str
    who: str
    compared: str
    others: tuple[tuple[Claim, str], ...]
    quote: str


@dataclass(frozen=True)
class Group:
    """Claims of one group. page: where they stand in full, relative; empty where they do here."""

    name: str
    title: str
    claims: tuple[Shown, ...]
    page: str


@directive(
    about=Text(
        ko="한 종류의 주장을 모두 보인다. 값, 말한 곳, 출처와 등급, 쓰는 쪽, 견준 결과, 인용할 문장이 붙고 주장마다 주소가 있다.",
        en="All claims of a kind, each with an address: value, whose word it is, source and grade, the pages that use it, how it compares, and the sentence to quote.",
    ),
    arguments={
        "kind": Text(
            ko="figures(단일 수치), estimates(시장 추정), events(벤더 사건), levels(성숙도)",
            en="figures, estimates (of the market), events (of vendors) or levels (of maturity)",
        ),
        "group": Text(
            ko="이 묶음만 다 보인다. docs/claims/ 아래에 그 묶음의 페이지가 있으면 종류의 페이지에는 짧게만 보인다",
            en="This group alone, in full. Where a group has a page of its own below docs/claims/, the page of the kind shows it in short",
        ),
    },
    examples=('claims("estimates")', 'claims("events", group="release")'),
    late=True,
)
def claims(context: Context, kind: ClaimKind, group: str | None = None) -> Fragment:
    """All claims of a kind in groups: value, source, the pages that use it, how to quote it; in
    short where a group has a page of its own. group: that group alone, in full.
    """
    known = {claim.group for claim in claims_of(context.project.facts, kind)}
    if group and group not in known:
        hint = f"쓸 수 있는 값: {listed(sorted(known))}.{suggestion(group, sorted(known))}"
        raise DirectiveError(f"claims: '{group}'은(는) {kind}에 없는 묶음입니다.", hint)
    return Fragment(lambda: _list(context, kind, group), "")


@directive(
    about=Text(
        ko="숫자나 낱말로 주장을 찾는 칸을 보인다. 숫자는 표기가 달라도 값으로 견준다.",
        en="A box that finds claims by number or words; numbers are compared as values, whatever the notation.",
    ),
    examples=("claim_search()",),
)
def claim_search(context: Context) -> Fragment:
    """A box that finds claims by number or words. Its data are fetched when somebody types."""
    return context.block(
        "claim_search",
        data=f"{context.root}{DATA}.{context.site_lang or context.lang}.json",
        base=context.url("claims/index"),
    )


def claim_rows(context: Context, kind: ClaimKind) -> list[tuple[str, ...]]:
    """What the search knows of a kind: address below `claims/`, value, what, who, quotable or not."""
    words = ClaimWords(context)
    found = claims_of(context.project.facts, kind)
    alike = kindred(found)
    shown = [words.shown(claim, alike[claim.alike]) for claim in found]
    grade = context.templates.word
    return [
        (
            f"{kind}/#{one.claim.key}",
            one.value,
            one.what,
            one.who,
            grade(f"claim-use-{one.claim.use}"),
        )
        for one in shown
    ]


def claim_file(rows: Iterable[tuple[str, ...]]) -> bytes:
    """The rows as the script reads them."""
    return json.dumps(list(rows), ensure_ascii=False, separators=(",", ":")).encode()


def pages_of(
    claim: Claim, shown_by: Mapping[Datum, Iterable[str]], cited_by: Mapping[str, Iterable[str]]
) -> list[str]:
    """Keys of the pages that use a claim: they show its records and cite the source of its words."""
    needed = [set(shown_by.get(datum, ())) for datum in claim.data]
    if claim.use != "ours":
        needed.append(set(cited_by.get(claim.sources[0].id, ())))
    return sorted(set.intersection(*needed))


def _list(context: Context, kind: ClaimKind, only: str | None) -> Markup:
    found = claims_of(context.project.facts, kind)
    words, alike = ClaimWords(context), kindred(found)
    groups: dict[str, list[Shown]] = defaultdict(list)
    for claim in found:
        if only in (None, claim.group):
            groups[claim.group].append(words.shown(claim, alike[claim.alike]))
    return context.render(
        "claims",
        list=context.url(f"claims/{kind}") if only else "",
        groups=[
            Group(
                name,
                words.group(kind, name),
                tuple(shown),
                "" if only else _page_of(context, kind, name),
            )
            for name, shown in groups.items()
        ],
        pages_of=partial(pages_of, shown_by=context.shown_by, cited_by=context.cited_by),
        titles=Titles(context),
    )


def _page_of(context: Context, kind: ClaimKind, group: str) -> str:
    key = f"claims/{kind}/{group}"
    return context.url(key) if has_page(context.memo, key) else ""


class ClaimWords:
    """Claims in the language of a page."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.lang: Lang = context.lang
        self.templates: Templates = context.templates

    def shown(self, claim: Claim, same: list[Claim]) -> Shown:
        """A claim beside those that it can be compared with. same: these and itself, largest first."""
        is_listed = isinstance(claim, AmountClaim | GrowthClaim)
        return Shown(
            claim,
            self.value(claim),
            self.what(claim),
            self.who(claim),
            self.compared(claim, same),
            tuple(
                (other, f"{self.who(other)} {self.value(other)}")
                for other in (same if is_listed else ())
                if other is not claim
            ),
            self.quote(claim) if claim.use != "none" else "",
        )

    def group(self, kind: ClaimKind, name: str) -> str:
        """The name of a group: a topic, a market, a type of event, an edition."""
        if kind == "levels":
            return self.word(
                "maturity-caption", date=self.context.project.facts.editions[name].as_of
            )
        stem = {"figures": "topic", "estimates": "market", "events": "event"}[kind]
        # A new topic is shown by its id until it has a word.
        known = self.context.project.facts.words
        return self.word(f"{stem}-{name}") if f"{stem}-{name}" in known else name

    def value(self, claim: Claim) -> str:
        """What is said."""
        match claim:
            case FigureClaim():
                return numbers.quantity(claim.figure.value, claim.figure.unit, self.lang)
            case AmountClaim():
                return numbers.usd(claim.amount.usd, self.lang)
            case GrowthClaim():
                return f"{claim.growth.percent}%"
            case EventClaim():
                return self.date(claim.as_of)
            case LevelClaim():
                return f"{self.level(claim)} ({self.word(f'trend-{claim.assessment.trend}')})"
        raise TypeError(claim)

    def what(self, claim: Claim) -> str:
        """What the value is of."""
        match claim:
            case FigureClaim():
                return self.tr(claim.figure.label)
            case AmountClaim():
                market = self.group("estimates", claim.group)
                return self.word("claim-amount", market=market, year=claim.amount.year)
            case GrowthClaim(growth=growth):
                market = self.group("estimates", claim.group)
                years = {"start": growth.from_year, "end": growth.to_year}
                return self.word("claim-growth", market=market, **years)
            case EventClaim():
                return f"{claim.vendor.product.name}: {self.tr(claim.event.text)}"
            case LevelClaim():
                return self.word("claim-level", technology=self.tr(claim.technology.name))
        raise TypeError(claim)

    def who(self, claim: Claim) -> str:
        """Whose word it is."""
        if claim.use == "ours":
            return self.word("our-assessment")
        if isinstance(claim, AmountClaim | GrowthClaim):
            return self.tr(claim.estimate.publisher)
        source = claim.sources[0]
        return source.publisher or self.tr(source.title)

    def compared(self, claim: Claim, same: list[Claim]) -> str:
        """How it stands among others of its kind."""
        if isinstance(claim, LevelClaim):
            return self._moved(claim) + self.word("claim-same-level", count=len(same))
        if isinstance(claim, EventClaim):
            return self.word("claim-same-type", count=len(same))
        if len(same) == 1:
            return self.word("claim-alone")
        return self.word(
            "claim-rank",
            count=len(same),
            place=1 + bisect_left(same, -claim.size, key=lambda other: -other.size),
            low=self.value(same[-1]),
            high=self.value(same[0]),
        )

    def quote(self, claim: Claim) -> str:
        """The sentence to quote, which says whose word it is where it is only a report."""
        name = type(claim).__name__.removesuffix("Claim").lower()
        origin, who = self._origin(claim), self._reported(claim)
        said = {"value": self.value(claim)} | self._said(claim)
        return self.word(f"quote-{name}-{claim.use}", origin=origin, who=who, **said)

    def _said(self, claim: Claim) -> dict[str, object]:
        """What a sentence says, with the particles that Korean wants."""
        value = self.value(claim)
        match claim:
            case FigureClaim(figure=figure):
                label = self.tr(figure.label)
                topic, stated = josa(label, "은/는"), josa(value, "이다/다")
                return {"label": label, "topic": topic, "stated": stated}
            case AmountClaim(estimate=estimate, amount=amount):
                return self._market(claim, estimate) | {
                    "year": amount.year,
                    "as_value": josa(value, "으로/로"),
                }
            case GrowthClaim(estimate=estimate, growth=growth):
                years = {"start": growth.from_year, "end": growth.to_year}
                return self._market(claim, estimate) | years
            case EventClaim(vendor=vendor, event=event):
                return {"text": self.tr(event.text), "vendor": vendor.product.name}
            case LevelClaim(technology=technology, assessment=assessment):
                return {
                    "technology": self.tr(technology.name),
                    "level": self.level(claim),
                    "trend": self.word(f"trend-{assessment.trend}"),
                }
        raise TypeError(claim)

    def _market(self, claim: Claim, estimate: Estimate) -> dict[str, object]:
        publisher = self.tr(estimate.publisher)
        return {
            "market": self.group("estimates", claim.group),
            "publisher": publisher,
            "speaker": josa(publisher, "은/는"),
        }

    def _origin(self, claim: Claim) -> str:
        """What stands in the brackets behind a sentence: whose word, of when, where and of whom."""
        parts = [self.date(claim.as_of)]
        if claim.use == "fact" and isinstance(claim, FigureClaim | EventClaim):
            parts.insert(0, self.who(claim))
        if isinstance(claim, FigureClaim):
            named = (claim.figure.region, claim.figure.sample)
            parts += [self.tr(text) for text in named if text]
        if isinstance(claim, AmountClaim | GrowthClaim) and claim.use == "report":
            by = claim.sources[0].quoted_by or self.context.tr(claim.sources[0].title)
            parts.insert(0, self.word("quoted-by", name=by))
        return ", ".join(parts)

    def _reported(self, claim: Claim) -> str:
        """Whose word it is, and who passes it on."""
        by = claim.sources[0].quoted_by if claim.sources else None
        who = self.who(claim)
        return (
            self.word("claim-passed-on", who=who, by=self.word("quoted-by", name=by)) if by else who
        )

    def _moved(self, claim: LevelClaim) -> str:
        if claim.before is None:
            return self.word("claim-new")
        before = self.context.project.facts.levels[claim.before.level]
        return self.word("claim-before", level=self.tr(before.name))

    def level(self, claim: LevelClaim) -> str:
        """The word for a level."""
        if claim.assessment.watch:
            return self.word("level-watch")
        return self.tr(self.context.project.facts.levels[claim.assessment.level].name)

    def date(self, value: str) -> str:
        return numbers.date(value, self.lang)

    def tr(self, text: Text) -> str:
        return self.context.tr(text)

    def word(self, key: str, **values: object) -> str:
        return self.templates.word(key, **values)
