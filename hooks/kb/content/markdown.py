"""Python-Markdown with the project's extensions, and links to pages as addresses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor

from kb.memo import Memo, tool
from kb.project import settings, with_functions

Resolve = Callable[[str], str]
"""From a link as it is written to the address that it is in the page."""


@dataclass(frozen=True)
class Converted:
    """html: of the body. outline: its headings, as the `toc` extension gives them."""

    html: str
    outline: list[dict[str, Any]]


class _Links(Treeprocessor):  # type: ignore[misc]
    """Gives links and pictures their addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.resolve: Resolve = str

    def run(self, root: Element) -> None:
        for element in root.iter():
            name = {"a": "href", "img": "src"}.get(str(element.tag))
            target = element.get(name) if name else None
            if name and target is not None:
                element.set(name, self.resolve(target))


class Converter:
    """Turns Markdown into HTML. One page at a time."""

    def __init__(self, extensions: list[str], options: dict[str, Any]) -> None:
        self._markdown = markdown.Markdown(extensions=extensions, extension_configs=options)
        self._links = _Links()
        # Last, as attributes may give a link its target.
        self._markdown.treeprocessors.register(self._links, "kb_links", 0)

    def convert(self, body: str, resolve: Resolve) -> Converted:
        """A page's body as HTML."""
        self._links.resolve = resolve
        self._markdown.reset()
        html = self._markdown.convert(body)
        return Converted(html, getattr(self._markdown, "toc_tokens", []))


@tool
def converter(memo: Memo) -> Converter:
    """The converter that `mkdocs.yml` describes."""
    found = settings(memo)
    return Converter(list(found.extensions), with_functions(dict(found.extension_options)))
