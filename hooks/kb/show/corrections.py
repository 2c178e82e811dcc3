"""What the brief said and what is so now, side by side."""

from __future__ import annotations

from kb.korean.wording import listed, suggestion
from kb.show.directive import Context, DirectiveError, Fragment, directive


@directive(reads=("corrections",), examples=("corrections()", 'corrections(of="vendors.neptune")'))
def corrections(context: Context, of: str = "") -> Fragment:
    """All corrections, or those of one record. of: such as `vendors.neptune`."""
    records = context.project.facts.corrections.values()
    chosen = [record for record in records if f"{record.of}.".startswith(f"{of}." if of else "")]
    if not chosen:
        known = sorted({record.of for record in records})
        raise DirectiveError(
            f"corrections: '{of}'에 대한 정정이 없습니다.",
            f"정정이 있는 대상: {listed(known)}.{suggestion(of, known)}",
        )
    return context.block("corrections", corrections=sorted(chosen, key=lambda c: c.date))
