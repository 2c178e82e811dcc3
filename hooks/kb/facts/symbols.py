"""Names under which people type records: `vendors.neptune`, `figures.staff`, `market.brief.target`.

The first word is a collection, or `market` for its estimates; then follows an id, and perhaps what is
meant of the record: a part of an estimate, an event, the way to a field.
"""

from __future__ import annotations

from dataclasses import dataclass

from kb.facts.collections import BY_NAME
from kb.facts.load import ids
from kb.memo import Memo, question

Datum = tuple[str, str]
"""A collection and the id of a record in it."""
ESTIMATE_PARTS = ("base", "target", "cagr", "implied")
"""What a figure's key may name of an estimate."""
_GROUPS = {"market": "estimates"}
"""Collections that are typed by another name."""
_TYPED = {collection: group for group, collection in _GROUPS.items()}


@dataclass(frozen=True)
class Symbol:
    """A record, or what is named within it. part: empty for the whole record."""

    datum: Datum
    part: str = ""

    def __str__(self) -> str:
        """The name as it is typed."""
        collection, id = self.datum
        return ".".join(filter(None, (_TYPED.get(collection, collection), id, self.part)))


@question
def symbol(memo: Memo, name: str) -> Symbol | None:
    """What a name means; None where there is no such record. Of two ids that fit, the longer one."""
    group, _, rest = name.partition(".")
    collection = _GROUPS.get(group, group)
    if collection not in BY_NAME:
        return None
    fitting = [id for id in ids(memo, collection) if f"{rest}.".startswith(f"{id}.")]
    if not fitting:
        return None
    id = max(fitting, key=len)
    return Symbol((collection, id), rest[len(id) :].removeprefix("."))


def figure_key(estimate: str, part: str) -> str:
    """The key of a number of an estimate."""
    return str(Symbol(("estimates", estimate), part))


def datum_of_figure(key: str) -> Datum:
    """The record that a figure's key names, whether it is there or not."""
    group, _, rest = key.partition(".")
    collection = _GROUPS.get(group, "figures")
    return collection, rest if collection == "figures" else rest.rpartition(".")[0]
