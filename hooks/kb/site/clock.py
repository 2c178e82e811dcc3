"""The moment that a build is of: the same input always gives the same one."""

from __future__ import annotations

import os
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

_DATE = re.compile(r"\b(?:accessed|reviewed):\s*['\"]?(20\d\d-\d\d-\d\d)")


def build_time(root: Path) -> datetime:
    """SOURCE_DATE_EPOCH, or else the last commit, or without git the newest date on which data was looked at."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or _last_commit(root)
    if epoch:
        return datetime.fromtimestamp(int(epoch), UTC)
    dates = [
        found
        for path in (root / "data").rglob("*.yml")
        for found in _DATE.findall(path.read_text("utf-8"))
    ]
    return datetime.fromisoformat(max(dates, default="2024-01-01")).replace(tzinfo=UTC)


def _last_commit(root: Path) -> str:
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        result = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return result.stdout.strip()
