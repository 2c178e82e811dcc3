"""What a chart that pages call by name is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from kb.charts.markup import Chart
from kb.facts.updates import looked_at
from kb.show.directive import Context, DirectiveError

T = TypeVar("T")


@dataclass(frozen=True)
class Choice:
    """What a call chooses from a chart's data."""

    estimate: str | None = None
    scope: str | None = None
    edition: str | None = None
    topic: str | None = None


@dataclass(frozen=True)
class NamedChart:
    """A chart by name. data: the collection that it draws. takes: arguments it knows. example: some of them, as written in a page."""

    draw: Callable[[Context, Choice], Chart]
    data: str
    takes: tuple[Literal["estimate", "scope", "edition", "topic"], ...] = ()
    example: str = ""


def words(context: Context, *keys: str) -> dict[str, str]:
    """The words of a picture, by their keys without `chart-`."""
    return {key.removeprefix("chart-"): context.templates.word(key) for key in keys}


def day_of_data(context: Context) -> str:
    """The day on which the data were last looked at. Raises DirectiveError where they never were."""
    return "".join(some(looked_at(context.memo), "출처를 확인한 날이"))


def some(items: Sequence[T], what: str) -> Sequence[T]:
    """What a chart shows. Raises DirectiveError where it is nothing. what: with its particle."""
    if not items:
        raise DirectiveError(
            f"차트에 보일 {what} 없습니다.", "자료를 더하거나 이 차트를 부르지 마십시오."
        )
    return items
