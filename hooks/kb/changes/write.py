"""A report as Markdown, for a pull request, and as a page that holds all it shows.

Both templates stand beside the code: they are no pages of the site, and have to work where the
site's templates do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kb.changes.pages import as_address
from kb.changes.records import Changed
from kb.changes.report import Report
from kb.translation.diff import Op, Piece, words

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~])")
_GAP = re.compile(r"\n{3,}")
_LONG = 60
"""From so many characters on a value is shown once, with the words that changed in it."""
_MARKS = {Op.REMOVED: "del", Op.ADDED: "ins"}


def as_markdown(report: Report) -> str:
    """The report in Korean, the longest lists cut short."""
    return _GAP.sub("\n\n", _rendered("report.md", report)).rstrip() + "\n"


def as_html(report: Report) -> str:
    """The whole report in Korean, with pictures; no other file is needed to see it."""
    return _rendered("report.html", report)


def _rendered(name: str, report: Report) -> str:
    is_html = name.endswith(".html")
    environment = Environment(
        loader=PackageLoader("kb.changes"),
        autoescape=is_html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "md": _escaped,
        "pieces": _html_pieces if is_html else _markdown_pieces,
        "change": _html_change if is_html else _markdown_change,
        "picture": as_address,
    }
    template = environment.get_template(name)
    return template.render(report=report, langs=_langs(report), is_empty=_is_empty(report))


def _langs(report: Report) -> dict[str, int]:
    """How many pages are touched, by language."""
    return {lang: sum(page.at[1] == lang for page in report.pages) for lang in ("ko", "en")}


def _is_empty(report: Report) -> bool:
    told = (field.name for field in fields(report) if field.name not in ("base", "files"))
    return not any(getattr(report, name) for name in told)


def _escaped(text: object) -> str:
    """A text in one line whose signs mean nothing to Markdown."""
    return _SIGNS.sub(r"\\\1", " ".join(str(text).split()))


def _markdown_pieces(pieces: Iterable[Piece]) -> str:
    dressed = {Op.REMOVED: "~~{}~~", Op.ADDED: "**{}**", Op.SAME: "{}"}
    return " ".join(dressed[piece.kind].format(_escaped(piece.text)) for piece in pieces)


def _markdown_change(changed: Changed) -> str:
    if _is_long(changed):
        return _markdown_pieces(words(changed.before, changed.after))
    return f"{_escaped(changed.before)} → {_escaped(changed.after)}"


def _html_pieces(pieces: Iterable[Piece]) -> Markup:
    return Markup(" ").join(map(_html_piece, pieces))


def _html_piece(piece: Piece) -> Markup:
    tag = _MARKS.get(piece.kind)
    return Markup("<{0}>{1}</{0}>").format(tag, piece.text) if tag else Markup.escape(piece.text)


def _html_change(changed: Changed) -> Markup:
    if _is_long(changed):
        return _html_pieces(words(changed.before, changed.after))
    return Markup("<del>{}</del> → <ins>{}</ins>").format(changed.before, changed.after)


def _is_long(changed: Changed) -> bool:
    return min(len(changed.before), len(changed.after)) > _LONG
