"""The navigation: patterns in it stand for the pages that they match."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fnmatch import fnmatch
from typing import Any


def expand(nav: Sequence[Any], titles: Mapping[str, str]) -> list[Any]:
    """A `nav` with each pattern (`vendors/*.md`) replaced by its pages, in order of their titles.

    titles: by path, of all pages. A page that the nav lists itself is in no pattern.
    """
    listed = {path for path in paths(nav) if "*" not in path}
    return _below(nav, titles, listed)


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


def _below(nav: Sequence[Any], titles: Mapping[str, str], listed: set[str]) -> list[Any]:
    return [entry for item in nav for entry in _expanded(item, titles, listed)]


def _expanded(item: Any, titles: Mapping[str, str], listed: set[str]) -> Iterator[Any]:
    if isinstance(item, dict):
        yield {
            label: _below(below, titles, listed) if isinstance(below, list) else below
            for label, below in item.items()
        }
    elif "*" in item:
        found = [path for path in titles if fnmatch(path, item) and path not in listed]
        yield from sorted(found, key=lambda path: (titles[path].casefold(), path))
    else:
        yield item


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
