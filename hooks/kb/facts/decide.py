"""What choices ask of the data: which vendors fit, which duties and clauses apply.

A choice is named by a token, `sector.bank`. What a choice decides about carries the tokens of the
choices that it fits; a bare `sector` says that the question matters and nothing of it fits so far.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.facts.view import Facts
from kb.model.base import AspectRef, Text
from kb.model.decide import Choice, Question, Wanted
from kb.model.market import Duty, Regulation
from kb.model.vendors import Vendor

UNKNOWN = "unknown"
"""What stands for an answer without a source, or without a value."""


@dataclass(frozen=True)
class Option:
    """One choice of a question as the form has it. choice: None where a capability is the choice."""

    token: str
    name: Text
    choice: Choice | None = None

    @property
    def value(self) -> str:
        """What stands for it in an address, behind the name of its question."""
        return self.token.partition(".")[2]


def options(facts: Facts, question: Question) -> list[Option]:
    """The choices of a question, in the order of their file."""
    if question.capabilities:
        known = facts.capabilities.items()
        return [Option(f"{question.id}.{id}", kind.name) for id, kind in known]
    own = f"{question.id}."
    chosen = [(id, choice) for id, choice in facts.choices.items() if id.startswith(own)]
    return [Option(id, choice.name, choice) for id, choice in chosen]


def answer_of(vendor: Vendor, aspect: AspectRef) -> str:
    """What a vendor's answer comes to: `yes`, `partial`, `no` or `unknown`."""
    answer = vendor.answers.get(aspect)
    return (answer.value if answer else None) or UNKNOWN


def suits(vendor: Vendor, wanted: Wanted) -> bool:
    """Whether a vendor is all that is wanted. A licence without a source is one to ask about."""
    is_open = vendor.licence.open_source if vendor.licence else None
    return (
        (not wanted.deployment or not set(wanted.deployment).isdisjoint(vendor.deployment))
        and wanted.country in (None, vendor.country)
        and (is_open is None or wanted.open_source in (None, is_open))
        and all(answer_of(vendor, aspect) in may for aspect, may in wanted.answers.items())
    )


def vendor_tokens(facts: Facts, vendor: Vendor) -> list[str]:
    """The choices that a vendor fits, behind the questions that vendors are chosen by; the row of
    the vendor says itself which capabilities it has.
    """
    found: list[str] = []
    for question in facts.questions.values():
        own = [option for option in options(facts, question) if option.choice]
        if any(option.choice.accepts for option in own if option.choice):
            fit = [option.token for option in own if _accepts(option.choice, vendor)]
            found += [question.id, *fit]
    return found


def _accepts(choice: Choice | None, vendor: Vendor) -> bool:
    return choice is not None and any(suits(vendor, wanted) for wanted in choice.accepts)


def asked(choice: Choice) -> tuple[str, ...]:
    """The aspects that a choice looks at: those that it asks for, and those that decide."""
    deciding = (aspect for wanted in choice.accepts for aspect in wanted.answers)
    return tuple(dict.fromkeys(map(str, (*deciding, *choice.asks))))


def aspects_asked(facts: Facts) -> list[str]:
    """Every aspect that some choice looks at, in the order of the aspects."""
    wanted = {aspect for choice in facts.choices.values() for aspect in asked(choice)}
    return [id for id in facts.aspects if id in wanted]


def duty_tokens(facts: Facts, regulation: Regulation, duty: Duty) -> list[str]:
    """The choices under which a duty applies: its own, and those that its law is bound to."""
    bound = [id for id, choice in facts.choices.items() if regulation.id in choice.regulations]
    return [*bound, *map(str, duty.when)]


def area_tokens(facts: Facts, area: str) -> list[str]:
    """The choices that may fall into a high-impact area."""
    return [id for id, choice in facts.choices.items() if area in choice.areas]


def named(facts: Facts, tokens: Iterable[str], question: str) -> list[Text]:
    """The names of those of some choices that answer a question."""
    own = (token for token in tokens if token.startswith(f"{question}."))
    return [facts.choices[token].name for token in own]


def duties(facts: Facts, choice: str | None = None) -> Iterator[tuple[Regulation, Duty]]:
    """The duties of the laws that a choice brings, or of all laws, in the order of their file."""
    for id in facts.choices[choice].regulations if choice else facts.regulations:
        yield from ((facts.regulations[id], duty) for duty in facts.regulations[id].duties)
