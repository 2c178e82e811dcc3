"""The program that draws charts, here and in browsers: Vega, Vega-Lite and Vega-Embed in one file."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path
from typing import Literal

import vl_convert

from kb.charts.theme import config
from kb.store import kept

_TIME_LOCALES: dict[str, Literal["ko-KR", "en-US"]] = {"ko": "ko-KR", "en": "en-US"}

BUNDLE = "assets/vega/vega.js"
"""Where the site keeps the file, below its root; the script that loads it says the same."""
PROGRAMS = "vega"
"""The folder of the store for this program, in a file for each version."""


def bundle(store: Path) -> bytes:
    """The file's content. store: folder that keeps it, as making it takes two seconds.

    It defines `window.kbVega`: `embed` (Vega-Embed), `vega` and `vegaLite` that this uses, `config`
    (the look of every chart) and `timeLocales` (names of days and months by language).
    """
    # Vega's interpreter comes with Vega-Embed, so a strict content security policy holds.
    module = f"/npm/vega-embed@{vl_convert.get_vega_embed_version()}/+esm"
    snippet = (  # the names of the packages themselves are taken
        f'import embed, {{vega as drawing, vegaLite as grammar}} from "{module}";'
        f"window.kbVega={{embed,vega:drawing,vegaLite:grammar,config:{json.dumps(config())},"
        f"timeLocales:{json.dumps(_time_locales(), ensure_ascii=False)}}};"
    )
    made_of = (version("vl-convert-python"), snippet)
    return kept(
        store / PROGRAMS, ".js", made_of, lambda: vl_convert.javascript_bundle(snippet).encode()
    )


def _time_locales() -> dict[str, object]:
    """Names of days and months by language, as d3-time-format has them."""
    return {lang: vl_convert.get_time_format_locale(name) for lang, name in _TIME_LOCALES.items()}
