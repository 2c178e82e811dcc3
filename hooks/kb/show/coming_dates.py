"""What is to come: the dates of the calendar, as a list."""

from __future__ import annotations

from kb.facts.updates import coming
from kb.show.directive import Context, DirectiveError, Fragment, directive
from kb.show.updates import tell


@directive(examples=("coming_dates()",))
def coming_dates(context: Context) -> Fragment:
    """Dates of laws and vendors, reviews of editions and target years of estimates, soonest first."""
    expected = coming(context.memo)
    if not expected:
        raise DirectiveError("coming_dates: 다가오는 날짜가 없습니다.", "이 호출을 지우십시오.")
    return context.block("coming_dates", told=tell(context, expected))
