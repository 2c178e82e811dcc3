"""The navigation: patterns in it stand for the pages that they match.

A pattern may ask for what a page is about: `vendors/*.md?kind=cloud` are the pages of vendors
whose record says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

Traits = Mapping[str, Mapping[str, str]]
"""What the record says that a page is about, by path and field."""


def expand(
    nav: Sequence[Any], titles: Mapping[str, str], traits: Traits | None = None
) -> list[Any]:
    """A `nav` with each pattern (`vendors/*.md`) replaced by its pages, in order of their titles.

    titles: by path, of all pages. A page that the nav lists itself is in no pattern, and one that
    several patterns match is in the first alone.
    """
    listed = {path for path in paths(nav) if "*" not in path}
    return _Menu(titles, traits or {}, listed).below(nav)


def without_gone(nav: Sequence[Any], pages: Collection[str]) -> list[Any]:
    """A `nav` without the pages that are not there, and the sections that are empty without them:
    the check tells of them, and a preview goes on without.
    """
    return [entry for item in nav for entry in _there(item, pages)]


def _there(item: Any, pages: Collection[str]) -> Iterator[Any]:
    if isinstance(item, str):
        if item in pages or not item.endswith(".md"):
            yield item
    elif isinstance(item, dict):
        for label, below in item.items():
            found = (
                [*_there(below, pages)] if isinstance(below, str) else without_gone(below, pages)
            )
            if found:
                yield {label: below if isinstance(below, str) else found}


def with_last(nav: Sequence[Any], labels: frozenset[str]) -> list[Any]:
    """A `nav` with the sections of these labels behind all others, in the order that they have."""
    return sorted(nav, key=lambda item: isinstance(item, dict) and not labels.isdisjoint(item))


def paths(nav: Any) -> Iterator[str]:
    """The paths and patterns that a `nav` lists, in its order."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for below in nav.values():
            yield from paths(below)
    else:
        for item in nav:
            yield from paths(item)


def fits(path: str, item: str, traits: Traits) -> bool:
    """Whether a page is what an entry of a `nav` asks for: a path, or a pattern."""
    pattern, _, asked = item.partition("?")
    field, _, value = asked.partition("=")
    return (fnmatchcase(path, pattern) if "*" in pattern else path == pattern) and (
        not asked or traits.get(path, {}).get(field) == value
    )


class _Menu:
    """A menu in the making. taken: pages that stand in it already."""

    def __init__(self, titles: Mapping[str, str], traits: Traits, taken: set[str]) -> None:
        self._titles = titles
        self._traits = traits
        self._taken = taken

    def below(self, nav: Sequence[Any]) -> list[Any]:
        return [entry for item in nav for entry in self._expanded(item)]

    def _expanded(self, item: Any) -> Iterator[Any]:
        if isinstance(item, dict):
            yield {
                label: self.below(below) if isinstance(below, list) else below
                for label, below in item.items()
            }
        elif "*" in item:
            found = [path for path in self._titles if self._fits(path, item)]
            self._taken.update(found)
            yield from sorted(found, key=lambda path: (self._titles[path].casefold(), path))
        else:
            yield item

    def _fits(self, path: str, item: str) -> bool:
        return path not in self._taken and fits(path, item, self._traits)


def labels(nav: Sequence[Any]) -> Iterator[str]:
    """The labels written in a `nav` of `mkdocs.yml`, in its order; pages without one give none."""
    for item in nav:
        if isinstance(item, dict):
            for label, below in item.items():
                yield str(label)
                if isinstance(below, list):
                    yield from labels(below)
        elif isinstance(item, list):
            yield from labels(item)


def untranslated_labels(nav: Sequence[Any], translations: Collection[str]) -> list[str]:
    """Labels that the other language's readers would see in Korean, each once.

    nav: as in `mkdocs.yml`. translations: labels that have a translation.
    """
    return [label for label in dict.fromkeys(labels(nav)) if label not in translations]
