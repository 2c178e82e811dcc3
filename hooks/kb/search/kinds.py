"""What the places are that a search leads to, and what a match in each is worth.

A place is of the first kind that its address fits: `vendors/` is a page, `vendors/mlflow/` a
vendor, `glossary/#drift` a term.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

# Lists and views repeat what stands on the pages themselves, which come first.
_VIEW = 0.7
# Behind all that readers may look for.
_WRITERS = 0.01
# A term is called by its heading as a page by its title, which counts so many times as much.
_TERM = 3


@dataclass(frozen=True)
class PageKind:
    """start: of addresses from the root of the site, `.` for any letter. name: for readers.

    worth: of what matches there, and of a heading there that is all that is asked for, against another.
    named_only: whether sections are found by their names alone, and not by what they say.
    """

    start: str
    name: str
    worth: float = 1
    named_only: bool = False


# What every address fits: the home page.
REST = PageKind("", "")

# By what addresses begin with below their language: the word for the kind, and its worth.
_KINDS = (
    ("glossary/#", "kind-term", _TERM),
    ("sources/#", "kind-source", 0),
    ("vendors/compare/", "kind-comparison", _VIEW),
    ("vendors/.", "kind-vendor", 1),
    ("maturity/.", "kind-technology", 1),
    ("trends/.", "kind-trend", 1),
    ("claims/", "kind-claim", _VIEW),
    ("updates/", "kind-update", _VIEW),
    ("contributing/", "kind-writers", _WRITERS),
)

KIND_WORDS = ("kind-page", *(word for _, word, _ in _KINDS))
"""The interface words that name the kinds."""


def kinds(home: str, word: Callable[[str], str]) -> tuple[PageKind, ...]:
    """The kinds of one language. home: address of its first page. word: by its key in the words."""
    page = word(KIND_WORDS[0])
    told = (
        PageKind(home + start, word(key), worth, worth == _WRITERS) for start, key, worth in _KINDS
    )
    return (*told, PageKind(f"{home}.", page), REST)
