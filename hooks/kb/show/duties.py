"""What laws ask for, as tables: duties, and the areas in which AI counts as high-impact."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from kb.facts.decide import area_tokens, duty_tokens, named
from kb.facts.decide import duties as duties_of
from kb.model.base import ChoiceRef, Text
from kb.model.market import Duty, Regulation
from kb.model.sources import Source
from kb.show.directive import Context, Fragment, directive


@dataclass(frozen=True)
class Asked:
    """A duty as a row has it. roles, uses: names of the choices that it is bound to."""

    duty: Duty
    tokens: list[str]
    roles: list[Text]
    uses: list[Text]
    sources: list[Source]


@directive(
    about=Text(
        ko="법이 요구하는 것을 누가, 언제부터, 무엇으로 보이는지와 출처와 함께 표로 보인다.",
        en="What laws ask for as a table: of whom, since when, shown by what, with sources.",
    ),
    arguments={
        "choice": Text(
            ko="이 보기에 걸리는 법령만(`data/decide/choices.yml`)",
            en="Only the laws of this choice (`data/decide/choices.yml`)",
        ),
        "form": Text(
            ko="short이면 의무의 글 없이 짧은 이름만",
            en="With short: the names of duties without their texts",
        ),
    },
    examples=("duties()", 'duties("reach.korea")', 'duties("reach.eu", form="short")'),
)
def duties(
    context: Context, choice: ChoiceRef | None = None, form: Literal["whole", "short"] = "whole"
) -> Fragment:
    """A row for each duty, by law. The page that helps to decide takes its rows from here."""
    facts = context.project.facts
    found = groupby(duties_of(facts, choice), key=lambda pair: pair[0])
    laws = [(law, [_asked(context, law, duty) for _, duty in own]) for law, own in found]
    of = facts.choices[choice].name if choice else None
    return context.block("duties", laws=laws, of=of, whole=form == "whole")


def _asked(context: Context, law: Regulation, duty: Duty) -> Asked:
    facts = context.project.facts
    tokens = duty_tokens(facts, law, duty)
    return Asked(
        duty,
        tokens,
        named(facts, tokens, "role"),
        named(facts, tokens, "use"),
        [facts.sources[id] for id in duty.sources],
    )


@directive(
    about=Text(
        ko="한국의 법이 고영향 AI의 영역으로 적은 열 가지를 출처와 함께 보인다.",
        en="The ten areas that the Korean act names for high-impact AI, with their source.",
    ),
    examples=("areas()",),
)
def areas(context: Context) -> Fragment:
    """The areas in the order of the act, each with the sectors that may fall into it."""
    facts = context.project.facts
    every = [(area, area_tokens(facts, area.id)) for area in facts.areas.values()]
    sources = dict.fromkeys(area.source for area, _ in every)
    return context.block("areas", areas=every, sources=[facts.sources[id] for id in sources])
