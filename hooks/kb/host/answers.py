"""What the preview answers, by address: pages, the theme's files, and what goes beside pages."""

from __future__ import annotations

import inspect
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from pathlib import Path

from jinja2 import TemplateError

from kb.addresses import BUILD, page_address, page_path
from kb.charts.bundle import BUNDLE, bundle
from kb.charts.markup import CHARTS, PLUGIN_SCRIPT
from kb.charts.sheet import FOLDER as TAKEN
from kb.content.late import shown
from kb.content.terms import DEFINITIONS
from kb.findings.finding import Finding, errors, ordered
from kb.host.frame import ConfigError, Served, configuration, menu, page_html, template
from kb.host.marks import block, marks
from kb.host.survey import Survey
from kb.host.trouble import told
from kb.host.turns import Turns
from kb.memo import Memo
from kb.project import CONFIG, DOCS, keys, page_or_error, page_paths
from kb.read import PageError
from kb.rules.check import file_findings
from kb.search.files import FALLBACK
from kb.show.chartbook.radar import FOLDER as RADAR
from kb.show.claims import DATA as CLAIMS_DATA
from kb.show.directive import UPDATES
from kb.show.review_queue import QUEUE
from kb.show.templates import templates
from kb.show.updates import OLDER
from kb.show.vendor_compare import COLUMNS
from kb.site.cards import FOLDER as CARDS
from kb.site.cards import cards
from kb.site.digest import build_file
from kb.site.downloads import data_files
from kb.site.feeds import update_files
from kb.site.link import (
    claims_file,
    definitions_file,
    page_records,
    records,
    search_files,
    site_files,
)
from kb.site.moved import name_now, redirect_files
from kb.site.pictures import pictures
from kb.site.review_calendar import review_files
from kb.site.twins import LIST, TWIN, twins
from kb.text import SOURCE_LANG, Lang

FINDINGS = "__findings/"
_COUNT = "__findings/count"
_OF_PAGE = "__findings/of/"
_MISSING = "404.html"
_SITEMAP = ("sitemap.xml", "sitemap.xml.gz")
_SEARCH = "search/"
_DATA = "data/"
_BESIDE = (*(f"{folder}/" for folder in (CHARTS, TAKEN, RADAR, COLUMNS, CARDS)), f"{OLDER}.", BUILD)
"""Where files stand that pages bring along."""


@dataclass(frozen=True)
class Answer:
    """A response. content: of a page as text, of a file as bytes. location: where to go instead."""

    content: str | bytes = ""
    status: HTTPStatus = HTTPStatus.OK
    location: str = ""


_UNKNOWN = Answer(b"", HTTPStatus.NO_CONTENT)


class Answers:
    """Answers by address.

    langs: those that are shown, Korean first. hurry: have pages ask for their findings at once.
    """

    def __init__(
        self,
        memo: Memo,
        served: Served,
        langs: tuple[Lang, ...],
        turns: Turns,
        survey: Survey,
        *,
        hurry: bool,
    ) -> None:
        self._memo = memo
        self._served = served
        self._langs = langs
        self._turns = turns
        self._survey = survey
        self._hurry = hurry
        self._lately: dict[tuple[str, Lang], None] = {}

    def at(self, path: str) -> Answer:
        """What stands at an address. path: decoded, without its first slash."""
        if path == BUNDLE:
            return Answer(bundle(self._memo.store))
        try:
            if path.startswith(FINDINGS):
                return self._findings(path)
            with self._turns.reader():
                return self._page(path) or self._file(path) or self._missing()
        except ConfigError as error:
            with self._turns.reader():
                found = errors(file_findings(self._memo, CONFIG))
                return self._told(found, [f"{CONFIG}: {text}" for text in error.messages])
        except TemplateError as error:
            with self._turns.reader():
                return self._told((), [told(error, self._served.root)])

    def _findings(self, path: str) -> Answer:
        """Of no content where something has changed meanwhile, as the browser asks again then."""
        if path.startswith(_OF_PAGE):
            return self._of_page(path.removeprefix(_OF_PAGE))
        found = self._survey.everything()
        if path == _COUNT:
            return _UNKNOWN if found is None else Answer(f"{len(found)}".encode())
        while found is None:
            found = self._survey.everything()
        with self._turns.reader():
            return self._told(ordered(found), (), HTTPStatus.OK)

    def _of_page(self, path: str) -> Answer:
        lang = self._lang_of(path)
        found = [self._survey.language(of) for of in dict.fromkeys((SOURCE_LANG, lang))]
        if None in found:
            return _UNKNOWN
        with self._turns.reader():
            key = menu(self._memo, self._served, lang).keys.get(f"{path}index.html")
            every = [finding for of in found for finding in of or ()]
            return Answer((marks(self._memo, key, lang, every) if key else "").encode())

    def _with_bar(self, html: str) -> str:
        """A page with the line at its foot, before the body's end."""
        body, end, rest = html.rpartition("</body>")
        bar = templates(self._memo, SOURCE_LANG).render("preview", kind="bar", hurry=self._hurry)
        return f"{body}{bar}{end}{rest}"

    def _page(self, path: str) -> Answer | None:
        lang = self._lang_of(path)
        known = menu(self._memo, self._served, lang).keys
        key = known.get(f"{path}index.html" if path.endswith("/") or not path else path)
        if key is None:
            return self._folder(path, known)
        if wrong := self._unreadable(key, lang):
            return wrong
        compiled = shown(self._memo, key, lang)
        if compiled and compiled.late:
            for other in self._keys():
                shown(self._memo, other, lang)
        self._lately[key, lang] = None
        return Answer(self._with_bar(page_html(self._memo, self._served, lang, key)))

    def _folder(self, path: str, known: Collection[str]) -> Answer | None:
        """The page at an old address, or the way to what is a page's address but for its slash."""
        old = redirect_files(self._memo, self._served.url, self._langs)
        if page := old.get(f"{path}index.html"):
            return Answer(self._with_bar(page.decode()))
        is_folder = f"{path}/index.html" in {*known, *old}
        return Answer(status=HTTPStatus.FOUND, location=f"/{path}/") if is_folder else None

    def _unreadable(self, key: str, lang: Lang) -> Answer | None:
        """Why a page cannot be read; None where it can."""
        path = next(
            path
            for path in (page_path(key, lang), page_path(key))
            if path in page_paths(self._memo)
        )
        error = page_or_error(self._memo, path)
        if not isinstance(error, PageError):
            return None
        message = f"{DOCS}/{path}:{error.line}: {error.message}"
        return self._told(file_findings(self._memo, f"{DOCS}/{path}"), [message])

    def _file(self, path: str) -> Answer | None:
        content = self._made(path)  # which a build writes over the theme's
        if content is None:
            content = self._of_theme(path)
        return None if content is None else Answer(content)

    def _of_theme(self, path: str) -> bytes | None:
        config = configuration(self._memo, self._served, SOURCE_LANG)
        if path in config.theme.static_templates and path != _MISSING:
            return template(self._memo, self._served, SOURCE_LANG, path).encode()
        if path == PLUGIN_SCRIPT:
            package = Path(inspect.getfile(type(config.plugins["charts"]))).parent
            return (package / path).read_bytes()
        file = menu(self._memo, self._served, self._lang_of(path)).addressed.get(path)
        if file is None or file.is_documentation_page():
            return None
        try:
            return file.content_bytes
        except FileNotFoundError:  # removed since the menu was made
            return None

    def _made(self, path: str) -> bytes | None:
        """What a build writes when its pages are there."""
        if new := name_now(self._memo, path):
            return self._made(new)
        if path in _SITEMAP:
            return site_files(self._memo, self._served.url, self._langs, ())[path]
        if path.startswith(_SEARCH):
            return self._of_search(path)
        if path.endswith((LIST, TWIN)):
            write = twins(self._memo, self._served.url, self._lang_of(path)).get(path)
            return write().encode() if write else None
        for stem, made in ((CLAIMS_DATA, claims_file), (DEFINITIONS, definitions_file)):
            if path.startswith(stem):
                found = (made(self._memo, lang).get(path) for lang in self._langs)
                return next((content for content in found if content is not None), None)
        if path.startswith(page_address(UPDATES, self._lang_of(path))):
            return update_files(self._memo, self._served.url, self._langs).get(path)
        if path.startswith(page_address(QUEUE, self._lang_of(path))):
            return review_files(self._memo, self._served.url, self._langs).get(path)
        if path.startswith(_BESIDE):
            return self._beside(path) or self._picture(path)
        return data_files(self._memo).get(path) if path.startswith(_DATA) else None

    def _of_search(self, path: str) -> bytes | None:
        made: dict[str, bytes] = {}
        for lang in self._langs:
            for key in self._keys():
                page_records(self._memo, key, lang)
            made.update(search_files(self._memo, lang, self._langs))
        if path == FALLBACK:
            every = [found for lang in self._langs for found in records(self._memo, lang)]
            made = site_files(self._memo, self._served.url, self._langs, every)
        return made.get(path)

    def _beside(self, path: str) -> bytes | None:
        """A file that a page needs beside it, most likely one that has been shown."""
        if path == BUILD:
            return build_file(self._memo, None)
        if path.startswith(CARDS):
            return None
        others = [(key, lang) for lang in self._langs for key in keys(self._memo)]
        for key, lang in dict.fromkeys([*self._lately, *others]):
            compiled = shown(self._memo, key, lang)
            if compiled and path in compiled.files:
                return compiled.files[path]
            self._turns.give_way()
        return None

    def _picture(self, path: str) -> bytes | None:
        """A chart as it is taken along, or what other programs show beside a link to a page."""
        for lang in self._langs:
            if path.startswith(CARDS):
                known = cards(self._memo, lang)
            else:
                for key in self._keys():
                    shown(self._memo, key, lang)
                known = pictures(self._memo, self._served.url, lang)
            if draw := known.get(path):
                return draw()
        return None

    def _missing(self) -> Answer:
        html = template(self._memo, self._served, SOURCE_LANG, _MISSING)
        return Answer(self._with_bar(html), HTTPStatus.NOT_FOUND)

    def _told(
        self,
        found: Sequence[Finding],
        messages: Sequence[str],
        status: HTTPStatus = HTTPStatus.INTERNAL_SERVER_ERROR,
    ) -> Answer:
        """A page that says what is wrong. messages: for want of findings."""
        values = {
            "count": len(found or messages),
            "findings": block(self._memo, found) if found else "",
            "messages": () if found else messages,
            "is_blocked": status is not HTTPStatus.OK,
        }
        try:
            html = str(templates(self._memo, SOURCE_LANG).render("preview", kind="page", **values))
        except TemplateError as error:
            html = "<br>".join(map(escape, (str(error), *map(str, found), *messages)))
        return Answer(html, status)

    def _keys(self) -> Iterator[str]:
        """All pages, one by one, so that nobody waits for all."""
        for key in keys(self._memo):
            yield key
            self._turns.give_way()

    def _lang_of(self, path: str) -> Lang:
        first = path.partition("/")[0]
        return next((lang for lang in self._langs[1:] if lang == first), SOURCE_LANG)
