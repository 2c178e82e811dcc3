"""What a new thing is made of: new files, and lines in files that are there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import Template

from kb.addresses import page_path, site_address
from kb.facts.load import FOLDER, files_of
from kb.facts.view import Facts
from kb.memo import Memo, text
from kb.move.edits import edited
from kb.move.pages import menu_entry
from kb.project import CONFIG, DOCS, settings
from kb.read import parse_page
from kb.redirects import ADDRESSES, address_list
from kb.site.menu import fits, paths
from kb.skeletons.edition import edition_before, edition_text
from kb.skeletons.kinds import KINDS, SkeletonError
from kb.text import HOLE, NOT_UTF8, not_utf8, place_at
from kb.translation import lock
from kb.translation.status import Status, part_statuses
from kb.translation.write import set_pins

_TEXTS = Path(__file__).parent / "texts"
_HOLES = {
    "name": "이름",
    "company": "회사 또는 재단",
    "country": "나라 두 글자",
    "of": "{}",
}
"""What stands for an answer that was not given."""
_CODES = ("of", "country")
"""Answers that are no texts."""
_OF = {"vendor": "cloud 또는 company 또는 project", "technology": "data/domains.yml의 식별자"}
_NO_LICENCE = (
    "# 라이선스는 출처가 있어야 쓴다. 보기: licence: {id: Apache-2.0, open_source: true, source: …}"
)


@dataclass(frozen=True)
class Made:
    """Whole texts by path. new: of files that were not there. changed: of files that were."""

    new: Mapping[str, str]
    changed: Mapping[str, str] = field(default_factory=dict)

    def holes(self) -> Iterator[str]:
        """What is left to be written: file, line, and what it is."""
        for path, content in {**self.new, **self.changed}.items():
            for hole in HOLE.finditer(content):
                yield f"{path}:{place_at(content, hole.start()).line} {hole[0]}"


def made(memo: Memo, kind: str, id: str, given: Mapping[str, str], today: str) -> Made:
    """A new thing. Raises SkeletonError where it is there, or cannot be made.

    given: what is known of it, by the names of `Skeleton.asks`. today: such as 2026-12-01.
    """
    make = _edition if kind == "edition" else _records
    result = make(memo, kind, id, given, today)
    for path, content in {**result.new, **result.changed}.items():
        if not_utf8(content):
            raise SkeletonError(f"{path}: {NOT_UTF8}")
    return result


def _edition(memo: Memo, kind: str, id: str, given: Mapping[str, str], today: str) -> Made:
    path = f"{FOLDER}/maturity/{id}.yml"
    _require_new(memo, [path])
    return Made({path: edition_text(memo, id, today)}, _carried_pins(memo, id))


def _records(memo: Memo, kind: str, id: str, given: Mapping[str, str], today: str) -> Made:
    values = _values(memo, kind, id, given, today)
    files = {path.replace("$id", id): name for path, name in KINDS[kind].files.items()}
    _require_new(memo, files)
    new = {path: _filled(name, values) for path, name in files.items()}
    pages = [path for path in new if path.startswith(f"{DOCS}/")]
    changed = _source(memo, values) if kind == "vendor" else {}
    changed |= _menu(memo, id) if kind == "page" else {}
    return Made(_pinned(new, pages), changed | _addresses(memo, pages))


def _require_new(memo: Memo, paths: Mapping[str, str] | list[str]) -> None:
    for path in paths:
        if text(memo, path) is not None:
            raise SkeletonError(f"{path}이(가) 이미 있다.")


def _filled(name: str, values: Mapping[str, str]) -> str:
    return Template((_TEXTS / name).read_text("utf-8")).substitute(values)


def _values(memo: Memo, kind: str, id: str, given: Mapping[str, str], today: str) -> dict[str, str]:
    """What templates are filled with. What is not known stays a hole."""
    holes = {name: f"⟦{hole.format(_OF.get(kind, ''))}⟧" for name, hole in _HOLES.items()}
    known = holes | {name: value for name, value in given.items() if value}
    # Quoted as whatever is written into a hole, since a colon or a comma may come.
    values = {name: value if name in _CODES else _quoted(value) for name, value in known.items()}
    values |= {"id": id, "today": today}
    return values | _of_licence(memo, id, given.get("licence", "")) if kind == "vendor" else values


def _quoted(value: str) -> str:
    """A text as YAML, in which no sign means anything."""
    return json.dumps(value, ensure_ascii=False)


def _of_licence(memo: Memo, id: str, licence: str) -> dict[str, str]:
    """The line of a licence, and the source that says so, as other vendors have it."""
    others = (vendor.licence for vendor in Facts(memo).vendors.values() if vendor.licence)
    known = {other.spdx: other.open_source for other in others}
    is_open = str(known[licence]).lower() if licence in known else "⟦true 또는 false⟧"
    is_closed = not licence or known.get(licence) is False
    source, kind = (f"{id}-docs", "documentation") if is_closed else (f"{id}-repo", "repository")
    line = f"licence: {{id: {_quoted(licence)}, open_source: {is_open}, source: {source}}}"
    return {"licence": line if licence else _NO_LICENCE, "source": source, "source_kind": kind}


def _source(memo: Memo, values: Mapping[str, str]) -> dict[str, str]:
    """The file of sources in which a new vendor's belongs, with its first one."""
    if values["source"] in Facts(memo).sources:
        return {}
    path = f"{FOLDER}/sources/vendors.yml"
    korean = f"{FOLDER}/sources/vendors-korea.yml"
    if values["country"] == "KR" and korean in files_of(memo, "sources"):
        path = korean
    before = text(memo, path) or ""
    record = _filled("source.yml", {**values, "title": _quoted("⟦문서의 제목⟧")})
    return {path: before + ("" if before.endswith("\n") or not before else "\n") + record}


def _pinned(new: Mapping[str, str], pages: list[str]) -> dict[str, str]:
    """The texts with what needs no translation, such as a heading above a card, marked as done."""
    finished = dict(new)
    for path in (path for path in pages if path.endswith(".en.md")):
        original = path.replace(".en.md", ".md")
        english, korean = (parse_page(p.removeprefix(f"{DOCS}/"), new[p]) for p in (path, original))
        done = [p for p in part_statuses(korean, english) if p.status is not Status.MISSING]
        if done:
            finished[path] = set_pins(new[path], {part.id: part.current for part in done})
    return finished


def _carried_pins(memo: Memo, id: str) -> dict[str, str]:
    """The lock with the texts that a new edition carries as translated as they were."""
    before = edition_before(memo, id)
    content = text(memo, lock.PATH)
    if before is None or content is None:
        return {}
    start = before.removeprefix(f"{FOLDER}/").removesuffix(".yml") + " "
    pins = lock.read_lock(content)
    carried = {
        f"maturity/{id} {key.removeprefix(start)}": value
        for key, value in pins.items()
        if key.startswith(start) and not key.endswith(".move")
    }
    return {lock.PATH: lock.write_lock(pins | carried)}


def _menu(memo: Memo, id: str) -> dict[str, str]:
    """The settings with a new page in the menu, behind the last one of its folder; nothing where the
    menu has none of these, or a pattern that finds it.
    """
    patterns = (entry for entry in paths(settings(memo).nav) if "*" in entry)
    if "/" not in id or any(fits(page_path(id), pattern, {}) for pattern in patterns):
        return {}
    line = menu_entry(memo, id, beside_others=True)
    return {CONFIG: edited(text(memo, CONFIG) or "", [line])} if line else {}


def _addresses(memo: Memo, pages: list[str]) -> dict[str, str]:
    """The list of published addresses with those of new pages, where the project has one."""
    before = text(memo, ADDRESSES)
    keys = [p.removeprefix(f"{DOCS}/").removesuffix(".md") for p in pages if ".en." not in p]
    if before is None or not keys:
        return {}
    return {ADDRESSES: address_list([*before.split(), *map(site_address, keys)])}
