"""Runs every rule and says which pages a finding reaches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fnmatch import fnmatch

from kb.facts.load import COLLECTIONS, Collection
from kb.findings.finding import Finding
from kb.project import Project
from kb.rules import LOOK_UPS, OF_THE_WHOLE, RULES
from kb.rules.rule import Rule, usage_of
from kb.show.usage import Datum


def check(project: Project, met: Iterable[Finding]) -> list[Finding]:
    """All findings on a project, each with the pages that show what is wrong.

    met: findings that loading it gave. Rules that speak of what is absent, or that look things up,
    wait until everything could be read and every reference leads somewhere.
    """
    found = [*met, *_findings(LOOK_UPS, project)]
    waiting = {*LOOK_UPS, *(OF_THE_WHOLE if found else ())}
    found += _findings((rule for rule in RULES if rule not in waiting), project)
    pages = usage_of(project).pages_by_datum
    return [_with_pages(finding, project, pages) for finding in found]


def _findings(rules: Iterable[Rule], project: Project) -> Iterator[Finding]:
    return (finding for rule in rules for finding in rule(project))


def _with_pages(
    finding: Finding, project: Project, pages: Mapping[Datum, tuple[str, ...]]
) -> Finding:
    shown = {path for datum in _data_at(finding, project) for path in pages.get(datum, ())}
    return replace(finding, pages=finding.pages or tuple(sorted(shown)))


def _data_at(finding: Finding, project: Project) -> Iterator[Datum]:
    """The record that a finding stands in."""
    path = finding.path.removeprefix("data/")
    collection = next((c for c in COLLECTIONS if fnmatch(path, c.path)), None)
    if collection is None or path == finding.path:
        return
    if collection.one_file_each:
        yield collection.name, path.rpartition("/")[2].removesuffix(".yml")
    else:
        yield from _key_above(finding, project, collection)


def _key_above(finding: Finding, project: Project, collection: Collection) -> Iterator[Datum]:
    for file in project.facts.files:
        if file.path == finding.path:
            above = [
                (place.line, str(loc[0]))
                for loc, place in file.keys.items()
                if len(loc) == 1 and place.line <= finding.line
            ]
            if above:
                yield collection.name, max(above)[1]
