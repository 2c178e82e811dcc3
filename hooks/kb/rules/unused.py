"""Data that no page shows, and sources that nothing rests on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from kb.facts.references import all_references
from kb.findings.finding import Finding, Rule, Scope, Severity, Span
from kb.korean.wording import meant
from kb.memo import Memo, question, text
from kb.project import CONFIG, DOCS, Project, page, written
from kb.rules.causes import compiled
from kb.rules.damage import name_mistakes
from kb.rules.rule import Check, at
from kb.rules.usage import is_settled, pages_by_datum
from kb.rules.words import UNUSED
from kb.text import SOURCE_LANG

UNUSED_FILE = Rule(
    "file/unused",
    Scope.FILE,
    Severity.WARNING,
    "docs/의 그림과 내려받을 파일은 어느 페이지가 링크한다.",
    "Some page links to each picture and download in docs/.",
    "docs/images/old.png",
)
UNUSED_SOURCE = Rule(
    "sources/unused",
    Scope.SITE,
    Severity.WARNING,
    "출처마다 인용하는 곳이 있다.",
    "Something cites each source.",
    "spare: {kind: press, …}",
)

# Shown through other records or by the theme, not by calls of their own.
_ALWAYS_USED = frozenset(
    {
        "words",
        "domains",
        "capabilities",
        "levels",
        "glossary",
        "sources",
        "search_words",
        "currency",
    }
)


def _unused_data(project: Project) -> Iterator[Finding]:
    used = {*pages_by_datum(project.memo), *all_references(project.memo)}
    for collection, record in project.facts.records():
        datum = (collection, record.id)
        if collection in _ALWAYS_USED or datum in used or not is_settled(project.memo, *datum):
            continue
        yield at(
            project,
            record,
            rule=UNUSED,
            message=f"'{record.id}'을(를) 보여 주는 페이지가 없습니다.",
            hint="페이지에서 부르거나 지우십시오.",
        )


def _unused_sources(project: Project) -> Iterator[Finding]:
    referred = {id for target, id in all_references(project.memo) if target == "sources"}
    cited = referred | _cited_in_pages(project)
    for source in project.facts.sources.values():
        if source.id not in cited and is_settled(project.memo, "sources", source.id):
            yield at(
                project,
                source,
                rule=UNUSED_SOURCE,
                message=f"'{source.id}' 출처를 인용하는 곳이 없습니다.",
                hint="인용하거나 지우십시오.",
            )


def _unused_files(project: Project, path: str) -> Iterator[Finding]:
    """Pictures and downloads whose name no link has. What the settings name, they use."""
    name = PurePosixPath(path).name
    if not path.startswith(f"{DOCS}/") or path.endswith(".md") or name_mistakes(project.memo, path):
        return
    linked = linked_names(project.memo)
    if name in linked or name in (text(project.memo, CONFIG) or ""):
        return
    if not meant(name, linked):  # a misspelt link is told of where it stands
        yield Finding(
            UNUSED_FILE,
            Span(path, 1, 1),
            "이 파일을 링크하는 페이지가 없습니다.",
            "페이지에서 링크하거나 지우십시오.",
        )


@question
def linked_names(memo: Memo) -> frozenset[str]:
    """The file names at the ends of all links and pictures, those of HTML, too."""
    found = (page(memo, key, lang) for key, lang in written(memo))
    links = (link.target for page in found if page for link in page.links)
    return frozenset(map(_file_name, links))


def _file_name(target: str) -> str:
    try:
        return PurePosixPath(unquote(urlsplit(target).path)).name
    except ValueError:  # such as `http://[`
        return ""


def _cited_in_pages(project: Project) -> set[str]:
    """What pages cite; the page that lists all sources cites none."""
    found = (compiled(project.memo, key, SOURCE_LANG) for key in project.keys)
    return {id for page in found if page for id in page.citations}


CHECKS = (
    Check(_unused_data, (UNUSED,)),
    Check(_unused_sources, (UNUSED_SOURCE,)),
    Check(_unused_files, (UNUSED_FILE,)),
)
