"""Vendors against capabilities."""

from __future__ import annotations

from kb.facts.vendors import choose
from kb.model.base import Text
from kb.model.vendors import VendorKind
from kb.show.directive import Context, Fragment, directive


@directive(
    about=Text(
        ko="벤더와 기능을 견주는 표. 출처가 있는 칸만 채운다.",
        en="Vendors against capabilities; only cells with a source are filled.",
    ),
    arguments={
        "kind": Text(ko="이 형태의 벤더만", en="Only this kind of vendor"),
    },
    examples=("vendor_matrix()", 'vendor_matrix(kind="cloud")'),
)
def vendor_matrix(context: Context, kind: VendorKind | None = None) -> Fragment:
    """A row for each vendor, a column for each capability; an empty cell has no source found.
    Products that have ended come last.
    """
    vendors = choose(context.project.facts, kind=kind)
    vendors.sort(key=lambda vendor: vendor.status.value == "discontinued")
    return context.block("vendor_matrix", vendors=vendors)
