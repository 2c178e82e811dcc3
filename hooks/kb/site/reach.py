"""What a translator has to know of the whole site: what readers meet most, and what a page shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from kb.content.compile import terms
from kb.content.late import shown, shown_by
from kb.content.links import destination
from kb.facts.view import Facts
from kb.memo import Memo, question
from kb.project import HOME, keys, page
from kb.text import SOURCE_LANG
from kb.translation.lock import StringStatus
from kb.translation.state import string_states


@question
def linking_pages(memo: Memo) -> Mapping[str, int]:
    """How many other pages link to each page in their text."""
    found: Counter[str] = Counter()
    for key in keys(memo):
        written = page(memo, key, SOURCE_LANG)
        links = written.links if written else ()
        targets = {destination(memo, link.target, key, SOURCE_LANG).key for link in links}
        found.update(targets - {key, ""})
    return dict(found)


def page_reach(memo: Memo, key: str) -> tuple[int, int]:
    """A place in the order of pages, greatest first: home, then overviews of sections, then the others
    by how many pages link to them.
    """
    tier = 2 if key == HOME else 1 if key.endswith(f"/{HOME}") else 0
    return tier, linking_pages(memo).get(key, 0)


def record_reach(memo: Memo, collection: str, id: str) -> tuple[int, int]:
    """A place in the same order: by how many pages show the record."""
    return 0, len(shown_by(memo, SOURCE_LANG).get((collection, id), ()))


def strings_of(memo: Memo, key: str) -> tuple[StringStatus, ...]:
    """The texts of the data that a page shows in Korean, in the order of the data; words of the
    interface, which are on all pages, are of none.
    """
    content = shown(memo, key, SOURCE_LANG)
    data = {datum for datum in content.data if datum[0] != "words"} if content else set()
    return tuple(state for state in string_states(memo) if state.string.datum in data)


def glossary_of(memo: Memo, text: str) -> tuple[tuple[str, str], ...]:
    """The terms that a Korean text uses, each with the English to use."""
    glossary = Facts(memo).glossary
    used = (glossary[id].term for id in terms(memo, SOURCE_LANG).found(text))
    return tuple((term.ko, term.en) for term in used if term.en)
