"""The names of things as readers may type them, from the one place where each is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from kb.facts.view import Facts
from kb.memo import Memo, question
from kb.model.base import Aliases, Text
from kb.model.vendors import Vendor
from kb.search.records import Alias


def aliases(facts: Facts) -> Iterator[Alias]:
    """All names of each term, technology and vendor."""
    for term in facts.glossary.values():
        yield _alias(term.term, term.aliases)
    for technology in facts.technologies.values():
        yield _alias(technology.name, technology.aliases)
    for vendor in facts.vendors.values():
        yield Alias(vendor.product.name, (*_former(vendor), *_all(vendor.aliases)), "ko")


def names_of_page(facts: Facts, key: str) -> tuple[str, ...]:
    """Other names of what a page is about. key: of the page, such as `vendors/neptune`."""
    return (*_names(facts, key), *typed_names(facts.memo).get(key, ()))


@question
def typed_names(memo: Memo) -> Mapping[str, tuple[str, ...]]:
    """What readers type for pages, by the keys of the pages."""
    typed: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for words in Facts(memo).search_words.values():
        typed[words.page] += _all(words)
    return dict(typed)


def _names(facts: Facts, key: str) -> tuple[str, ...]:
    folder, _, name = key.partition("/")
    if folder == "vendors" and name in facts.vendors:
        vendor = facts.vendors[name]
        return (vendor.product.name, *_former(vendor), *_all(vendor.aliases))
    if folder == "maturity" and name in facts.technologies:
        technology = facts.technologies[name]
        return (*_both(technology.name), *_all(technology.aliases))
    return ()


def _alias(name: Text, others: Aliases) -> Alias:
    return Alias(name.ko, (*_both(name)[1:], *_all(others)), "ko")


def _both(name: Text) -> tuple[str, ...]:
    return tuple(dict.fromkeys((name.ko, name.get("en"))))


def _all(others: Aliases) -> tuple[str, ...]:
    return (*others.ko, *others.en)


def _former(vendor: Vendor) -> tuple[str, ...]:
    return tuple(former.name for former in vendor.product.former)
