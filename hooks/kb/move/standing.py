"""What stands where on a site: places on pages, files, translations, findings; and what moved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kb.findings.finding import Finding
from kb.memo import Memo
from kb.move.edits import MoveError
from kb.move.records import with_id
from kb.project import keys
from kb.redirects import moved_from
from kb.rules.check import findings
from kb.site.link import article
from kb.site.once import published_files
from kb.text import SOURCE_LANG
from kb.translation.state import data_strings, draft_strings, part_states
from kb.translation.status import PartStatus
from kb.translation.strings import DataString

_TAG = re.compile(r"<\w[^<>]*\sid=[\"'](?P<id>[^\"']+)[\"'][^<>]*>")
_OF_A_CHART = ("-title", "-finding")

Anchor = tuple[str, str]
"""Key of a page and an anchor on it."""


@dataclass(frozen=True)
class Standing:
    """A project at one moment. anchors: those that readers may have noted, by page. files: addresses.
    states, strings: of translations, by page and in the order of the data.
    """

    findings: tuple[Finding, ...]
    anchors: Mapping[str, frozenset[str]]
    files: frozenset[str]
    states: Mapping[str, tuple[PartStatus, ...]]
    strings: tuple[DataString, ...]


def standing(memo: Memo) -> Standing:
    """How a project stands now."""
    known = keys(memo)
    return Standing(
        findings(memo),
        {key: frozenset(_noted(memo, key)) for key in known},
        published_files(memo),
        {key: part_states(memo, key) for key in known},
        (*data_strings(memo), *draft_strings(memo)),
    )


def _noted(memo: Memo, key: str) -> Iterator[str]:
    """The anchors of a page but for those of its own inner traffic, and for old ones."""
    found = article(memo, key, SOURCE_LANG)
    old = {anchor for anchor, _ in moved_from(memo, key)}
    for tag in _TAG.finditer(found.html if found else ""):
        inner = "kb-cite" in tag[0] or tag["id"].startswith("src-")
        if not inner and not tag["id"].endswith(_OF_A_CHART) and tag["id"] not in old:
            yield tag["id"]


def renamed_anchors(
    before: Standing, now: Standing, pages: Mapping[str, str], ids: tuple[str, str]
) -> dict[Anchor, Anchor]:
    """Where the places are that have another name by now, or stand on another page.

    pages: new key by old one. ids: the old and the new id of what moved. The places are of the
    pages as they are now. Raises MoveError for places that are nowhere by now.
    """
    found: dict[Anchor, Anchor] = {}
    lost = []
    for key, anchors in before.anchors.items():
        here = pages.get(key, key)
        for anchor in sorted(anchors - now.anchors.get(here, frozenset())):
            place = _place(now, here, anchor, ids)
            if place:
                found[here, anchor] = place
            elif any(with_id(anchor, *ids)):
                lost.append(f"{here}#{anchor}")
    if lost:
        raise MoveError("옮기면 사라지는 자리가 있어 옮기지 않았다.", lost)
    return found


def _place(now: Standing, here: str, anchor: str, ids: tuple[str, str]) -> Anchor | None:
    places = ((key, name) for key in (here, *now.anchors) for name in with_id(anchor, *ids))
    return next((place for place in places if place[1] in now.anchors[place[0]]), None)


def renamed_files(before: Standing, now: Standing, ids: tuple[str, str]) -> dict[str, str]:
    """The addresses of files that have another one by now. Raises MoveError for files that are gone."""
    gone = sorted(before.files - now.files)
    new = {path: next((to for to in with_id(path, *ids) if to in now.files), "") for path in gone}
    if lost := [path for path in gone if not new[path]]:
        raise MoveError("옮기면 사라지는 파일이 있어 옮기지 않았다.", lost)
    return new
