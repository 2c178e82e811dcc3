"""The bars that the figures are held against, and the table that shows both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

COLD_BARS = {85: (0.9, 0.6), 200: (0.7, 0.45), 1000: (0.5, 0.25)}
"""CPU of a cold build as a share of stock with the same content: the bar and the goal, by pages."""

AGAIN_SHARE, AGAIN_FLOOR = 1 / 8, 1.2
TWO_PROCESSES = 0.6
MEMORY_PAGES, MEMORY_MB = 1000, 1024.0
EDIT_SHARE, EDIT_FLOOR = 1 / 40, 0.3
PREVIEW_BARS = {"page": (0.5, 1.0), "data": (1.0, 2.0), "template": (1.0, 2.0)}
PREVIEW_BARS |= {"style": (1.0, 2.0), "code": (3.0, 5.0)}
"""Seconds until an edit shows, by kind: below 1,000 pages, and from there on."""

CPU_UNJUDGED = ("code",)
"""Kinds of edits whose CPU is shown only: the server starts anew."""

HEADER = "| Pages | What | CPU s | Wall s | Peak MB | Ratio | Bar | |"


@dataclass(frozen=True)
class Figure:
    """What several runs gave."""

    values: tuple[float, ...]

    @property
    def middle(self) -> float:
        """The median."""
        return median(self.values)

    def __str__(self) -> str:
        if len(self.values) == 1:
            return f"{self.middle:.2f}"
        return f"{self.middle:.2f} ({min(self.values):.2f}–{max(self.values):.2f})"


@dataclass(frozen=True)
class Row:
    """A line of the table. met: whether the bar is met; None without one."""

    pages: int
    what: str
    cpu: Figure | None = None
    wall: Figure | None = None
    peak: Figure | None = None
    ratio: str = ""
    bar: str = ""
    met: bool | None = None

    def __str__(self) -> str:
        peak = f"{max(self.peak.values):.0f}" if self.peak else ""
        mark = {True: "✓", False: "✗", None: ""}[self.met]
        numbers = (str(self.cpu or ""), str(self.wall or ""), peak)
        cells = (f"{self.pages:,}", self.what, *numbers, self.ratio, self.bar, mark)
        return "| " + " | ".join(cells) + " |"


def table(rows: Iterable[Row]) -> str:
    """The rows as a Markdown table."""
    rule = "| ---: | --- | ---: | ---: | ---: | --- | --- | --- |"
    return "\n".join([HEADER, rule, *map(str, rows)])


def at_size(bars: dict[int, tuple[float, float]], pages: int) -> tuple[float, float]:
    """What holds for a size: that of the largest size named that is not above it."""
    fitting = [size for size in bars if size <= pages]
    return bars[max(fitting) if fitting else min(bars)]


def cold_row(row: Row, stock: Figure | None) -> Row:
    """A cold build beside stock with the same content."""
    if row.cpu is None or stock is None:
        return row
    bar, goal = at_size(COLD_BARS, row.pages)
    share = row.cpu.middle / stock.middle
    text = f"≤ {bar} of stock, same content (goal {goal})"
    return _judged(row, f"{share:.2f} of stock", text, share <= bar)


def again_row(row: Row, cold: Figure) -> Row:
    """A build with nothing changed beside a cold one."""
    if row.cpu is None:
        return row
    limit = max(cold.middle * AGAIN_SHARE, AGAIN_FLOOR)
    ratio = f"1/{cold.middle / max(row.cpu.middle, 0.001):.1f} of cold"
    return _judged(
        row, ratio, f"≤ {limit:.2f} CPU s (1/8 of cold, or 1.2)", row.cpu.middle <= limit
    )


def processes_row(pages: int, two: Figure, one: Figure) -> Row:
    """How long a cold build takes with processes for the languages, and with one."""
    share = two.middle / one.middle
    what = "wall: languages side by side / one process"
    ratio, bar = f"{share:.2f}", f"≤ {TWO_PROCESSES}"
    return Row(pages, what, wall=two, ratio=ratio, bar=bar, met=share <= TWO_PROCESSES)


def memory_row(pages: int, peak: Figure) -> Row:
    """The largest process of a cold build."""
    most = max(peak.values)
    bar = f"≤ {MEMORY_MB:.0f} MB" if pages >= MEMORY_PAGES else ""
    met = most <= MEMORY_MB if bar else None
    return Row(pages, "memory: largest process of a cold build", peak=peak, bar=bar, met=met)


def edit_row(pages: int, kind: str, walls: Sequence[float], cpus: Sequence[float], cold: Figure | None) -> Row:  # fmt: skip
    """An edit in the preview: when it shows, and what it costs the server."""
    wall, cpu = Figure(tuple(walls)), Figure(tuple(cpus))
    group = kind.partition(":")[0]
    limit = PREVIEW_BARS[group][pages >= MEMORY_PAGES]
    met, bar = wall.middle <= limit, f"≤ {limit} s"
    if cold is not None and group not in CPU_UNJUDGED:
        most = max(cold.middle * EDIT_SHARE, EDIT_FLOOR)
        met, bar = met and cpu.middle <= most, f"{bar}, ≤ {most:.2f} CPU s"
    ratio = f"1/{cold.middle / max(cpu.middle, 0.01):.0f} of cold" if cold else ""
    return Row(pages, f"preview: {kind}", cpu, wall, ratio=ratio, bar=bar, met=met)


def _judged(row: Row, ratio: str, bar: str, met: bool) -> Row:
    return Row(row.pages, row.what, row.cpu, row.wall, row.peak, ratio, bar, met)
