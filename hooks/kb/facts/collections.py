"""Every kind of record in `data/`."""

from __future__ import annotations

from pkgutil import resolve_name

from kb.model.collection import Collection

_SUBJECTS = (
    "sources",
    "market",
    "vendors",
    "maturity",
    "trends",
    "recommendations",
    "decide",
    "notes",
    "currency",
    "published",
    "notices",
)
"""Modules of `kb.model`, each with its `COLLECTIONS`."""

COLLECTIONS: tuple[Collection, ...] = tuple(
    collection for name in _SUBJECTS for collection in resolve_name(f"kb.model.{name}:COLLECTIONS")
)
BY_NAME = {collection.name: collection for collection in COLLECTIONS}
