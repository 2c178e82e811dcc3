"""Vendors side by side: chosen by the writer, or by the reader in the browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kb.addresses import page_address
from kb.facts.vendors import choose
from kb.facts.view import Facts
from kb.model.base import Text, VendorRef
from kb.model.vendors import Vendor
from kb.show.directive import Context, DirectiveError, Fragment, directive

COLUMNS = "assets/compare"
"""Folder of the columns that a reader may choose, below the site's root."""
_OWN = ("company", "status", "licence", "deployment")


@dataclass(frozen=True)
class Row:
    """What is compared. kind: of the row; id: of the aspect or capability, where it is one.

    name: of these; None where the kind itself is a word.
    """

    kind: str
    id: str = ""
    name: Text | None = None

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.id}" if self.id else self.kind


@directive(
    about=Text(
        ko="벤더를 둘에서 넷까지 나란히 견준다. 아무것도 적지 않으면 읽는 사람이 고르는 양식이 된다.",
        en="Two to four vendors side by side; with none named, a form in which readers choose.",
    ),
    arguments={
        "first": Text(ko="첫째 벤더", en="The first vendor"),
        "second": Text(ko="둘째 벤더", en="The second vendor"),
        "third": Text(ko="셋째 벤더", en="The third vendor"),
        "fourth": Text(ko="넷째 벤더", en="The fourth vendor"),
    },
    examples=('vendor_compare("mlflow", "weights-and-biases", "clearml")', "vendor_compare()"),
)
def vendor_compare(
    context: Context,
    first: VendorRef | None = None,
    second: VendorRef | None = None,
    third: VendorRef | None = None,
    fourth: VendorRef | None = None,
) -> Fragment:
    """Two to four vendors, a row for each thing that choosers ask; or, where none is named, a form
    in which readers choose them. The choice stands in the address.
    """
    chosen = [id for id in (first, second, third, fourth) if id]
    if len(chosen) == 1:
        raise DirectiveError("vendor_compare: 벤더를 둘 이상 적거나 하나도 적지 마십시오.")
    facts = context.project.facts
    if not chosen:
        return Fragment(lambda: _form(context), "")
    vendors = [facts.vendors[id] for id in chosen]
    return context.block("vendor_compare", vendors=vendors, rows=list(_rows(facts)))


def _rows(facts: Facts) -> Iterator[Row]:
    for kind in _OWN:
        yield Row(kind)
    for id, aspect in facts.aspects.items():
        yield Row("aspect", id, aspect.name)
    for id, capability in facts.capabilities.items():
        yield Row("capability", id, capability.name)
    yield from (Row("suits"), Row("does-not-suit"))


def _form(context: Context) -> Markup:
    vendors = choose(context.project.facts)
    rows = list(_rows(context.project.facts))
    for vendor in vendors:
        path = f"{COLUMNS}/{vendor.id}.{context.lang}.json"
        context.files[path] = _column(context, vendor, rows)
    return context.render(
        "vendor_compare_form",
        vendors=vendors,
        rows=rows,
        columns=context.root + COLUMNS,
    )


def _column(context: Context, vendor: Vendor, rows: list[Row]) -> bytes:
    """A vendor's column, read by the script: its name, its page and its filled cells as HTML."""
    cells = {row.key: str(context.templates.macro("compared", vendor, row)).strip() for row in rows}
    column = {
        "name": vendor.product.name,
        "page": page_address(f"vendors/{vendor.id}", context.site_lang or context.lang),
        "cells": {key: html for key, html in cells.items() if html},
    }
    return json.dumps(column, ensure_ascii=False, separators=(",", ":")).encode()
