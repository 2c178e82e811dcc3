"""Sources: all of them in short, and those of a page with the words seen and who cites them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from kb.model.base import Text
from kb.project import SOURCES, part_for
from kb.show.directive import Context, DirectiveError, Fragment, directive
from kb.show.evaluate import Titles


@directive(
    about=Text(
        ko="모든 출처를 등급별로 짧게 모은다. start를 쓰면 그 출처들의 확인한 문구와 인용한 페이지까지 다 보인다.",
        en="All sources by grade, in short. With start, all that is known of those sources, with the words seen and the pages that cite them.",
    ),
    arguments={
        "start": Text(
            ko="식별자가 이 글자로 시작하는 출처만. docs/sources/ 아래 페이지의 이름과 같다",
            en="Only sources whose ids begin so; the same as the name of the page below docs/sources/",
        ),
    },
    examples=("sources()", 'sources(start="a")'),
    late=True,
)
def sources(context: Context, start: str | None = None) -> Fragment:
    """Every source by grade: title, publisher, date, kind. start: instead, all that is known of
    those whose ids begin so, with who cites them.
    """
    return _long(context, start) if start else _short(context)


def _short(context: Context) -> Fragment:
    groups: dict[str, list[str]] = defaultdict(list)
    for source_id, record in context.project.facts.sources.items():
        groups[record.quality].append(source_id)
    return context.block("sources", groups=sorted(groups.items()), **_citing(context))


def _long(context: Context, start: str) -> Fragment:
    """Those that another page tells of by now keep their place here, with a link."""
    here = f"{SOURCES}/{start}"
    found = sorted(id for id in context.project.facts.sources if id.startswith(start))
    if not found:
        raise DirectiveError(
            f"sources: 식별자가 '{start}'(으)로 시작하는 출처가 없습니다.",
            "data/sources/에 있는 식별자의 앞부분을 쓰십시오. 보기: a, da",
        )
    own = [id for id in found if part_for(context.memo, SOURCES, id) == here]
    moved = [id for id in found if id not in set(own)]
    return context.block("sources_part", ids=own, moved=moved, **_citing(context))


def _citing(context: Context) -> dict[str, Any]:
    return {"citing": context.cited_by, "titles": Titles(context)}
