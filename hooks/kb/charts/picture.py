"""A Vega-Lite spec drawn as SVG: the same bytes on every machine, following the page's colours."""

from __future__ import annotations

import hashlib
import json
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Literal

import vl_convert

from kb.charts import metrics
from kb.charts.error import ChartError
from kb.charts.svg import lean, prefixed
from kb.charts.theme import Spec, config

TIME_LOCALES: dict[str, Literal["ko-KR", "en-US"]] = {"ko": "ko-KR", "en": "en-US"}
# Everything that a picture depends on besides its spec.
_RECIPE = ("metrics.py", "picture.py", "svg.py", "theme.py")


def picture(spec: Spec, prefix: str, lang: str = "ko", cache: Path | None = None) -> str:
    """Draw a spec.

    spec: Vega-Lite with inline data and its own width. prefix: starts every id in the picture.
    lang: whose words dates use. cache: folder that keeps drawn pictures by content.
    Returns an `<svg>` element. ChartError where Vega-Lite refuses the spec or draws no mark.
    """
    key = _key(spec, lang)
    kept = cache / f"{key}.svg" if cache else None
    if kept and kept.is_file():
        return prefixed(kept.read_text("utf-8"), prefix)
    drawn = lean(_draw(spec, lang))
    if kept:
        write_whole(kept, drawn)
    return prefixed(drawn, prefix)


def _draw(spec: Spec, lang: str) -> str:
    metrics.register()
    try:
        return vl_convert.vegalite_to_svg(
            spec,
            config=config(),
            allowed_base_urls=[],
            format_locale="en-US",  # digits and the dollar are the same in both languages
            time_format_locale=TIME_LOCALES[lang],
        )
    except ValueError as error:
        reason = str(error).strip().splitlines()[0]
        raise ChartError(f"차트를 그릴 수 없습니다: {reason}") from error


def _key(spec: Spec, lang: str) -> str:
    folder = Path(__file__).parent
    parts = [
        json.dumps(spec, ensure_ascii=False),
        lang,
        version("vl-convert-python"),
        *((folder / name).read_text("utf-8") for name in _RECIPE),
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def write_whole(path: Path, text: str) -> None:
    """Write beside and rename, so a build that runs at the same time never reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, suffix=".part", delete=False
    ) as file:
        file.write(text)
    Path(file.name).replace(path)
