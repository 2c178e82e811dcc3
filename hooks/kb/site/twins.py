"""The site as Markdown, for programs that read it for somebody: a twin of each page beside it, with
its numbers and with its sources as footnotes, and `llms.txt`, which lists all of them.

A twin is made from the finished page, so it says what the page says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import html_to_markdown
from html_to_markdown import ConversionOptions

from kb.addresses import absolute_url, page_address
from kb.content.late import lang_of
from kb.memo import Memo, question
from kb.project import HOME, keys, settings, written
from kb.show.templates import templates
from kb.site.link import article, navigation
from kb.site.menu import paths
from kb.text import SOURCE_LANG, Lang

TWIN = "index.md"
"""What stands behind the address of a page in that of its twin."""
LIST = "llms.txt"
"""The name of the list of all twins, below the home page of its language."""

# What only a browser, an editor or somebody who looks around needs of a page, and pictures, whose
# data stand below them. Most of it is cut before the page is read again, which costs by its length.
_CUT = re.compile(
    r"<(script|style|template|svg|button|form)\b.*?</\1>|<a class=\"kb-self\"[^>]*></a>"
    r"|<span class=\"kb-note\" data-search=\"off\">.*?</span>",
    re.DOTALL,
)
_WITHOUT = [
    "[hidden]", "[rel=edit]", ".kb-citing", ".kb-ways", ".kb-chart__view",
    ".kb-moved", ".kb-hidden",
]  # fmt: skip
_SOURCES = re.compile(r'<section class="kb-sources".*?</section>', re.DOTALL)
_SOURCE = re.compile(r'<li id="src-([^"]+)">(.*?)</li>', re.DOTALL)
_CITING = re.compile(
    r'<a class="kb-(?:figure kb-)?cite"[^>]* href="#src-([^"]+)"[^>]*>(?:\[\d+\]|(.*?))</a>',
    re.DOTALL,
)
_TERM = re.compile(r'<a class="kb-term"[^>]*>(.*?)</a>', re.DOTALL)
_BADGE = re.compile(r'<(sup|span) class="kb-badge[^>]*>(.*?)</\1>', re.DOTALL)
_FACTS = re.compile(r"</span>(?=<span data-part=)")
_TITLE = re.compile(r"<(figcaption|summary|caption|dt)\b([^>]*)>(.*?)</\1>", re.DOTALL)
# Footnotes on their way through HTML, as signs that no converter knows: a mark, and a note's own.
_MARK, _NOTE, _END = "\ue010", "\ue011", "\ue012"


@question
def twin(memo: Memo, key: str, site_lang: Lang) -> str | None:
    """The text of a page as Markdown, its title left out; None where there is no page."""
    found = article(memo, key, site_lang)
    if found is None:
        return None
    body, sources = _without_sources(_CUT.sub("", found.html))
    numbers = {source: number for number, source in enumerate(sources, start=1)}
    notes = [f"<p>{_NOTE}{numbers[id]}{_END} {said}</p>" for id, said in sources.items()]
    return _markdown(_cited(body, numbers) + "".join(notes))


def _without_sources(text: str) -> tuple[str, dict[str, str]]:
    """A page without its list of sources, and what the list says of each, in its order."""
    listed = _SOURCES.search(text)
    if listed is None:
        return text, {}
    return text[: listed.start()] + text[listed.end() :], dict(_SOURCE.findall(listed[0]))


def _cited(text: str, numbers: dict[str, int]) -> str:
    """A page whose links to sources are marks of footnotes."""

    def mark(link: re.Match[str]) -> str:
        number = numbers.get(link[1])
        return (link[2] or "") + (f"{_MARK}{number}{_END}" if number else "")

    return _CITING.sub(mark, text)


def _markdown(text: str) -> str:
    text = _TERM.sub(r"\1", text)
    text = _BADGE.sub(r" (\2)", text)
    text = _FACTS.sub("</span>, ", text)
    text = _TITLE.sub(r"<p\2><strong>\3</strong></p>", text)
    options = ConversionOptions(
        exclude_selectors=_WITHOUT, extract_metadata=False, compact_tables=True
    )
    made = html_to_markdown.convert(text, options).content or ""
    made = re.sub(f"{_NOTE}(\\d+){_END}", r"[^\1]:", made)
    return re.sub(f"{_MARK}(\\d+){_END}", r"[^\1]", made).strip()


def twins(memo: Memo, site_url: str, lang: Lang) -> dict[str, Callable[[], str]]:
    """What writes the twin of each page of a language, and their list, by path below the site's root."""
    whole = {
        page_address(key, lang) + TWIN: partial(_whole, memo, site_url, key, lang)
        for key in keys(memo)
    }
    return {**whole, page_address(HOME, lang) + LIST: partial(_list, memo, site_url, lang)}


def twin_files(memo: Memo, site_url: str, lang: Lang) -> dict[str, bytes]:
    """The same, written."""
    return {path: write().encode() for path, write in twins(memo, site_url, lang).items()}


def _whole(memo: Memo, site_url: str, key: str, lang: Lang) -> str:
    """A page's twin with its title, its address and the day on which it was last looked at."""
    found = article(memo, key, lang)
    if found is None:
        return ""
    word, reviewed = templates(memo, lang).word, found.meta.get("reviewed")
    known_as = page_address(key, lang_of(memo, key, lang))
    said = [f"<{absolute_url(site_url, known_as)}>"]
    said += [f"{word('page.reviewed')} {reviewed}"] if reviewed else []
    parts = [f"# {found.title}", f"> {found.description}", " · ".join(said), twin(memo, key, lang)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _list(memo: Memo, site_url: str, lang: Lang) -> str:
    """What `llms.txt` says of a language: every page of the menu that is written in it."""
    said, word = settings(memo), templates(memo, lang).word
    home = article(memo, HOME, lang)
    parts = [f"# {said.site_names[lang]}"]
    parts += [f"> {home.description}"] if home else []
    parts.append(word("twins-about"))
    for label, below in _sections(navigation(memo)):
        name = label if lang == SOURCE_LANG else said.nav_translations.get(label, label)
        found = [path.removesuffix(".md") for path in below]
        lines = [_entry(memo, site_url, key, lang) for key in found if (key, lang) in written(memo)]
        parts.append("\n".join([f"## {name or word('nav.home')}", "", *lines]))
    return "\n\n".join(parts) + "\n"


def _sections(nav: Iterable[Any]) -> Iterator[tuple[str, list[str]]]:
    """The sections of the menu with the paths of their pages; pages of none come first, without a
    label.
    """
    yield "", [item for item in nav if isinstance(item, str)]
    for section in (item for item in nav if isinstance(item, dict)):
        for label, below in section.items():
            yield label, list(paths(below))


def _entry(memo: Memo, site_url: str, key: str, lang: Lang) -> str:
    found = article(memo, key, lang)
    address = absolute_url(site_url, page_address(key, lang) + TWIN)
    return f"- [{found.title}]({address}): {found.description}" if found else ""
