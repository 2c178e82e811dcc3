"""Python-Markdown with the project's extensions, and links to pages as addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from kb.facts.view import MissingRecord
from kb.memo import Memo, tool
from kb.project import CONFIG, settings, with_functions

Resolve = Callable[[str], str | None]
"""From a link as it is written to the address that it is in the page; None for what is to be no link."""


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
                _lead(element, name, self.resolve(target))


def _lead(element: Element, name: str, address: str | None) -> None:
    """Give a link or picture its address, or leave only its words. name: of the attribute."""
    if address is not None:
        element.set(name, address)
        return
    words = element.get("alt") if name == "src" else element.text
    element.tag = "span"
    element.attrib.clear()
    element.text = words


_SIGNS = {
    "backtick": "`", "escape": "\\", "footnote": "[", "reference": "[", "link": "[",
    "image_link": "!", "image_reference": "!", "short_reference": "[", "short_image_ref": "!",
    "autolink": "<", "automail": "<", "linebreak": "\n", "html": "<", "entity": "&",
    "em_strong": "*_",
}  # fmt: skip
"""Inline patterns by name, and the characters without one of which they find nothing."""


class _PlainText(Treeprocessor):  # type: ignore[misc]
    """Marks text in which no inline pattern can find anything, so that each need not be tried.

    Most of a page is such text, and trying costs as much as all the rest of its conversion.
    """

    def __init__(self, signs: str) -> None:
        super().__init__()
        self._sign = re.compile(f"[{re.escape(signs)}]")

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and not self._sign.search(element.text):
                element.text = AtomicString(element.text)
            if element.tail and not self._sign.search(element.tail):
                element.tail = AtomicString(element.tail)


_IN_BRACKETS = (
    "reference", "link", "image_link", "image_reference", "short_reference", "short_image_ref",
)  # fmt: skip
_BRACKET = re.compile(r"[\[\]]")
_DEEPEST = 50
"""Brackets in brackets that a link may have."""


def _text_in_brackets(data: str, index: int) -> tuple[str, int, bool]:
    """What stands in the brackets that open before an index, where they end, and whether they do.

    As in Python-Markdown, which looks through the whole text for each bracket that opens.
    """
    depth = 1
    for found in _BRACKET.finditer(data, index):
        depth += 1 if found[0] == "[" else -1
        if depth == 0:
            return data[index : found.start()], found.end(), True
        if depth > _DEEPEST:
            break
    return data[index:], len(data), False


_NOT_IN_HTML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What lxml refuses to write. The check tells of it; the preview shows such a page all the same."""


class Converter:
    """Turns Markdown into HTML. One page at a time."""

    def __init__(self, extensions: list[str], options: dict[str, Any]) -> None:
        self._markdown = markdown.Markdown(extensions=extensions, extension_configs=options)
        self._links = _Links()
        patterns = [pattern.name for pattern in self._markdown.inlinePatterns._priority]
        if set(patterns) <= _SIGNS.keys():
            plain = _PlainText("".join(_SIGNS[name] for name in patterns))
            self._markdown.treeprocessors.register(plain, "kb_plain", 25)  # right before `inline`
        for name in (name for name in _IN_BRACKETS if name in self._markdown.inlinePatterns):
            self._markdown.inlinePatterns[name].getText = _text_in_brackets
        # Last, as attributes may give a link its target.
        self._markdown.treeprocessors.register(self._links, "kb_links", 0)

    def convert(self, body: str, resolve: Resolve) -> Converted:
        """A page's body as HTML, without characters that no HTML may hold."""
        self._links.resolve = resolve
        self._markdown.reset()
        html = self._markdown.convert(_NOT_IN_HTML.sub("", body))
        return Converted(html, getattr(self._markdown, "toc_tokens", []))


@tool
def converter(memo: Memo) -> Converter:
    """The converter that `mkdocs.yml` describes. Raises MissingRecord where it cannot be set up as
    that says, which is told of there.
    """
    found = settings(memo)
    try:
        return Converter(list(found.extensions), with_functions(dict(found.extension_options)))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise MissingRecord(CONFIG, "markdown_extensions") from error
