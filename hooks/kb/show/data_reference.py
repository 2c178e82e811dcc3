"""The writers' reference of the data, made from the models that check them."""

from __future__ import annotations

from dataclasses import dataclass

from kb.facts.collections import COLLECTIONS, Collection
from kb.model.fields import FieldNote, fields_of
from kb.model.notes import CollectionNote
from kb.project import has_page
from kb.show.directive import Context, Fragment, directive
from kb.show.record_uses import PAGE, USED


@dataclass(frozen=True)
class CollectionEntry:
    """One collection. id: of its note and its place on the page."""

    id: str
    collection: Collection
    note: CollectionNote | None
    fields: tuple[FieldNote, ...]


WHOLE = "contributing/reference/data"
"""Key of the page with the fields, where there is one."""


@directive(examples=("data_reference()", "data_reference(fields=True)"))
def data_reference(context: Context, fields: bool = False) -> Fragment:
    """Every collection: its files and fields, with label, kind, allowed values and example. Without
    fields only what it is and where it lies, if the fields have a page of their own.
    """
    notes = context.project.facts.collection_notes
    entries = []
    for collection in COLLECTIONS:
        name = collection.name.replace("_", "-")
        entries.append(
            CollectionEntry(name, collection, notes.get(name), tuple(fields_of(collection.model)))
        )
    whole = context.url(WHOLE) if has_page(context.memo, WHOLE) and not fields else ""
    uses = context.url(PAGE) if has_page(context.memo, PAGE) else ""
    return context.block("data_reference", entries=entries, whole=whole, uses=uses, used=USED)
