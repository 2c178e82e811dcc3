"""Pictures: the same bytes everywhere, lean, in the page's colours."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

import charts_samples as samples
from charts_samples import drawn, memo_in
from kb.charts import views
from kb.charts.error import ChartError
from kb.charts.metrics import text_width, wrapped
from kb.charts.picture import picture

ROOT = Path(__file__).resolve().parents[1]
NAMES = ("forecast", "estimates", "levels", "timeline", "radar", "lanes")
LIMIT = 1800

HAND_WRITTEN = {
    "data": {
        "values": [{"달": "2026-01", "수": 3, "팀": "가"}, {"달": "2026-12", "수": 5, "팀": "나"}]
    },
    "mark": {"type": "point", "clip": True},
    "encoding": {
        "x": {"field": "달", "type": "temporal", "title": "성숙도를 매긴 달"},
        "y": {"field": "수", "type": "quantitative"},
        "color": {"field": "팀", "type": "nominal", "title": "팀 이름"},
    },
}


def both(spec: dict = HAND_WRITTEN) -> str:
    made = views.of_spec(spec)
    assert made.narrow
    return drawn(made.wide, "w") + drawn(made.narrow, "n")


def test_a_machine_without_fonts_in_another_time_zone_draws_the_same_bytes(
    without_fonts: dict[str, str],
) -> None:
    program = "import test_charts_picture as t; import sys; sys.stdout.buffer.write(t.everything())"
    command = [sys.executable, "-X", "utf8", "-c", program]
    run = subprocess.run(command, env=without_fonts, capture_output=True, check=True)
    assert run.stdout == everything()


def everything() -> bytes:
    """Every sample and a chart with legend and time axis, whose layout depends on text widths."""
    parts = [both()]
    for lang in ("ko", "en"):
        for drawing in samples.drawings(lang).values():
            parts += [drawn(drawing.wide, "w", lang), drawn(drawing.narrow, "n", lang)]
    return "\n".join(parts).encode()


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_small(name: str, lang: str) -> None:
    drawing = samples.drawings(lang)[name]
    for spec in (drawing.wide, drawing.narrow):
        assert len(gzip.compress(drawn(spec, lang=lang).encode(), 9)) <= LIMIT


@pytest.mark.parametrize("name", NAMES)
def test_every_colour_follows_the_page(name: str) -> None:
    drawing = samples.drawings("ko")[name]
    for spec in (drawing.wide, drawing.narrow):
        painted = re.findall(r'(?:fill|stroke)="([^"]+)"', drawn(spec))
        assert painted
        assert all(re.fullmatch(r"none|var\(--kb-[a-z0-9]+,#[0-9a-f]{6}\)", c) for c in painted)


def test_colours_of_a_chart_written_by_hand_follow_the_page() -> None:
    assert not re.findall(r'(?:fill|stroke)="(?!none|var\(--kb-)[^"]*"', both())


def test_a_picture_is_as_wide_as_its_layout_asks() -> None:
    made = views.of_spec(HAND_WRITTEN)
    assert 'width="720"' in drawn(made.wide)
    assert made.narrow
    assert 'width="340"' in drawn(made.narrow)


def test_no_text_stands_outside_its_picture() -> None:
    for lang in ("ko", "en"):
        for name, drawing in samples.drawings(lang).items():
            for spec in (drawing.wide, drawing.narrow):
                assert outside(drawn(spec, lang=lang)) == [], (name, lang)


def outside(svg: str) -> list[str]:
    """Texts that begin or end beyond the picture's edges."""
    root = etree.fromstring(svg)
    width, height = float(root.get("width")), float(root.get("height"))
    found = []
    for text in root.xpath("//text[not(ancestor::*[@display='none'])]"):
        holders = [text, *text.iterancestors()]
        anchor = next((h.get("text-anchor") for h in holders if h.get("text-anchor")), "start")
        size = float(next(h.get("font-size") for h in holders if h.get("font-size")))
        wide = text_width(text.text, size)
        dx, dy = moved(text)
        left = dx + float(text.get("x")) - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
        if left < -1 or left + wide > width + 1 or not 0 < dy + float(text.get("y")) < height:
            found.append(text.text)
    return found


def moved(element: etree._Element) -> tuple[float, float]:
    """How far the groups around an element move it."""
    found = [
        re.findall(r"translate\(([-\d.]+),([-\d.]+)\)", group.get("transform", ""))
        for group in element.iterancestors()
    ]
    pairs = [(float(x), float(y)) for each in found for x, y in each]
    return sum(x for x, _ in pairs), sum(y for _, y in pairs)


def test_no_letter_is_smaller_than_eleven_pixels_on_a_phone() -> None:
    # A column of 358 px on a phone of 390 px shows the narrow layout of 340 px enlarged.
    for drawing in samples.drawings("ko").values():
        sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)"', drawn(drawing.narrow))]
        assert min(sizes) * 358 / 340 >= 11


def test_ids_begin_with_the_charts_own_and_are_used() -> None:
    svg = drawn(views.of_spec(HAND_WRITTEN).wide, "growth-wide")
    ids = re.findall(r'\bid="([^"]+)"', svg)
    assert ids
    assert all(name.startswith("growth-wide-") for name in ids)
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) == set(ids)


def test_drawing_twice_in_one_process_gives_the_same_ids(tmp_path: Path) -> None:
    spec = views.of_spec(HAND_WRITTEN).wide
    one, other = (picture(memo_in(tmp_path / name), spec, "a") for name in ("one", "other"))
    assert one == other


def test_text_is_data_and_never_markup() -> None:
    spec = {
        "data": {"values": [{"t": "<b>&"}]},
        "mark": "text",
        "encoding": {"text": {"field": "t"}},
    }
    assert "&lt;b&gt;&amp;" in both(spec)


def test_dates_are_named_in_the_pages_language() -> None:
    spec = HAND_WRITTEN | {
        "encoding": {
            **HAND_WRITTEN["encoding"],
            "x": {"field": "달", "type": "temporal", "axis": {"format": "%B"}},
        }
    }
    wide = views.of_spec(spec).wide
    assert "1월" in drawn(wide, lang="ko")
    assert "January" in drawn(wide, lang="en")


def test_a_chart_in_which_nothing_is_drawn_is_refused() -> None:
    spec = {**HAND_WRITTEN, "transform": [{"filter": "datum['수'] > 100"}]}
    with pytest.raises(ChartError, match="그려진 것이 없습니다"):
        drawn(views.of_spec(spec).wide)


def test_a_kept_picture_is_drawn_once_and_takes_the_next_charts_name(tmp_path: Path) -> None:
    spec = views.of_spec(HAND_WRITTEN).wide
    first = picture(memo_in(tmp_path / "one"), spec, "one")
    (kept,) = (tmp_path / "one" / "pictures").iterdir()
    kept.write_text(kept.read_text("utf-8").replace("<defs>", "<defs><!-- kept -->"), "utf-8")
    other = memo_in(tmp_path / "two")
    (tmp_path / "two" / "pictures").symlink_to(kept.parent)
    second = picture(other, spec, "two")
    assert second == first.replace("one-", "two-").replace("<defs>", "<defs><!-- kept -->")


def test_lines_break_between_words_and_keep_long_ones() -> None:
    assert wrapped("책임 있는 AI 거버넌스", 13, 60) == ["책임 있는", "AI", "거버넌스"]
    assert wrapped("파이프라인", 13, 10) == ["파이프라인"]
