"""`kb new`: skeletons of new data and pages, from the files in `scaffolds/`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any

import click
import yaml

from kb.addresses import site_address
from kb.commands import root_option
from kb.korean.wording import suggestion
from kb.model.base import ID_PATTERN
from kb.project import DOCS
from kb.read import yamlfile
from kb.redirects import ADDRESSES, address_list

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


@click.command()
@click.argument("kind", default="")
@click.argument("name", default="")
@root_option
def new(kind: str, name: str, root: Path) -> None:
    """새 자료와 페이지의 뼈대를 만든다. 보기: kb new vendor zenml"""
    try:
        written = scaffold(root, kind, name, datetime.date.today())
    except ScaffoldError as error:
        raise click.ClickException(error.message) from None
    for path in written:
        click.echo(f"{path.relative_to(root).as_posix()}을(를) 만들었다.")
    publish(root, written)
    click.echo("빈칸을 채운 뒤: make check, make serve")


def publish(root: Path, written: Sequence[Path]) -> None:
    """Put the addresses of new pages into the list of published ones, where the project has one."""
    file, docs = root / ADDRESSES, root / DOCS
    pages = [path for path in written if path.suffix == ".md" and path.is_relative_to(docs)]
    if pages and file.exists():
        keys = (page.relative_to(docs).with_suffix("").as_posix() for page in pages)
        known = file.read_text("utf-8", "surrogateescape").split()
        listed = address_list([*known, *map(site_address, keys)])
        file.write_text(listed, "utf-8", "surrogateescape", newline="\n")


class ScaffoldError(Exception):
    """A skeleton that cannot be written. message: Korean."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def scaffold(root: Path, kind: str, name: str, today: datetime.date) -> list[Path]:
    """Write the files for a new thing. Raises ScaffoldError.

    kind: a key of KINDS. name: its permanent id; for a page its path below docs/, such as
    `trends/llmops`. A new edition carries the assessments of the edition before.
    """
    if kind not in KINDS:
        known = suggestion(kind, list(KINDS))
        raise ScaffoldError(f"무엇을 만들지(KIND) 고른다: {', '.join(KINDS)}.{known}")
    if not name:
        raise ScaffoldError(f"식별자(ID)를 정한다. 보기: make new KIND={kind} ID=my-{kind}")
    parts = name.split("/") if kind == "page" else [name]
    if not all(re.match(ID_PATTERN, part) and "." not in part for part in parts):
        raise ScaffoldError(
            f"'{name}'은(는) 식별자로 쓸 수 없다. 영어 소문자와 숫자를 붙임표로 이어 쓴다."
        )
    if kind == "edition" and not re.fullmatch(r"\d{4}(-\d{2})?", name):
        raise ScaffoldError(f"판의 식별자는 연도다: '{name}'. 보기: make new KIND=edition ID=2027")
    targets = {
        template: root / target.replace("$id", name) for template, target in KINDS[kind].items()
    }
    existing = [path for path in targets.values() if path.exists()]
    if existing:
        raise ScaffoldError(f"{existing[0].relative_to(root).as_posix()}이(가) 이미 있다.")
    values = {"id": name, "today": today.isoformat()}
    if kind == "edition":
        values["assessments"] = _carried(root / "data" / "maturity", name)
    for template, path in targets.items():
        text = Template((_TEMPLATES / template).read_text("utf-8"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.safe_substitute(values), "utf-8", newline="\n")
    return list(targets.values())


def _carried(folder: Path, name: str) -> str:
    """The assessments of the edition before, without the reasons of its moves, as YAML."""
    earlier = [path for path in sorted(folder.glob("*.yml")) if path.stem < name]
    file = (
        yamlfile.parse(earlier[-1].read_text("utf-8", "surrogateescape"), "")[0]
        if earlier
        else None
    )
    try:
        before: dict[str, Any] = file.value["assessments"] if file else {}
        assessments = {
            technology: {field: value for field, value in assessment.items() if field != "move"}
            for technology, assessment in before.items()
        }
    except (AttributeError, KeyError, TypeError):
        raise ScaffoldError(f"직전 판 {earlier[-1].name}을(를) 읽을 수 없다: make check") from None
    text: str = yaml.safe_dump(
        {"assessments": assessments}, allow_unicode=True, sort_keys=False, width=100
    )
    return text.rstrip()
