"""Facts out of YAML that a test writes down."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path

from kb.facts import load as facts
from kb.facts.load import Facts


def facts_of(root: Path, files: Mapping[str, str]) -> Facts:
    """The facts of these files, by path below data/. Fails where one of them is wrong."""
    for name, text in files.items():
        path = root / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), "utf-8")
    loaded, findings = facts.load(root)
    assert not findings, "\n".join(map(str, findings))
    return loaded
