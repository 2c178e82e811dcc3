"""The writers' reference of the rules, made from the rules themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.findings.finding import DECLARED, Rule
from kb.memo import given
from kb.model.base import Text
from kb.show.directive import Context, Fragment, directive


@dataclass(frozen=True)
class Entry:
    """One rule. id: of its place on the page. about: in the page's language."""

    id: str
    rule: Rule
    about: str


@dataclass(frozen=True)
class Group:
    """Rules whose ids begin alike."""

    name: str
    entries: Sequence[Entry]


@directive(
    about=Text(
        ko="검사가 보는 규칙을 모두 보인다. 이름, 보는 것, 정도, 어긴 보기가 나온다.",
        en="Every rule of the check: its name, what it looks at, its severity, and what breaks it.",
    ),
    examples=("rule_reference()",),
)
def rule_reference(context: Context) -> Fragment:
    """Every rule: what it looks at, how serious it is, what must hold, what breaks it."""
    groups: dict[str, list[Entry]] = {}
    for rule in given(context.memo, DECLARED) or ():
        about = rule.about_en if context.lang == "en" else rule.about_ko
        entry = Entry(rule.id.replace("/", "-"), rule, about)
        groups.setdefault(rule.id.partition("/")[0], []).append(entry)
    return context.block(
        "rule_reference", groups=[Group(name, entries) for name, entries in groups.items()]
    )
