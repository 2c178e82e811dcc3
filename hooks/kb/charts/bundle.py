"""The program that makes pictures interactive: Vega, Vega-Lite and Vega-Embed in one file."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from pathlib import Path

import vl_convert

from kb.charts.picture import TIME_LOCALES, write_whole
from kb.charts.theme import config

BUNDLE = "assets/vega/vega.js"
"""Where the site keeps the file, below its root; the script that loads it says the same."""


def bundle(store: Path) -> bytes:
    """The file's content. store: folder that keeps it, as making it takes two seconds.

    It defines `window.kbVega`: `embed` (Vega-Embed), `config` (the look of every chart) and
    `timeLocales` (names of days and months by language).
    """
    # Vega's interpreter comes with Vega-Embed, so a strict content security policy holds.
    snippet = (
        f"window.kbVega={{embed:vegaEmbed,config:{json.dumps(config())},"
        f"timeLocales:{json.dumps(_time_locales(), ensure_ascii=False)}}};"
    )
    key = hashlib.sha256(f"{version('vl-convert-python')}\0{snippet}".encode()).hexdigest()[:32]
    kept = store / "vega" / f"{key}.js"
    if kept.is_file():
        return kept.read_bytes()
    made = vl_convert.javascript_bundle(snippet)
    write_whole(kept, made)
    return made.encode()


def _time_locales() -> dict[str, object]:
    return {lang: vl_convert.get_time_format_locale(name) for lang, name in TIME_LOCALES.items()}
