"""Findings as a page shows them, each with the section that it stands in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from kb.addresses import page_path
from kb.content.late import lang_of
from kb.findings.finding import Finding, ordered
from kb.findings.render import as_html
from kb.memo import Memo
from kb.project import DOCS, page
from kb.read.page import INTRO, Page
from kb.show.templates import templates
from kb.text import SOURCE_LANG, Lang


def marks(memo: Memo, key: str, site_lang: Lang, found: Iterable[Finding]) -> str:
    """What is wrong with a page and the data that it shows, by section. found: all findings."""
    lang = lang_of(memo, key, site_lang)
    shown = page(memo, key, lang)
    if shown is None:
        return ""
    own = f"{DOCS}/{shown.path}"
    here = [one for one in found if one.span.path == own or page_path(key) in one.pages]
    places: dict[str, list[Finding]] = defaultdict(list)
    for finding in ordered(here):
        places[_section(shown, finding)].append(finding)
    return "".join(block(memo, found, section) for section, found in places.items())


def block(memo: Memo, found: Sequence[Finding], section: str = "") -> Markup:
    """Findings of a place. section: its id; empty for the top of the page."""
    listed = as_html(found, templates(memo, SOURCE_LANG).render)
    return Markup('<div class="kb-findings" lang="ko" data-section="{}">\n{}\n</div>\n').format(
        section, listed
    )


def _section(shown: Page, finding: Finding) -> str:
    """The id of the section that a finding stands in; empty for the top of the page."""
    if finding.span.path != f"{DOCS}/{shown.path}":
        return ""
    above = [section for section in shown.sections if section.line <= finding.span.line]
    return above[-1].id if above and above[-1].id != INTRO else ""
