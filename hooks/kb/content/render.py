"""From a page's Markdown with calls to its HTML.

A call's result travels through Markdown as an opaque token, since generated HTML would be read
as Markdown: a `|` splits a table cell, and markup in a heading leaks into the table of contents.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from markupsafe import Markup

from kb.charts.figure import enhance
from kb.content.tables import with_plain_corners, wrap_tables
from kb.content.terms import Terms
from kb.read import Call, substitute
from kb.show.directive import Context, Fragment
from kb.show.evaluate import Evaluator
from kb.show.registry import DIRECTIVES

# Private-use characters: no Markdown syntax knows them, and no text of ours has them.
_TOKEN = re.compile("\ue000(\\d+)\ue001")
_ALONE = re.compile("<p>\\s*\ue000(\\d+)\ue001\\s*</p>")
_WITH_PARTICLE = re.compile("\ue000(\\d+)\ue001([가-힣]*)")
_TAG = re.compile("<[^<>]*\ue000[^<>]*>")
_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|!])")


@dataclass(frozen=True)
class _Placed:
    """What a token stands for."""

    fragment: Fragment
    html: Markup


@dataclass
class PageRenderer:
    """One page in one language, from Markdown to HTML. Made anew for every build."""

    context: Context
    terms: Terms
    placed: list[_Placed] = field(default_factory=list)

    def markdown(self, body: str) -> str:
        """The body with a token for each call; plain text in headings. Raises DirectiveError."""
        evaluator = Evaluator(DIRECTIVES, self.context)

        def replace(call: Call) -> str:
            fragment = evaluator.evaluate(call.expr)
            if call.in_heading:
                return _MARKDOWN_SIGNS.sub(r"\\\1", fragment.text)
            self.placed.append(_Placed(fragment, fragment.html()))
            return f"\ue000{len(self.placed) - 1}\ue001"

        return substitute(body, replace)

    def html(self, rendered: str) -> str:
        """What Markdown made of the body, with everything in its place. Raises DirectiveError."""
        text = self.terms.mark(rendered, self.context.url("glossary"))
        text = _TAG.sub(lambda tag: _TOKEN.sub(self._as_attribute, tag[0]), text)
        text = _ALONE.sub(self._as_block, text)
        text = _WITH_PARTICLE.sub(self._as_inline, text)
        text = enhance(text, self.context)
        text = wrap_tables(with_plain_corners(text), self.context.templates.word("table-region"))
        return text + self._references()

    def _as_attribute(self, match: re.Match[str]) -> str:
        return html.escape(self.placed[int(match[1])].fragment.text)

    def _as_block(self, match: re.Match[str]) -> str:
        placed = self.placed[int(match[1])]
        inner = placed.html + placed.fragment.tail
        return inner if placed.fragment.block else f"<p>{inner}</p>"

    def _as_inline(self, match: re.Match[str]) -> str:
        placed = self.placed[int(match[1])]
        return placed.html + match[2] + placed.fragment.tail

    def _references(self) -> str:
        if not self.context.citations:
            return ""
        citations = list(self.context.citations.values())
        return str(self.context.render("references", citations=citations))
