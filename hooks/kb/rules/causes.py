"""What a thing rests on that is itself wrong. Its mistake is told of there, and only there."""

from __future__ import annotations

from difflib import get_close_matches

from kb.addresses import page_path
from kb.content.compile import Content, content, ids_in
from kb.content.late import lang_of, late_parts
from kb.facts.load import WHOLE
from kb.facts.references import all_references
from kb.facts.view import Facts
from kb.memo import Memo, question
from kb.project import config, page, page_paths
from kb.read import Page
from kb.rules.damage import is_refused
from kb.rules.settings import setting_mistakes
from kb.text import SOURCE_LANG, Lang

_GAP = 'class="kb-gap"'


def compiled(memo: Memo, key: str, lang: Lang, site_lang: Lang | None = None) -> Content | None:
    """The content of a page; None where there is no page that can be judged."""
    path = page_path(key, lang)
    if is_refused(memo, path) or setting_mistakes(memo):
        return None
    return content(memo, key, lang, site_lang or lang)


def original_of(memo: Memo, translation: Page) -> Page | None:
    """The Korean page that a page translates; None for one that is Korean itself."""
    return None if translation.lang == SOURCE_LANG else page(memo, translation.key, SOURCE_LANG)


def is_whole(found: Content | None) -> bool:
    """Whether a page shows all that it is meant to."""
    return found is not None and not found.failures and _GAP not in found.html


def late_html(memo: Memo, key: str, site_lang: Lang) -> str:
    """What a page shows of other pages; nothing where one of them cannot be judged."""
    return "".join(late_parts(memo, key, site_lang)) if are_all_judged(memo) else ""


def anchors(memo: Memo, key: str, site_lang: Lang) -> frozenset[str] | None:
    """The ids of a page as a site shows it; None where they are not known for a mistake."""
    found = compiled(memo, key, lang_of(memo, key, site_lang), site_lang)
    if found is None or not is_whole(found) or config(memo)[0] is None:
        return None
    if not found.late:
        return found.anchors
    late = late_html(memo, key, site_lang)
    return None if not late or _GAP in late else found.anchors | ids_in(late)


@question
def are_all_judged(memo: Memo) -> bool:
    """Whether no page is such that it cannot be judged, whatever it says."""
    return not any(is_refused(memo, path) for path in page_paths(memo)) and not setting_mistakes(
        memo
    )


def is_known(facts: Facts, collection: str, id: str) -> bool:
    """Whether a record is there, or stands in a file and could not be read."""
    return id in facts.collection(collection) or is_unread(facts, collection, id)


def is_unread(facts: Facts, collection: str, id: str) -> bool:
    """Whether a record stands in a file, or may do so, and could not be read."""
    return not {id, WHOLE}.isdisjoint(facts.unread(collection))


@question
def unknown_references(memo: Memo) -> frozenset[tuple[str, str]]:
    """Records that others refer to and that are nowhere, by collection and id."""
    facts = Facts(memo)
    return frozenset(named for named in all_references(memo) if not is_known(facts, *named))


def is_misspelt(memo: Memo, collection: str, id: str) -> bool:
    """Whether a reference that leads nowhere is likely to mean this record."""
    unknown = [name for target, name in unknown_references(memo) if target == collection]
    return bool(get_close_matches(id, unknown, n=1))
