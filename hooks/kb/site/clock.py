"""The moment that a site is of: the same input always gives the same one."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from kb.facts.updates import looked_at
from kb.memo import Memo

_FIRST = "2024-01-01"


def build_time(memo: Memo) -> datetime:
    """SOURCE_DATE_EPOCH, or else the newest date on which a source or an edition was looked at."""
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime.fromisoformat(looked_at(memo) or _FIRST).replace(tzinfo=UTC)
