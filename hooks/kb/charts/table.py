"""A chart's data as a reader sees it: the table below the picture, and the file to download."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import Any

from kb.charts.theme import Spec

_NUMBER = re.compile(r"[-−+]?[$€₩]?[\d.,]+\s*%?$")
NOTHING = "–"
"""Stands on the page where nothing is known."""


class Cell(str):
    """A cell, or a column's name, that stands in the file as something else than on the page.

    values: what stands there, in a column each: numbers without their units, which the columns'
    names have; so the same number of them in each cell of a column as in its name.
    """

    values: tuple[str, ...]

    def __new__(cls, shown: str, *values: str) -> Cell:
        made = super().__new__(cls, shown)
        made.values = values
        return made


@dataclass(frozen=True)
class Table:
    """Columns and rows in words and numbers, in the page's language."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def numeric(self) -> tuple[bool, ...]:
        """For each column whether it holds numbers only."""
        return tuple(
            all(_NUMBER.match(cell) or cell == NOTHING for cell in column)
            for column in zip(*self.rows, strict=True)
        )

    def csv(self) -> bytes:
        """The table's values as a CSV file (RFC 4180) in UTF-8; the byte order mark tells Excel so.

        What is not known is an empty cell.
        """
        out = io.StringIO()
        lines = ([value for cell in row for value in _values(cell)] for row in self._lines)
        csv.writer(out, lineterminator="\r\n").writerows(lines)
        return b"\xef\xbb\xbf" + out.getvalue().encode()

    @property
    def _lines(self) -> tuple[tuple[str, ...], ...]:
        return (self.columns, *self.rows)


def _values(cell: str) -> tuple[str, ...]:
    if isinstance(cell, Cell):
        return cell.values
    return ("" if cell == NOTHING else cell,)


def of_spec(spec: Spec) -> Table:
    """The inline values of a chart written by hand: the block with the most rows.

    A column is called as its axis, legend or tooltip is, else as the field.
    """
    blocks = [rows for rows in _blocks(spec) if rows and all(isinstance(r, dict) for r in rows)]
    rows = max(blocks, key=len, default=[])
    fields = list(dict.fromkeys(name for row in rows for name in row))
    titles = dict(_titles(spec))
    return Table(
        columns=tuple(titles.get(name, name) for name in fields),
        rows=tuple(tuple(_cell(row.get(name)) for name in fields) for row in rows),
    )


def _blocks(node: Any) -> list[list[Any]]:
    """Every list of inline values in a spec."""
    if isinstance(node, list):
        return [block for part in node for block in _blocks(part)]
    if not isinstance(node, dict):
        return []
    data = node.get("data") or {}
    own = data.get("values") if isinstance(data, dict) else None
    found = [own] if isinstance(own, list) else []
    found += [block for block in node.get("datasets", {}).values() if isinstance(block, list)]
    inner = [value for key, value in node.items() if key not in ("data", "datasets")]
    return found + _blocks(inner)


def _titles(node: Any) -> list[tuple[str, str]]:
    """What the spec's channels call their fields."""
    if isinstance(node, list):
        return [pair for part in node for pair in _titles(part)]
    if not isinstance(node, dict):
        return []
    pairs = []
    for key, value in node.items():
        if key not in ("data", "datasets"):
            pairs += _titles(value)
    guide = node.get("axis") or node.get("legend") or {}
    title = node.get("title") or (guide.get("title") if isinstance(guide, dict) else None)
    if isinstance(node.get("field"), str) and isinstance(title, str):
        pairs.append((node["field"], title))
    return pairs


def _cell(value: Any) -> str:
    if value is None:
        return NOTHING
    return str(value) if not isinstance(value, bool) else str(value).lower()
