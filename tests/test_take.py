"""What readers take along: pictures that stand by themselves, and pages as Markdown."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import etree, html

import charts_samples as samples
from charts_samples import drawn
from conftest import SMALL_URL
from kb.charts.raster import FACE, png
from kb.charts.sheet import FORMS, Form, Sheet, Taken, sheet

WORD = '<text x="4" y="30" font-size="24" fill="#000" font-weight="{1}">{0}</text>'
LANGS = ("ko", "en")


def size(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def rows(picture: bytes) -> list[bytes]:
    """The rows of a PNG as they are kept; those of a blank one are nearly all the same."""
    packed, at = b"", 8
    while at < len(picture):
        length, kind = struct.unpack(">I4s", picture[at : at + 8])
        packed += picture[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += length + 12
    whole, height = zlib.decompress(packed), size(picture)[1]
    step = len(whole) // height
    return [whole[start : start + step] for start in range(0, len(whole), step)]


def written(text: str, weight: str = "normal") -> str:
    start = '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40" '
    return f'{start}font-family="{FACE}">{WORD.format(text, weight)}</svg>'


def taken(name: str, lang: str = "ko") -> Taken:
    chart = samples.charts(lang)[name]
    return Taken(chart.id, lang, chart.title, chart.finding, (), (), drawn(chart.wide, lang=lang))


def laid_out(form: Form) -> Iterator[Sheet]:
    for lang in LANGS:
        for name in samples.charts(lang):
            yield sheet(taken(name, lang), form, ["Sources: A, B", "2026-11-23", "https://a/#b"])


def test_hangul_is_drawn_each_syllable_as_itself(tmp_path: Path) -> None:
    pictures = [png(tmp_path, written(text)) for text in ("가", "힣", "뷁", "A", "→", "")]
    assert len(set(pictures)) == len(pictures)
    assert all(size(picture) == (240, 80) for picture in pictures)
    assert all(len(set(rows(picture))) > 8 for picture in pictures[:-1])


def test_a_bold_text_is_bolder(tmp_path: Path) -> None:
    assert png(tmp_path, written("가", "600")) != png(tmp_path, written("가"))


def test_a_picture_is_drawn_once(tmp_path: Path) -> None:
    first = png(tmp_path, written("가"))
    (kept,) = (tmp_path / "pictures").iterdir()
    kept.write_bytes(first + b"kept")
    assert png(tmp_path, written("가")) == first + b"kept"


def test_a_machine_without_fonts_draws_the_same_bytes(
    without_fonts: dict[str, str], tmp_path: Path
) -> None:
    program = (
        "import sys, test_take as t; from pathlib import Path;"
        "sys.stdout.buffer.write(t.png(Path(sys.argv[1]), t.written('가A→', '600')))"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "there")]
    run = subprocess.run(command, env=without_fonts, capture_output=True, check=True)
    assert run.stdout == png(tmp_path / "here", written("가A→", "600"))


@pytest.mark.parametrize("form", FORMS)
def test_everything_stands_on_its_sheet(form: Form) -> None:
    for made in laid_out(form):
        chart = etree.fromstring(str(made.chart))
        x, y, width, height = (float(chart.get(name)) for name in ("x", "y", "width", "height"))
        assert x >= 0 and x + width <= made.width
        assert y >= 0 and y + height <= made.rule
        assert all(0 < line.y < made.height for line in made.lines)


def test_a_slide_is_16_by_9() -> None:
    assert {(made.width, made.height) for made in laid_out("slide")} == {(960, 540)}


def test_a_high_chart_stands_beside_its_title_on_a_slide() -> None:
    flat, high = (
        Taken("a", "ko", "제목", "말", (), (), f'<svg width="720" height="{height}"/>')
        for height in (300, 1400)
    )
    below, beside = (etree.fromstring(str(sheet(one, "slide", []).chart)) for one in (flat, high))
    assert float(below.get("width")) == pytest.approx(912, abs=1)
    assert float(beside.get("x")) > 300
    assert "말" in {line.text for line in sheet(high, "slide", []).lines}


def pictures(site: Path) -> Iterator[tuple[Path, Path, Path]]:
    """Of each chart SVG, PNG and slide."""
    for path in sorted((site / "data" / "charts").glob("*.svg")):
        yield path, path.with_suffix(".png"), path.with_suffix(".16x9.png")


def test_every_chart_of_a_site_is_there_as_pictures(small_site: Path) -> None:
    texts = (page.read_text("utf-8") for page in small_site.rglob("index.html"))
    offered = {name for text in texts for name in re.findall(r'data/charts/([^"/]+)\.csv"', text)}
    assert {svg.stem for svg, _, _ in pictures(small_site)} == offered != set()
    for svg, page, slide in pictures(small_site):
        root = etree.parse(svg).getroot()
        width, height = int(root.get("width")), int(root.get("height"))
        assert size(page.read_bytes()) == (2 * width, 2 * height)
        assert size(slide.read_bytes()) == (1920, 1080)
        assert all(len(set(rows(one.read_bytes()))) > 50 for one in (page, slide))


def test_a_picture_carries_its_title_sources_date_and_address(small_site: Path) -> None:
    svg = etree.parse(small_site / "data" / "charts" / "market-estimates-all.en.svg")
    texts = ["".join(text.itertext()) for text in svg.iterfind("{*}text")]
    assert texts[0] == svg.findtext("{*}title")
    assert texts[1].startswith("Sources: ") and "(unverified)" in texts[1]
    assert re.match(r"Data as of \d{4}", texts[2])
    assert texts[3] == f"{SMALL_URL}en/charts/#market-estimates-all"
    page = html.parse(small_site / "en" / "charts" / "index.html")
    assert page.xpath("//figure[@id='market-estimates-all']")


def test_an_svg_stands_by_itself(small_site: Path) -> None:
    for svg, _, _ in pictures(small_site):
        text = svg.read_text("utf-8")
        assert "var(" not in text and "<a " not in text and "currentColor" not in text
        assert "sans-serif" in etree.fromstring(text.encode()).get("font-family")


def pages(site: Path) -> Iterator[tuple[Path, Path]]:
    """Every page with its twin; pages at old addresses have none."""
    for path in sorted(site.rglob("index.html")):
        if 'http-equiv="refresh"' not in path.read_text("utf-8"):
            yield path, path.with_name("index.md")


def test_every_page_has_a_twin_that_its_head_names(small_site: Path) -> None:
    for page, twin in pages(small_site):
        assert twin.is_file(), page
        head = html.parse(page).find("head")
        (link,) = (one for one in head.iter("link") if one.get("type") == "text/markdown")
        assert link.get("href") == "index.md"


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_a_twin_holds_the_numbers_of_its_page_with_their_sources(small_site: Path) -> None:
    seen = 0
    for page, twin in pages(small_site):
        tree, text = html.parse(page), twin.read_text("utf-8")
        notes = dict(re.findall(r"^\[\^(\d+)\]: (.+)$", text, re.MULTILINE))
        sources = tree.xpath("//section[contains(@class, 'kb-sources')]//li")
        assert list(notes) == [str(number + 1) for number in range(len(sources))], page
        for source in sources:
            (title,) = source.xpath(".//*[contains(@class, 'kb-source__title')]")
            number = str(source.getparent().index(source) + 1)
            assert words(title) in notes[number]
            assert title.get("href", "") in notes[number]
        for number in tree.xpath("//article//p/a[contains(@class, 'kb-figure')]"):
            source = tree.xpath("//*[@id=$id]", id=number.get("href")[1:])[0]
            assert f"{words(number)}[^{source.getparent().index(source) + 1}]" in text
            seen += 1
    assert seen


def test_every_real_twin_holds_all_numbers_and_sources_and_no_html(site: Path) -> None:
    wrong = []
    for page, twin in pages(site):
        shown, text = page.read_text("utf-8"), twin.read_text("utf-8").replace("\xa0", " ")
        prose = re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.DOTALL)
        numbers = re.findall(r'<a class="kb-figure[^>]*>([^<]*)</a>', shown)
        notes = re.findall(r"^\[\^\d+\]: ", text, re.MULTILINE)
        if (
            len(notes) != shown.count('<li id="src-')
            or any(number.replace("\xa0", " ") not in text for number in numbers)
            or re.search("</?(?:a|div|figure|span|sup|table)\\b|[\ue000-\ue012]", prose)
        ):
            wrong.append(twin.relative_to(site).as_posix())
    assert not wrong, wrong


def test_a_twin_holds_what_charts_say_as_text_and_tables(small_site: Path) -> None:
    text = (small_site / "charts" / "index.md").read_text("utf-8")
    for figure in html.parse(small_site / "charts" / "index.html").xpath("//figure"):
        assert words(figure.find("figcaption/span")) in text
        assert words(figure.find_class("kb-chart__finding")[0]) in text
        for row in figure.xpath(".//tbody/tr"):
            assert f"| {words(row[0])} |" in text
    assert "<svg" not in text and "/data/charts/" not in text


@pytest.mark.parametrize("lang", ["", "en/"])
def test_the_list_names_every_page_of_the_menu_and_nothing_else(
    small_site: Path, lang: str
) -> None:
    text = (small_site / lang / "llms.txt").read_text("utf-8")
    links = re.findall(r"^- \[.+\]\((\S+)\): .+$", text, re.MULTILINE)
    assert links
    for link in links:
        assert link.startswith(SMALL_URL + lang)
        assert (small_site / urljoin("/", link.removeprefix(SMALL_URL))[1:]).is_file()
    there = {page.parent for page, _ in pages(small_site)}
    assert len(links) == len(set(links)) <= len(there)
    assert re.match(r"# .+\n\n> .+\n\n.+\n\n## ", text)
