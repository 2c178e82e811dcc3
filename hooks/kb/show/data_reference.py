"""The writers' reference of the data, made from the models that check them."""

from __future__ import annotations

from dataclasses import dataclass

from kb.facts.collections import COLLECTIONS
from kb.model.base import Text
from kb.model.collection import Collection
from kb.model.fields import FieldNote, fields_of
from kb.project import has_page
from kb.show.directive import Context, Fragment, directive
from kb.show.record_uses import PAGE, USED


@dataclass(frozen=True)
class CollectionEntry:
    """One collection. id: of its place on the page."""

    id: str
    collection: Collection
    fields: tuple[FieldNote, ...]


WHOLE = "contributing/reference/data"
"""Key of the page with the fields, where there is one."""


@directive(
    about=Text(
        ko="자료의 모든 파일과 항목을 모델에서 뽑아 보인다.",
        en="Every file and field of the data, taken from the models.",
    ),
    arguments={
        "fields": Text(
            ko="항목까지 다 보인다. 항목의 페이지가 따로 있으면 여기서는 파일만 보인다",
            en="With all fields; without it, and where these have a page of their own, the files alone",
        ),
    },
    examples=("data_reference()", "data_reference(fields=True)"),
)
def data_reference(context: Context, fields: bool = False) -> Fragment:
    """Every collection: its files and fields, with label, kind, allowed values and example. Without
    fields only what it is and where it lies, if the fields have a page of their own.
    """
    entries = [
        CollectionEntry(one.name.replace("_", "-"), one, tuple(fields_of(one.model)))
        for one in COLLECTIONS
    ]
    whole = context.url(WHOLE) if has_page(context.memo, WHOLE) and not fields else ""
    uses = context.url(PAGE) if has_page(context.memo, PAGE) else ""
    return context.block("data_reference", entries=entries, whole=whole, uses=uses, used=USED)
