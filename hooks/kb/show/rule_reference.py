"""The writers' reference of the rules, made from the rules themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.findings.finding import Rule
from kb.findings.rules import BY_ID
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


@directive(examples=("rule_reference()",))
def rule_reference(context: Context) -> Fragment:
    """Every rule: what it looks at, how serious it is, what must hold, what breaks it."""
    groups: dict[str, list[Entry]] = {}
    for id, rule in sorted(BY_ID.items()):
        about = rule.about_en if context.lang == "en" else rule.about_ko
        entry = Entry(id.replace("/", "-"), rule, about)
        groups.setdefault(id.partition("/")[0], []).append(entry)
    return context.block(
        "rule_reference", groups=[Group(name, entries) for name, entries in groups.items()]
    )
