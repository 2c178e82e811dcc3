"""Copies the project and adds copies of its vendors until it has a number of pages a language."""

from __future__ import annotations

import compileall
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import commands
import yaml
from measure import run

_LOCK = Path("data/translation.lock")
_PRODUCT = re.compile(r"^(product:\s*(?:\{\s*|\n\s+)name:[ \t]*)(\"[^\"\n]*\"|[^,}\n]+)", re.M)
_PINS = re.compile(r"^pins:\n(?:[ \t]+.*\n)*", re.M)
_FRONT = re.compile(r"\A---\n.*?^---\n", re.S | re.M)


def copy_project(source: Path, to: Path) -> None:
    """The project's own files in another folder, its code compiled as after a first run."""
    ignored = shutil.ignore_patterns("__pycache__")
    for part in commands.PARTS:
        if (source / part).is_dir():
            shutil.copytree(source / part, to / part, ignore=ignored)
        else:
            to.mkdir(parents=True, exist_ok=True)
            shutil.copy(source / part, to / part)
    compileall.compile_dir(to / "hooks", quiet=2)


def grow(source: Path, to: Path, pages: int) -> int:
    """Copy the project to a folder and grow it to so many Korean pages. Returns how many it has."""
    copy_project(source, to)
    before = len(korean_pages(to))
    vendors = sorted(path.stem for path in (to / "data/vendors").glob("*.yml"))
    copies = [
        (vendors[index % len(vendors)], index // len(vendors) + 2)
        for index in range(max(0, pages - before))
    ]
    for vendor, number in copies:
        _copy_vendor(to, vendor, number)
    if copies:
        _copy_pins(to, copies)
        pin(to, [f"vendors/{vendor}-{number}" for vendor, number in copies])
    return before + len(copies)


def pin(root: Path, keys: list[str]) -> None:
    """Mark pages as translated from the Korean that they have now, as if they never were before."""
    for key in keys:
        page = root / "docs" / f"{key}.en.md"
        text = page.read_text("utf-8")
        page.write_text(_PINS.sub("", text, count=1), "utf-8")
    for step in (commands.LOOK, commands.PIN):
        names = (f"docs/{key}" for key in keys)
        command = [*commands.python(step), "--root", str(root), *names]
        run(command, root, commands.environment(root))


def korean_pages(root: Path) -> list[Path]:
    """The Korean pages below `docs/`, sorted."""
    found = (root / "docs").rglob("*.md")
    return sorted(path for path in found if not path.name.endswith(".en.md"))


def front_matter(text: str) -> dict[str, object]:
    """What a page says of itself."""
    match = _FRONT.match(text)
    value = yaml.safe_load(match[0].strip("-\n")) if match else None
    return value if isinstance(value, dict) else {}


def _copy_vendor(root: Path, vendor: str, number: int) -> None:
    data = root / "data/vendors" / f"{vendor}.yml"
    renamed, found = _PRODUCT.subn(
        lambda m: m[1] + _numbered(m[2], number), data.read_text("utf-8")
    )
    if found != 1:
        raise ValueError(f"{data}: the product's name stands elsewhere than expected")
    data.with_name(f"{vendor}-{number}.yml").write_text(renamed, "utf-8")
    for ending in (".md", ".en.md"):
        page = root / "docs/vendors" / f"{vendor}{ending}"
        text = page_copy(page.read_text("utf-8"), vendor, number)
        page.with_name(f"{vendor}-{number}{ending}").write_text(text, "utf-8")


def page_copy(text: str, vendor: str, number: int) -> str:
    """A vendor's page as the page of a copy: another title and description, its own calls.

    Corrections belong to the vendor and stay its own.
    """
    meta = front_matter(text)
    title = _numbered(json.dumps(meta["title"]), number)
    description = json.dumps(f"{meta['description']} ({number})", ensure_ascii=False)
    for name, value in (("title", title), ("description", description)):
        line = re.compile(rf"^{name}:.*\n(?:[ \t]+.*\n)*", re.M)
        found = line.search(text)
        if found is None:
            raise ValueError(f"{vendor}: its page has no {name}")
        text = f"{text[: found.start()]}{name}: {value}\n{text[found.end() :]}"
    return re.sub(rf'\b(vendor\w*\()"{vendor}"', rf'\1"{vendor}-{number}"', text)


def _numbered(value: str, number: int) -> str:
    """A YAML name with a number behind it."""
    return json.dumps(f"{yaml.safe_load(value)} {number}", ensure_ascii=False)


def _copy_pins(root: Path, copies: list[tuple[str, int]]) -> None:
    """The lock has the same lines for the copies' texts, as their Korean is the same."""
    lock = root / _LOCK
    lines = lock.read_text("utf-8").splitlines()
    lines += _pins_of(lines, copies)
    lines.sort(key=lambda line: line.rpartition(" ")[0])
    lock.write_text("".join(f"{line}\n" for line in lines), "utf-8")


def _pins_of(lines: list[str], copies: list[tuple[str, int]]) -> Iterator[str]:
    for vendor, number in copies:
        start = f"vendors/{vendor} "
        for line in lines:
            if line.startswith(start):
                yield f"vendors/{vendor}-{number} {line.removeprefix(start)}"
