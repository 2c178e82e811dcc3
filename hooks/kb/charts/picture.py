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
from kb.memo import Memo, question, tool

TIME_LOCALES: dict[str, Literal["ko-KR", "en-US"]] = {"ko": "ko-KR", "en": "en-US"}
# Everything that a picture depends on besides its spec.
_RECIPE = ("metrics.py", "picture.py", "svg.py", "theme.py")


def picture(memo: Memo, spec: Spec, prefix: str, lang: str = "ko") -> str:
    """Draw a spec.

    spec: Vega-Lite with inline data and its own width. prefix: starts every id in the picture.
    lang: whose words dates use.
    Returns an `<svg>` element. ChartError where Vega-Lite refuses the spec or draws no mark.
    """
    drawn, problem = drawing(memo, json.dumps(spec, ensure_ascii=False), lang)
    if problem:
        raise ChartError(problem)
    return prefixed(drawn, prefix)


@question
def drawing(memo: Memo, spec: str, lang: str) -> tuple[str, str]:
    """A picture without its prefix, and why it cannot be drawn, one of them empty. spec: JSON.

    Kept in the memo's store by content, as most changes of code change no picture.
    """
    key = hashlib.sha256("\0".join((spec, lang, recipe(memo))).encode()).hexdigest()[:32]
    kept = memo.store / "pictures" / f"{key}.svg"
    if kept.is_file():
        return kept.read_text("utf-8"), ""
    try:
        drawn = lean(_vega(memo, spec, lang))
    except ChartError as error:
        return "", error.message
    write_whole(kept, drawn)
    return drawn, ""


@tool
def recipe(memo: Memo) -> str:
    """Versions of the code that makes pictures."""
    folder = Path(__file__).parent
    texts = [(folder / name).read_text("utf-8") for name in _RECIPE]
    return "\0".join((version("vl-convert-python"), *texts))


@tool
def fonts(memo: Memo) -> None:
    """Make the font of our widths known to the renderer, which reads its file at each use."""
    folder = memo.store / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kb-metrics.ttf").write_bytes(metrics.font())
    vl_convert.register_font_directory(str(folder))


def _vega(memo: Memo, spec: str, lang: str) -> str:
    fonts(memo)
    try:
        return vl_convert.vegalite_to_svg(
            json.loads(spec),
            config=config(),
            allowed_base_urls=[],
            format_locale="en-US",  # digits and the dollar are the same in both languages
            time_format_locale=TIME_LOCALES[lang],
        )
    except ValueError as error:
        reason = str(error).strip().splitlines()[0]
        raise ChartError(f"차트를 그릴 수 없습니다: {reason}") from error


def write_whole(path: Path, text: str) -> None:
    """Write beside and rename, so a build that runs at the same time never reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, suffix=".part", delete=False
    ) as file:
        file.write(text)
    Path(file.name).replace(path)
