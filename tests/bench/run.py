"""`make bench`: the project grown to several sizes, measured beside its stock twin.

Prints a Markdown table to the standard output, and its progress to the standard error. Figures
count on a machine that does nothing else: the load before each round is printed with them.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import signal
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import commands
from grow import grow
from live import EDITS, preview
from measure import BenchError, Usage, run
from report import Figure, Row, again_row, cold_row, edit_row, memory_row, processes_row, table
from twin import make_raw_twin, make_twin

CASES = ("check", "cold", "again", "one", "stock", "raw", "preview")
_TITLES = {
    "drawn": "build, cold, pictures drawn and programs made, too",
    "cold": "build, cold",
    "again": "build again, nothing changed",
    "one": "build, cold, one process",
    "stock": "stock, same content",
    "raw": "stock, raw Markdown",
}


@dataclass
class Folders:
    """What is measured at one size. pages: Korean ones that the project's copy has."""

    pages: int
    project: Path
    stock: Path
    raw: Path


@dataclass
class Results:
    """What was measured at one size."""

    runs: dict[str, list[Usage]] = field(default_factory=lambda: defaultdict(list))
    notes: list[str] = field(default_factory=list)

    def cpu(self, case: str) -> Figure | None:
        """CPU seconds of a case."""
        return self._figure(case, "cpu")

    def row(self, pages: int, case: str) -> Row:
        """A line of the table without a bar."""
        cpu, wall, peak = (self._figure(case, name) for name in ("cpu", "wall", "peak"))
        return Row(pages, _TITLES[case], cpu, wall, peak)

    def _figure(self, case: str, name: str) -> Figure | None:
        values = tuple(float(getattr(used, name)) for used in self.runs[case])
        return Figure(values) if values else None


def main() -> None:
    """Measure what the command line asks for."""
    options = _options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    rows: list[Row] = []
    notes = [_machine(), f"runs: {options.runs}, medians (min–max); edits: {options.edits}"]
    notes += [f"build: `python {' '.join(commands.BUILD)}`", f"stock: `python {' '.join(commands.STOCK)}`"]  # fmt: skip
    notes += [f"preview: `python {' '.join(commands.SERVE)}`"]
    failed = False
    for pages in options.pages:
        try:
            found, told = _at_size(pages, options)
        except BenchError as error:
            failed, found, told = True, [], [f"{pages:,} pages: {error}"]
        rows += found
        notes += told
    print("\n".join(f"- {note}" for note in notes), end="\n\n")
    print(table(rows))
    sys.exit(1 if failed else 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--pages", type=_numbers, default=[85, 200, 1000], help="85,200,1000")
    parser.add_argument("--runs", type=int, default=3, help="rounds of builds")
    parser.add_argument("--edits", type=int, default=5, help="edits of each kind")
    parser.add_argument("--cases", type=_cases, default=list(CASES), help=",".join(CASES))
    parser.add_argument("--preview", type=_numbers, default=[85, 1000], help="sizes to preview")
    parser.add_argument(
        "--kinds", default="", help="only edits whose kind starts with one of these"
    )
    parser.add_argument("--source", type=Path, default=commands.ROOT, help="another checkout")
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",") if number]


def _cases(text: str) -> list[str]:
    wanted = text.split(",")
    if unknown := set(wanted) - set(CASES):
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(sorted(unknown))}")
    return wanted


def _machine() -> str:
    now = time.strftime("%Y-%m-%d %H:%M")
    packages = ", ".join(f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material"))
    python = f"Python {platform.python_version()}"
    return f"{now}, {os.cpu_count()} cores, load {_load()}, {python}, {packages}"


def _load() -> str:
    return " ".join(f"{value:.2f}" for value in os.getloadavg())


def _at_size(pages: int, options: argparse.Namespace) -> tuple[list[Row], list[str]]:
    """The lines and notes of one size. Everything it made is gone afterwards."""
    results = Results()
    with _prepared(pages, options) as folders:
        if {"cold", "again", "one"} & set(options.cases):
            results.runs["drawn"].append(_build("drawn", folders))
        if "check" in options.cases:
            results.notes.append(_checked(folders))
        for number in range(options.runs):
            _round(folders, results, options.cases, number)
        rows = _build_rows(folders.pages, results)
        if "preview" in options.cases and pages in options.preview:
            rows += _preview_rows(folders, results, options)
    return rows, results.notes


@contextmanager
def _prepared(pages: int, options: argparse.Namespace) -> Iterator[Folders]:
    with tempfile.TemporaryDirectory(prefix="kb-bench-", ignore_cleanup_errors=True) as folder:
        base = Path(folder)
        _tell(f"{pages:,} pages: growing")
        count = grow(options.source.resolve(), base / "project", pages)
        folders = Folders(count, base / "project", base / "stock", base / "raw")
        if "stock" in options.cases:
            _tell(f"{count:,} pages: making the twin")
            folders.stock.mkdir()
            made = make_twin(folders.project, folders.stock, base / "marked")
            _tell(f"twin: {made.replaced} calls replaced, {made.left} left as code")
        if "raw" in options.cases:
            folders.raw.mkdir()
            make_raw_twin(folders.project, folders.raw)
        yield folders


def _checked(folders: Folders) -> str:
    """What the project's own check says of the copy; an error ends the measuring."""
    root = folders.project
    used = run(commands.python(commands.CHECK), root, commands.environment(root))
    lines = (root / "bench-output.txt").read_text("utf-8").splitlines()
    return f"{folders.pages:,} pages: check says ‘{lines[-1]}’ in {used.cpu:.1f} CPU s"


def _round(folders: Folders, results: Results, cases: list[str], number: int) -> None:
    """Each case once; ours and stock take turns at going first."""
    results.notes.append(f"{folders.pages:,} pages, round {number + 1}: load before {_load()}")
    order = [("cold", "again"), ("stock",), ("one",), ("raw",)]
    for group in order if number % 2 == 0 else reversed(order):
        for case in group:
            if case in cases or (case == "cold" and "again" in cases):
                used = _build(case, folders)
                results.runs[case].append(used)
                _tell(f"{folders.pages:,} pages, {case}: {used.cpu:.2f} CPU s, {used.wall:.2f} s")


def _build(case: str, folders: Folders) -> Usage:
    if case in ("stock", "raw"):
        root = folders.stock if case == "stock" else folders.raw
        _clear(root, kept=())
        return run(commands.python(commands.STOCK), root, commands.environment(root, own=False))
    root = folders.project
    if case != "again":
        _clear(root, kept=() if case == "drawn" else commands.PROGRAMS + commands.PICTURES)
    more = commands.ONE_PROCESS if case == "one" else {}
    return run(commands.python(commands.BUILD), root, commands.environment(root, more))


def _clear(root: Path, kept: Sequence[str]) -> None:
    """Remove all that a build before has left, but for the folders that are kept."""
    found = [root / name for name in kept if (root / name).exists()]
    aside = {folder: root / f"{folder.name}.aside" for folder in found}
    for folder, to in aside.items():
        folder.rename(to)
    for name in commands.LEFTOVERS:
        shutil.rmtree(root / name, ignore_errors=True)
    for folder, to in aside.items():
        folder.parent.mkdir(parents=True, exist_ok=True)
        to.rename(folder)


def _build_rows(pages: int, results: Results) -> list[Row]:
    cold, stock, raw = (results.cpu(case) for case in ("cold", "stock", "raw"))
    rows = []
    if cold:
        built = results.row(pages, "cold")
        rows.append(cold_row(built, stock))
        if raw:
            share = f"{cold.middle / raw.middle:.2f} of raw stock"
            rows.append(Row(pages, "build, cold", cold, ratio=share))
        if results.runs["again"]:
            rows.append(again_row(results.row(pages, "again"), cold))
        one = results.row(pages, "one").wall
        if one and built.wall:
            rows += [results.row(pages, "one"), processes_row(pages, built.wall, one)]
        if built.peak:
            rows.append(memory_row(pages, built.peak))
    others = ("drawn", "stock", "raw")
    return rows + [results.row(pages, case) for case in others if results.runs[case]]


def _preview_rows(folders: Folders, results: Results, options: argparse.Namespace) -> list[Row]:
    """One preview, started cold, through every kind of edit."""
    _clear(folders.project, kept=commands.PROGRAMS + commands.PICTURES)
    pages, rows = folders.pages, []
    results.notes.append(f"{pages:,} pages, preview: load before {_load()}")
    kinds = tuple(options.kinds.split(","))
    with preview(folders.project) as running:
        took = running.start()
        rows.append(Row(pages, "preview: from its start until it serves", wall=Figure((took,))))
        for edit in EDITS:
            if not edit.kind.startswith(kinds):
                continue
            try:
                answers = running.measure(edit, options.edits)
            except BenchError as error:
                results.notes.append(f"{pages:,} pages, {edit.kind}: not measured: {error}")
                rows.append(Row(pages, f"preview: {edit.kind}", bar="not measured", met=False))
                continue
            walls, cpus = [one.wall for one in answers], [one.cpu for one in answers]
            rows.append(edit_row(pages, edit.kind, walls, cpus, results.cpu("cold")))
            _tell(str(rows[-1]))
    return rows


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
