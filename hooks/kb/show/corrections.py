"""What the brief or we ourselves said and what is so now, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from kb.facts.symbols import Datum, symbol
from kb.facts.view import field_values, ids_having
from kb.korean.wording import listed, suggestion
from kb.model.base import Text
from kb.model.notes import Correction
from kb.project import part_for
from kb.show.directive import Context, DirectiveError, Fragment, directive
from kb.show.evaluate import title_of

CORRECTIONS = "about/corrections"
"""Key of the page of all corrections; pages below it tell of those whose `of` begins as they do."""


@dataclass(frozen=True)
class Told:
    """A correction with the record that it corrects; None where that is not there."""

    record: Correction
    subject: Datum | None


@dataclass(frozen=True)
class Moved:
    """Corrections that another page tells of in full. address: of that page; title: its own."""

    address: str
    title: str
    corrections: tuple[Told, ...]


@directive(
    about=Text(
        ko="연구 개요나 우리 글의 말과 지금의 사실을 나란히 보인다. 따로 페이지가 있는 것은 그곳으로 잇는다.",
        en="What the research brief or we said beside what is so now, with links to those that have a page of their own.",
    ),
    arguments={
        "of": Text(
            ko="고친 대상. vendors처럼 앞부분만 써도 된다. 없으면 모두",
            en="The record corrected; its beginning, such as vendors, will do. All if left out",
        ),
    },
    examples=("corrections()", 'corrections(of="vendors.neptune")'),
)
def corrections(context: Context, of: str = "") -> Fragment:
    """All corrections, or those of one record. of: such as `vendors.neptune`."""
    found = _found(context, of)
    is_list = context.key == CORRECTIONS or context.key.startswith(f"{CORRECTIONS}/")
    parts = {told: _part(context, told) if is_list else "" for told in found}
    own = [told for told in found if not parts[told]]
    moved = [
        Moved(context.url(key), title_of(key, context), tuple(group))
        for key, group in groupby(sorted(found, key=lambda told: parts[told]), lambda t: parts[t])
        if key
    ]
    return context.block("corrections", corrections=own, moved=moved)


def _part(context: Context, told: Told) -> str:
    """Key of the page that tells of a correction in full; empty where it is this one or there is none."""
    part = part_for(context.memo, CORRECTIONS, told.record.of)
    return part if part != context.key else ""


def _found(context: Context, of: str) -> list[Told]:
    facts = context.project.facts
    targets = field_values(facts.memo, "corrections", "of")
    chosen = [
        facts.corrections[id]
        for target in targets
        if f"{target}.".startswith(f"{of}." if of else "")
        for id in ids_having(facts.memo, "corrections", "of", target)
    ]
    if not chosen:
        known = sorted(targets)
        raise DirectiveError(
            f"corrections: '{of}'에 대한 정정이 없습니다.",
            f"정정이 있는 대상: {listed(known)}.{suggestion(of, known)}",
        )
    return list(_with_subjects(context, chosen))


def _with_subjects(context: Context, chosen: Iterable[Correction]) -> Iterable[Told]:
    """In the order of their dates; those of one date as they stand in the data."""
    memo = context.project.facts.memo
    order = {id: place for place, id in enumerate(context.project.facts.corrections)}
    for correction in sorted(chosen, key=lambda c: (c.date, order[c.id])):
        of = symbol(memo, correction.of)
        yield Told(correction, of.datum if of else None)
