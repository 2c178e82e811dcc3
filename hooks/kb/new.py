"""Skeletons of new data and pages, from the files in `scaffolds/`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from pathlib import Path
from string import Template

from kb.model.base import ID_PATTERN

_TEMPLATES = Path(__file__).parent / "scaffolds"

KINDS: Mapping[str, Mapping[str, str]] = {
    "vendor": {
        "vendor.yml": "data/vendors/$id.yml",
        "vendor.md": "docs/vendors/$id.md",
    },
    "technology": {
        "technology.yml": "data/technologies/$id.yml",
        "technology.md": "docs/maturity/$id.md",
    },
    "edition": {"edition.yml": "data/maturity/$id.yml"},
    "term": {"term.yml": "data/glossary/$id.yml"},
    "page": {"page.md": "docs/$id.md"},
}
"""By kind: where each template goes."""


class ScaffoldError(Exception):
    """A skeleton that cannot be written. message: Korean."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def scaffold(root: Path, kind: str, name: str, today: datetime.date) -> list[Path]:
    """Write the files for a new thing. kind: a key of KINDS. Raises ScaffoldError.

    name: its permanent id; for a page its path below docs/, such as `trends/llmops`.
    """
    parts = name.split("/") if kind == "page" else [name]
    if not all(re.match(ID_PATTERN, part) for part in parts):
        raise ScaffoldError(
            f"'{name}'은(는) 식별자로 쓸 수 없다. 영어 소문자와 숫자를 붙임표로 이어 쓴다."
        )
    targets = {
        template: root / target.replace("$id", name) for template, target in KINDS[kind].items()
    }
    existing = [path for path in targets.values() if path.exists()]
    if existing:
        raise ScaffoldError(f"{existing[0].relative_to(root)}이(가) 이미 있다.")
    for template, path in targets.items():
        text = Template((_TEMPLATES / template).read_text("utf-8"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.safe_substitute(id=name, today=today.isoformat()), "utf-8")
    return list(targets.values())
