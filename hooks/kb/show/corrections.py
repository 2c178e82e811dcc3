"""What the brief said and what is so now, side by side."""

from __future__ import annotations

from kb.facts.symbols import symbol
from kb.facts.view import field_values, ids_having
from kb.korean.wording import listed, suggestion
from kb.model.base import Text
from kb.show.directive import Context, DirectiveError, Fragment, directive


@directive(
    about=Text(
        ko="연구 개요의 말과 지금의 사실을 나란히 보인다.",
        en="What the research brief said beside what is so now.",
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
    order = {id: place for place, id in enumerate(facts.corrections)}
    ordered = sorted(chosen, key=lambda c: (c.date, order[c.id]))
    named = (symbol(facts.memo, correction.of) for correction in ordered)
    subjects = [each.datum if each else None for each in named]
    return context.block("corrections", corrections=zip(ordered, subjects, strict=True))
