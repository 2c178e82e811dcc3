"""What is to come: the dates of the calendar, as a list."""

from __future__ import annotations

from kb.facts.updates import coming
from kb.model.base import Text
from kb.show.directive import Context, DirectiveError, Fragment, directive
from kb.show.updates import tell


@directive(
    about=Text(
        ko="법과 벤더의 다가오는 날짜, 다음 검토, 추정의 목표 연도를 이른 것부터 보인다.",
        en="Coming dates of laws and vendors, the next review and target years of estimates, soonest first.",
    ),
    examples=("coming_dates()",),
)
def coming_dates(context: Context) -> Fragment:
    """Dates of laws and vendors, reviews of editions and target years of estimates, soonest first."""
    expected = coming(context.memo)
    if not expected:
        raise DirectiveError("coming_dates: 다가오는 날짜가 없습니다.", "이 호출을 지우십시오.")
    return context.block("coming_dates", told=tell(context, expected))
