"""The weakest and the oldest facts, each with the source that would do better."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kb.facts.claims import Claim, ClaimKind, EventClaim
from kb.facts.weakness import old, weak
from kb.model.base import Text
from kb.show.claims import ClaimWords, pages_of
from kb.show.directive import Context, Fragment, directive
from kb.show.evaluate import Titles

Better = Callable[[ClaimWords, ClaimKind, Claim], str]

MOST = 40
"""How many of each are shown: no list is read further, and all claims stand elsewhere."""


@dataclass(frozen=True)
class Lacking:
    """A claim that a source should be found for. address: of the claim; pages: keys of those that
    use it; better: which source would do.
    """

    claim: Claim
    value: str
    what: str
    who: str
    address: str
    pages: tuple[str, ...]
    better: str


@directive(
    about=Text(
        ko="A나 B등급 출처가 없는 주장을, 쓰는 쪽이 많은 것부터 어떤 출처면 되는지와 함께 보인다.",
        en="Claims without a source of grade A or B, those that most pages use first, each with the source that would do.",
    ),
    examples=("weakest()",),
    late=True,
)
def weakest(context: Context) -> Fragment:
    """The claims that rest on least: unverified ones first, then those that most pages use."""
    found = weak(context.project.facts)
    rows = sorted(
        _lacking(context, found, _better),
        key=lambda row: (row.claim.use != "none", -len(row.pages)),
    )
    return _table(context, "weakest-caption", rows, len(found))


@directive(
    about=Text(
        ko="가장 오래된 숫자를 어떤 새 출처면 되는지와 함께 보인다.",
        en="The oldest numbers, each with the newer source that would do.",
    ),
    examples=("oldest()",),
    late=True,
)
def oldest(context: Context) -> Fragment:
    """The numbers that are of the longest time ago."""
    found = old(context.project.facts)
    return _table(context, "oldest-caption", _lacking(context, found[:MOST], _newer), len(found))


def _table(context: Context, caption: str, rows: list[Lacking], count: int) -> Fragment:
    titles = Titles(context)
    return context.block("weakest", caption=caption, rows=rows[:MOST], count=count, titles=titles)


def _lacking(
    context: Context, claims: Iterable[tuple[ClaimKind, Claim]], better: Better
) -> list[Lacking]:
    words = ClaimWords(context)
    return [
        Lacking(
            claim,
            words.value(claim),
            words.what(claim),
            words.who(claim),
            context.url(f"claims/{kind}", claim.key),
            tuple(pages_of(claim, context.shown_by, context.cited_by)),
            better(words, kind, claim),
        )
        for kind, claim in claims
    ]


def _better(words: ClaimWords, kind: ClaimKind, claim: Claim) -> str:
    """Which source would do: the words of whoever is quoted, or else what fits the kind."""
    of = f"better-event-{claim.event.type}" if isinstance(claim, EventClaim) else f"better-{kind}"
    by = claim.sources[0].quoted_by
    quoted = words.word("better-quoted", who=words.who(claim), by=by) if by else ""
    return quoted + words.word(of)


def _newer(words: ClaimWords, kind: ClaimKind, claim: Claim) -> str:
    """Which source would do for what is only old."""
    return words.word(f"newer-{kind}", who=words.who(claim))
