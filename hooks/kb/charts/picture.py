"""A Vega-Lite spec drawn as SVG: the same bytes on every machine, following the page's colours."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

from kb.charts.error import ChartError
from kb.charts.renderer import renderer
from kb.charts.svg import lean, prefixed
from kb.charts.theme import Spec
from kb.memo import Memo, question, tool
from kb.store import kept

# Everything that a picture depends on besides its spec.
_CODE = (
    "bundle.py",
    "metrics.py",
    "picture.py",
    "renderer.js",
    "renderer.py",
    "svg.py",
    "theme.py",
)
_PACKAGES = ("vl-convert-python", "mini-racer")


def picture(memo: Memo, spec: Spec, prefix: str, lang: str = "ko") -> str:
    """Draw a spec.

    spec: Vega-Lite with inline data and its own width. prefix: starts every id in the picture.
    lang: whose words dates use.
    Returns an `<svg>` element. ChartError: see `bare`.
    """
    return prefixed(bare(memo, spec, lang), prefix)


def bare(memo: Memo, spec: Spec, lang: str) -> str:
    """The same with ids that only a picture by itself may have.

    ChartError where Vega-Lite refuses the spec or draws no mark.
    """
    drawn, problem = drawing(memo, json.dumps(spec, ensure_ascii=False), lang)
    if problem:
        raise ChartError(problem)
    return drawn


@question
def drawing(memo: Memo, spec: str, lang: str) -> tuple[str, str]:
    """A picture without its prefix, and why it cannot be drawn, one of them empty. spec: JSON.

    Kept in the memo's store by content, as most changes of code change no picture.
    """
    made_of = (spec, lang, recipe(memo))
    try:
        drawn = kept(
            memo.store / "pictures",
            ".svg",
            made_of,
            lambda: lean(renderer(memo).svg(spec, lang)).encode(),
        )
    except ChartError as error:
        return "", error.message
    return drawn.decode(), ""


@tool
def recipe(memo: Memo) -> str:
    """Versions of the code that makes pictures."""
    folder = Path(__file__).parent
    texts = [(folder / name).read_text("utf-8") for name in _CODE]
    return "\0".join((*(version(name) for name in _PACKAGES), *texts))
