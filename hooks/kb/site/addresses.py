"""Small pure helpers of the built site: addresses and navigation labels."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any
from urllib.parse import urljoin


def absolute_url(site_url: str, url: str) -> str:
    """The whole address of a page.

    site_url: address of the home page, with its slash. url: MkDocs' address of a page or file,
    relative to the home page; the home page's own is `./` or empty.
    """
    return urljoin(site_url, url.removeprefix("./").removeprefix("."))


def nav_labels(nav: Sequence[Any]) -> Iterator[str]:
    """The labels written in a `nav` of `mkdocs.yml`, in its order; pages without one give none."""
    for item in nav:
        if isinstance(item, dict):
            for label, below in item.items():
                yield str(label)
                if isinstance(below, list):
                    yield from nav_labels(below)
        elif isinstance(item, list):
            yield from nav_labels(item)


def untranslated_labels(nav: Sequence[Any], translations: Collection[str]) -> list[str]:
    """Labels that the other language's readers would see in Korean, each once.

    nav: as in `mkdocs.yml`. translations: labels that have a translation.
    """
    return [label for label in dict.fromkeys(nav_labels(nav)) if label not in translations]
