"""Vendors as cards."""

from __future__ import annotations

from typing import Literal

from kb.facts.vendors import choose
from kb.facts.view import field_values
from kb.model.base import Text
from kb.model.vendors import CountryCode, VendorKind
from kb.show.directive import Context, Fragment, directive


@directive(
    about=Text(
        ko="조건에 맞는 벤더를 카드로 보인다. 조건이 여럿이면 모두 맞아야 한다.",
        en="A card for each vendor that fits all that is given.",
    ),
    arguments={
        "group": Text(ko="연구 개요에서 묶은 이름", en="The group it has in the research brief"),
        "kind": Text(ko="형태", en="The kind of vendor"),
        "country": Text(ko="나라", en="The country"),
    },
    examples=("vendor_list()", 'vendor_list(group="big-tech")', 'vendor_list(country="US")'),
    values={"country": lambda facts: field_values(facts.memo, "vendors", "country")},
)
def vendor_list(
    context: Context,
    group: Literal["big-tech", "startup"] | None = None,
    kind: VendorKind | None = None,
    country: CountryCode | None = None,
) -> Fragment:
    """A card for each vendor that fits all that is given. group: of the brief."""
    vendors = choose(context.project.facts, group=group, kind=kind, country=country)
    return context.block("vendor_list", vendors=vendors)
