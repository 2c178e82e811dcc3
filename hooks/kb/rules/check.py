"""Questions about what is wrong: with one file, record, page or pair, and with everything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Any

from kb.facts.collections import COLLECTIONS
from kb.facts.load import FOLDER, files_of, holding, ids, record
from kb.findings.finding import Finding, Scope
from kb.findings.once import told_once, without_echoes
from kb.memo import LINK, Memo, names, question
from kb.project import CONFIG, DOCS, Project, docs_files, keys, page, written
from kb.rules import CHECKS
from kb.rules.attachments import led_away
from kb.rules.causes import compiled, late_html
from kb.rules.damage import is_refused
from kb.rules.files import OVERRIDES
from kb.rules.maturity import DRAFT
from kb.rules.usage import pages_with
from kb.text import LANGS, SOURCE_LANG, Lang

_CHECKS = {scope: [check for check in CHECKS if check.scope is scope] for scope in Scope}


def compile_pages(memo: Memo, lang: Lang) -> None:
    """Compile every page of a language that can be judged, with what it shows of the others."""
    for key in keys(memo):
        compiled(memo, key, lang)
    for key in keys(memo):
        late_html(memo, key, lang)


@question
def findings(memo: Memo) -> tuple[Finding, ...]:
    """All findings on a project, each once, with the pages that show what is wrong."""
    found = (finding for lang in LANGS for finding in _of_language(memo, lang))
    return told_once(dict.fromkeys(found))


@question
def language_findings(memo: Memo, lang: Lang) -> tuple[Finding, ...]:
    """The findings that belong to the pages of one language; the rest belongs to the Korean ones."""
    return told_once(_of_language(memo, lang))


@question
def file_findings(memo: Memo, path: str) -> tuple[Finding, ...]:
    """What is wrong with a file as such. path: from the project's root."""
    return tuple(led_away(path)) if path.endswith(LINK) else _look(memo, Scope.FILE, path)


@question
def record_findings(memo: Memo, collection: str, id: str) -> tuple[Finding, ...]:
    """What is wrong with a record that fits its model."""
    return _look(memo, Scope.RECORD, record(memo, collection, id))


@question
def draft_findings(memo: Memo, collection: str, path: str) -> tuple[Finding, ...]:
    """What would be wrong with the drafts in a file if they were shown: to be done before."""
    drafts = holding(memo, collection, path).drafts.values()
    found = (finding for draft in drafts for finding in _look(memo, Scope.RECORD, draft))
    return tuple(replace(finding, rule=DRAFT) for finding in found)


@question
def page_findings(memo: Memo, key: str, lang: Lang) -> tuple[Finding, ...]:
    """What is wrong with a page that can be read."""
    found = page(memo, key, lang)
    return _look(memo, Scope.PAGE, found) if found and not is_refused(memo, found.path) else ()


@question
def pair_findings(memo: Memo, key: str) -> tuple[Finding, ...]:
    """What is wrong between a Korean page and its translation."""
    pair = page(memo, key, SOURCE_LANG), page(memo, key, "en")
    if any(found and is_refused(memo, found.path) for found in pair):
        return ()
    return _look(memo, Scope.PAIR, *pair)


@question
def site_findings(memo: Memo) -> tuple[Finding, ...]:
    """What is wrong with the site as a whole."""
    checks = (number for number, check in enumerate(CHECKS) if check.scope is Scope.SITE)
    return tuple(finding for number in checks for finding in site_findings_of(memo, number))


@question
def site_findings_of(memo: Memo, number: int) -> tuple[Finding, ...]:
    """What one check finds wrong with the site as a whole. number: its place among the checks."""
    return tuple(CHECKS[number].look(Project(memo)))


@question
def _of_language(memo: Memo, lang: Lang) -> tuple[Finding, ...]:
    """The same, with each place that looks for something which is nowhere."""
    found = _of_originals(memo) if lang == SOURCE_LANG else _of_translations(memo, lang)
    return tuple(_with_pages(memo, finding) for finding in without_echoes(found))


def _of_originals(memo: Memo) -> Iterator[Finding]:
    folders = (docs_files(memo, folder) for folder in (FOLDER, DOCS, OVERRIDES))
    for path in (*_links(memo), CONFIG, *chain(*folders)):
        yield from file_findings(memo, path)
    for collection in COLLECTIONS:
        for id in ids(memo, collection.name):
            yield from record_findings(memo, collection.name, id)
        for path in files_of(memo, collection.name):
            yield from draft_findings(memo, collection.name, path)
    for key in keys(memo):
        yield from page_findings(memo, key, SOURCE_LANG)
    yield from site_findings(memo)


@question
def leads_away(memo: Memo) -> bool:
    """Whether something of the project is a link, which MkDocs would follow, in circles too."""
    folders = (docs_files(memo, folder) for folder in (FOLDER, DOCS, OVERRIDES))
    return any(path.endswith(LINK) for path in chain(_links(memo), *folders))


@question
def _links(memo: Memo) -> tuple[str, ...]:
    """What of the project itself leads elsewhere."""
    links = (f"{name}{LINK}" for name in (FOLDER, DOCS, OVERRIDES, CONFIG))
    return tuple(link for link in links if link in names(memo, ""))


def _of_translations(memo: Memo, lang: Lang) -> Iterator[Finding]:
    for key, written_in in written(memo):
        if written_in == lang:
            yield from page_findings(memo, key, lang)
    for key in dict.fromkeys(key for key, _ in written(memo)):
        yield from _of_pair(memo, key)


def _of_pair(memo: Memo, key: str) -> tuple[Finding, ...]:
    """Findings on a pair without what follows from the mistakes of its Korean page."""
    found = pair_findings(memo, key)
    if not any(finding.rests_on for finding in found):
        return found
    return without_echoes(found, page_findings(memo, key, SOURCE_LANG))


def _look(memo: Memo, scope: Scope, *at: Any) -> tuple[Finding, ...]:
    project = Project(memo)
    return tuple(finding for check in _CHECKS[scope] for finding in check.look(project, *at))


def _with_pages(memo: Memo, finding: Finding) -> Finding:
    if finding.pages or finding.datum is None:
        return finding
    return replace(finding, pages=pages_with(memo, finding.datum))
