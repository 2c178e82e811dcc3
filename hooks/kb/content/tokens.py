"""Tokens that stand for the results of calls while a page is Markdown.

Generated HTML would be read as Markdown: a `|` splits a table cell, and markup in a heading leaks
into the table of contents. So each result travels as private-use characters, which no syntax
knows and no text of ours has.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kb.facts.view import MissingRecord
from kb.read import Call, PageError, substitute
from kb.show.directive import DirectiveError, Fragment
from kb.text import Lang

_TOKEN = re.compile("\ue000(\\d+)\ue001")
_ALONE = re.compile("<p>\\s*\ue000(\\d+)\ue001\\s*</p>")
_WITH_PARTICLE = re.compile("\ue000(\\d+)\ue001([가-힣]*)")
_TAG = re.compile("<[^<>]*\ue000[^<>]*>")
_LINK = re.compile("(?P<start><a\\b[^<>]*>)(?P<words>(?:(?!</a>).)*\ue000.*?)(?=</a>)", re.DOTALL)
_LATE = re.compile("\ue002(\\d+)\ue003")
_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|!])")


@dataclass(frozen=True)
class _Placed:
    """What a token stands for."""

    fragment: Fragment
    html: Markup


@dataclass(frozen=True)
class Late:
    """A call whose place is filled when all pages are there. lang: of the text around it."""

    call: str
    lang: Lang


class Tokens:
    """The results of one page's calls. late: those whose place is filled later."""

    def __init__(self) -> None:
        self._placed: list[_Placed] = []
        self._late: list[Late] = []

    @property
    def late(self) -> tuple[Late, ...]:
        return tuple(self._late)

    def put_in(
        self,
        body: str,
        lang: Lang,
        fragment_of: Callable[[Call], Fragment],
        calls: Sequence[Call] | None = None,
    ) -> str:
        """A body with a token for each call; plain text in headings.

        lang: of the body. calls: those of the body, where it was read before.
        """

        def token(call: Call) -> str:
            fragment = fragment_of(call)
            if call.in_heading:
                return _MARKDOWN_SIGNS.sub(r"\\\1", fragment.text)
            self._placed.append(_Placed(fragment, self._html(fragment, Late(call.expr, lang))))
            return f"\ue000{len(self._placed) - 1}\ue001"

        return substitute(body, token, calls)

    def replaced_in(self, text: str) -> str:
        """HTML with each token replaced by what it stands for."""
        text = _TAG.sub(lambda tag: _TOKEN.sub(self._as_attribute, tag[0]), text)
        text = _LINK.sub(self._in_link, text)
        text = _ALONE.sub(self._as_block, text)
        return _WITH_PARTICLE.sub(self._as_inline, text)

    def _html(self, fragment: Fragment, late: Late) -> Markup:
        if not fragment.late:
            return html_or_gap(late.call, fragment.html)
        self._late.append(late)
        return Markup(f"\ue002{len(self._late) - 1}\ue003")

    def _as_attribute(self, match: re.Match[str]) -> str:
        return html.escape(self._placed[int(match[1])].fragment.text)

    def _in_link(self, link: re.Match[str]) -> str:
        """What a call shows may hold links, and no link holds another."""
        return link["start"] + _TOKEN.sub(self._as_attribute, link["words"])

    def _as_block(self, match: re.Match[str]) -> str:
        placed = self._placed[int(match[1])]
        inner = placed.html + placed.fragment.tail
        return inner if placed.fragment.block else f"<p>{inner}</p>"

    def _as_inline(self, match: re.Match[str]) -> str:
        placed = self._placed[int(match[1])]
        return placed.html + match[2] + placed.fragment.tail


def html_or_gap(expression: str, html: Callable[[], Markup]) -> Markup:
    """What a call shows, or what stands for it where the data lack something."""
    try:
        return html()
    except (MissingRecord, DirectiveError, PageError) as error:
        return gap_told_elsewhere(expression, error)


def gap_told_elsewhere(expression: str, error: Exception) -> Markup:
    """What stands for a call that shows a record that is not there, or the broken title of a page.

    The mistake is told of where the record is asked for, or on that page.
    """
    missing = f"{error.collection}/{error.id}" if isinstance(error, MissingRecord) else ""
    gap = Markup('<mark class="kb-gap" role="note" data-missing="{}">{}</mark>')
    return gap.format(missing, expression)


def filled(text: str, results: Sequence[str]) -> str:
    """Finished HTML with the places of late calls filled, in their order."""
    return _LATE.sub(lambda match: results[int(match[1])], text)
