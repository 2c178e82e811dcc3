"""Vega outside a browser: specs become SVG, laid out with text widths of our own.

A renderer that asks fonts for the width of each label spends most of its time there, and draws
another picture where other fonts are installed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import vl_convert
from py_mini_racer import JSEvalException, JSPromise, MiniRacer

from kb.charts import metrics
from kb.charts.bundle import bundle, time_locales
from kb.charts.error import ChartError
from kb.charts.theme import config
from kb.memo import Memo, tool

# What Vega asks of a browser: timers, which nothing that is drawn once waits for, and a copy.
_BROWSER = """
var window = globalThis
globalThis.setTimeout = globalThis.setInterval = () => 0
globalThis.clearTimeout = globalThis.clearInterval = () => {}
globalThis.structuredClone = value =>
  Array.isArray(value) ? value.map(structuredClone)
  : value?.constructor === Object ? Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, structuredClone(inner)]))
  : value
"""
_PROGRAM = Path(__file__).with_suffix(".js")


class Renderer:
    """A JavaScript engine of its own. It has no network, no files and no clock's time zone."""

    def __init__(self, program: str) -> None:
        self._engine = MiniRacer()
        self._engine.eval(f"{_BROWSER};{program};1")
        given = (
            metrics.widths(),
            config(),
            vl_convert.get_format_locale("en-US"),  # numbers are written alike in both languages
            time_locales(),
        )
        arguments = ",".join(json.dumps(value) for value in given)
        self._engine.eval(f"var draw = ({_PROGRAM.read_text('utf-8')})({arguments});1")

    def svg(self, spec: str, lang: str) -> str:
        """Draw a Vega-Lite spec (JSON) with dates in a language. Raises ChartError."""
        try:
            drawn: Any = self._engine.eval(f"draw({json.dumps(spec)},{json.dumps(lang)})")
            return str(drawn.get() if isinstance(drawn, JSPromise) else drawn)
        except JSEvalException as error:
            raise ChartError(f"차트를 그릴 수 없습니다: {_reason(error)}") from error


def _reason(error: JSEvalException) -> str:
    """What went wrong, without the place in the program."""
    return str(error).strip().splitlines()[0].partition("Error: ")[2]


@tool
def renderer(memo: Memo) -> Renderer:
    """The renderer of this process."""
    return Renderer(bundle(memo.store).decode())
