"""Vega outside a browser: specs become SVG, laid out with text widths of our own.

A renderer that asks fonts for the width of each label spends most of its time there, and draws
another picture where other fonts are installed.
"""

from __future__ import annotations

import json
from pathlib import Path

from kb.charts import metrics
from kb.charts.bundle import bundle
from kb.charts.error import ChartError
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
    """A JavaScript engine of its own. It has no network and no files."""

    def __init__(self, program: str) -> None:
        # Read here, as most runs draw nothing and these are slow to load.
        import vl_convert
        from py_mini_racer import MiniRacer

        self._engine = MiniRacer()
        self._engine.eval(f"{_BROWSER};{program};1")
        # Numbers are written alike in both languages.
        given = metrics.widths(), vl_convert.get_format_locale("en-US")
        arguments = ",".join(json.dumps(value) for value in given)
        self._engine.eval(f"var pictures = ({_PROGRAM.read_text('utf-8')})({arguments});1")

    def svg(self, spec: str, lang: str) -> str:
        """Draw a Vega-Lite spec (JSON) with dates in a language. Raises ChartError."""
        self._engine.eval(f"pictures.begin({json.dumps(spec)},{json.dumps(lang)})")
        drawn = json.loads(str(self._engine.eval("pictures.end()")))
        if "svg" not in drawn:
            raise ChartError(f"차트를 그릴 수 없습니다: {drawn['problem']}")
        return str(drawn["svg"])


@tool
def renderer(memo: Memo) -> Renderer:
    """The renderer of this process."""
    return Renderer(bundle(memo.store).decode())
