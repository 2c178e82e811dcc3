"""Link: what needs more than one page. Pages are compiled by now, each alone."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.addresses import RECORD_PAGES, absolute_url, page_address
from kb.charts.bundle import BUNDLE, bundle
from kb.charts.markup import CHARTS
from kb.content.compile import Content, context_of, glossary_terms
from kb.content.late import completed, lang_of, shown
from kb.content.terms import DEFINITIONS, definitions
from kb.facts.claims import KINDS
from kb.facts.collections import COLLECTIONS
from kb.facts.currency import queue
from kb.facts.load import ids, record
from kb.facts.maturity import assessments, edition_or_latest
from kb.facts.view import Facts, MissingRecord
from kb.memo import Memo, question
from kb.project import apart, has_page, is_part, keys, settings, typed_title, written
from kb.search.extract import PageRecords, read_content
from kb.search.files import fallback_files, language_files
from kb.search.index import Language
from kb.search.kinds import kinds
from kb.search.names import aliases, names_of_page
from kb.show.claims import DATA, claim_file, claim_rows
from kb.show.templates import templates
from kb.site import menu
from kb.site.moved import with_old_names, with_old_places
from kb.text import LANGS, SOURCE_LANG, Lang
from kb.translation.state import string_states

CLAIMS = "claims/index"
"""The page with the search of claims."""


@question
def article(memo: Memo, key: str, site_lang: Lang) -> Content | None:
    """The content that a site shows for a page: the places of late calls filled, old anchors too."""
    whole = completed(memo, key, site_lang)
    if whole is None:
        return None
    return with_old_places(memo, key, lang_of(memo, key, site_lang), site_lang, whole)


@question
def claims_file(memo: Memo, site_lang: Lang) -> Mapping[str, bytes]:
    """What the search of claims reads in a language, where a site has one."""
    if not has_page(memo, CLAIMS):
        return {}
    context = context_of(memo, CLAIMS, site_lang, site_lang)
    rows = [row for kind in KINDS for row in claim_rows(context, kind)]
    return {f"{DATA}.{site_lang}.json": claim_file(rows)}


@question
def definitions_file(memo: Memo, site_lang: Lang) -> Mapping[str, bytes]:
    """The definitions of the glossary in a language, shown beside terms when somebody asks."""
    return {f"{DEFINITIONS}.{site_lang}.json": definitions(glossary_terms(memo), site_lang)}


@question
def navigation(memo: Memo) -> list[Any]:
    """The `nav` of `mkdocs.yml` with its patterns replaced by pages, in order of their titles,
    without pages that are gone, and what is not for readers first of all at its end.
    """
    titles = {f"{key}.md": typed_title(memo, key, SOURCE_LANG) for key in keys(memo)}
    nav = menu.expand(settings(memo).nav, titles, page_traits(memo))
    nav = menu.without_gone(nav, titles)
    return menu.with_last(nav, frozenset(apart(memo, SOURCE_LANG)))


@question
def page_traits(memo: Memo) -> Mapping[str, Mapping[str, str]]:
    """What the menu may ask of the records that pages are about: a vendor's kind, a technology's
    domain.
    """
    facts = Facts(memo)
    vendors = {f"vendors/{id}.md": {"kind": vendor.kind} for id, vendor in facts.vendors.items()}
    technologies = {
        f"{RECORD_PAGES['technologies']}/{id}.md": {"domain": str(technology.domain)}
        for id, technology in facts.technologies.items()
    }
    return vendors | technologies


@question
def page_levels(memo: Memo, site_lang: Lang) -> Mapping[str, tuple[str, str]]:
    """The level that the menu shows beside a technology, by the path of its page: its key, as styles
    name it, and its word. Empty where the data lack something, which is told elsewhere.
    """
    facts = Facts(memo)
    try:
        return dict(_page_levels(facts, templates(memo, site_lang).word, site_lang))
    except MissingRecord:
        return {}


def _page_levels(
    facts: Facts, word: Callable[[str], str], lang: Lang
) -> Iterator[tuple[str, tuple[str, str]]]:
    for row in assessments(facts, edition_or_latest(facts, None)):
        level = row.assessment.level
        shown = (level, facts.levels[level].name.get(lang))
        page = f"{RECORD_PAGES['technologies']}/{row.technology.id}.md"
        yield page, ("watch", word("level-watch")) if row.assessment.watch else shown


def prepare(memo: Memo) -> None:
    """Read what the pages of every language need, before the languages are built side by side."""
    navigation(memo)
    string_states(memo)
    queue(memo)
    for collection in COLLECTIONS:
        for id in ids(memo, collection.name):
            record(memo, collection.name, id)
    glossary_terms(memo)


@question
def page_records(memo: Memo, key: str, site_lang: Lang) -> PageRecords | None:
    """What the search knows of a page; None where it is not for the search, as parts of pages,
    whose entries are found on the page itself.
    """
    found = None if is_part(memo, key) else article(memo, key, site_lang)
    if found is None:
        return None
    return read_content(
        found.html,
        address=page_address(key, site_lang),
        title=found.title,
        description=found.description,
        lang=site_lang,
        content_lang=lang_of(memo, key, site_lang),
        names=names_of_page(Facts(memo), key),
    )


@question
def records(memo: Memo, site_lang: Lang) -> tuple[PageRecords, ...]:
    """What the search knows of a language's pages."""
    found = (page_records(memo, key, site_lang) for key in keys(memo))
    return tuple(page for page in found if page)


@question
def search_files(memo: Memo, site_lang: Lang, langs: tuple[Lang, ...]) -> Mapping[str, bytes]:
    """The index of one language. langs: of the whole site."""
    names = {lang: Facts(memo).words[f"language-{lang}"].ko for lang in LANGS}
    others = tuple(lang for lang in langs if lang != site_lang)
    word = templates(memo, site_lang).word
    language = Language(
        site_lang, names[site_lang], others, kinds(page_address("index", site_lang), word)
    )
    return language_files(records(memo, site_lang), aliases(Facts(memo)), language)


def files_of(memo: Memo, site_lang: Lang, langs: tuple[Lang, ...]) -> dict[str, bytes]:
    """What a language's pages need beside them, by path below the site's root."""
    found: dict[str, bytes] = {}
    for key in keys(memo):
        compiled = shown(memo, key, site_lang)
        found |= compiled.files if compiled else {}
    found |= definitions_file(memo, site_lang)
    found = with_old_names(memo, found)
    return {**found, **claims_file(memo, site_lang), **search_files(memo, site_lang, langs)}


def program_files(memo: Memo, site: Path) -> dict[str, bytes]:
    """The program that makes pictures interactive, for a written site that has charts."""
    return {BUNDLE: bundle(memo.store)} if (site / CHARTS).is_dir() else {}


@dataclass(frozen=True)
class Listed:
    """A page in the list of addresses. address: whole; others: by language, its own too."""

    address: str
    others: Mapping[str, str]


def site_files(
    memo: Memo, site_url: str, langs: tuple[Lang, ...], every: Iterable[PageRecords]
) -> dict[str, bytes]:
    """What a site needs once: the list of its addresses, and the index of the theme's search.

    every: what the search knows of the pages of all languages.
    """
    listed = [
        Listed(addresses[lang], addresses)
        for lang in langs
        for key in keys(memo)
        if lang in (addresses := _addresses(memo, key, site_url, langs))
    ]
    sitemap = templates(memo, SOURCE_LANG).render("sitemap.xml", pages=listed).encode()
    packed = gzip.compress(sitemap, mtime=0)
    return {"sitemap.xml": sitemap, "sitemap.xml.gz": packed, **fallback_files(every)}


def _addresses(memo: Memo, key: str, site_url: str, langs: tuple[Lang, ...]) -> dict[str, str]:
    return {
        lang: absolute_url(site_url, page_address(key, lang))
        for lang in langs
        if (key, lang) in written(memo)
    }
