"""Type in a real browser: sizes, marks within their lines, glyphs without colour, paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from browser import Host, Visits, rest
from paper import pages

pytestmark = pytest.mark.browser

KINDS = (
    "", "market/size/", "vendors/", "vendors/mlflow/", "vendors/compare/experiment-tracking/",
    "maturity/", "maturity/model-monitoring/", "trends/outlook/", "updates/", "claims/",
    "claims/estimates/", "data/", "glossary/", "sources/", "a-z/", "contributing/reference/",
)  # fmt: skip
A4 = 673
"""Pixels between the margins of a sheet of paper."""

# Sizes of all text on the page, also of what styles put there; pictures have a scale of their own.
SIZES = """() => {
  const found = {}
  const add = (style, element) => (found[style.fontSize] ||= element.outerHTML.slice(0, 90))
  for (const element of document.body.querySelectorAll(':not(script, style, template, svg, svg *)')) {
    if ([...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
      add(getComputedStyle(element), element)
    for (const pseudo of ['::before', '::after']) {
      const style = getComputedStyle(element, pseudo)
      if (/^(counter|attr|"[^"])/.test(style.content)) add(style, element)
    }
  }
  return found
}"""
SMALLEST = "all => Math.min(...all.map(e => parseFloat(getComputedStyle(e).fontSize)))"

# Paragraphs with marks whose height is no whole number of their lines.
UNEVEN = """() => [...document.querySelectorAll('article :is(p, li, td, dd)')].filter(block => {
  const inner = [...block.querySelectorAll('*')]
  if (!block.checkVisibility() || !inner.some(e => e.matches('sup, .kb-badge'))) return false
  if (inner.some(e => !/^inline/.test(getComputedStyle(e).display))) return false
  const style = getComputedStyle(block), line = parseFloat(style.lineHeight)
  const box = document.createRange(); box.selectNodeContents(block)
  const height = block.getBoundingClientRect().height - parseFloat(style.paddingTop)
    - parseFloat(style.paddingBottom) - parseFloat(style.borderTopWidth)
  if (block.matches('td')) return false
  return Math.abs(height / line - Math.round(height / line)) > 0.05
}).map(block => block.textContent.slice(0, 60))"""

# Room between the words and the number of a source behind them, in pixels.
HOLES = """() => [...document.querySelectorAll('article :is(p, li, td, dd) > .kb-ref > a')].flatMap(mark => {
  const before = mark.parentElement.previousSibling
  if (!mark.checkVisibility() || before?.nodeType !== 3 || !before.data.trim()) return []
  const end = node => { const range = document.createRange(); range.selectNodeContents(node)
    return range.getClientRects() }
  const [words, number] = [[...end(before)].at(-1), end(mark.firstChild)[0]]
  return Math.abs(words.bottom - number.bottom) > 20 ? [] : [number.left - words.right]
})"""


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", KINDS)
def test_a_page_has_six_sizes_of_type(visit: Visits, kb: Host, path: str, width: int) -> None:
    found = visit(kb, path, width).evaluate(SIZES)
    assert len(found) <= 6, found


@pytest.mark.parametrize("path", ["", "market/size/", "vendors/", "en/vendors/mlflow/"])
def test_marks_can_be_read(visit: Visits, kb: Host, path: str) -> None:
    marks = visit(kb, path, 390).locator("article :is(.kb-badge, .kb-ref > a, .kb-held)")
    assert marks.evaluate_all(SMALLEST) >= 11.5


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", ["", "market/size/", "vendors/", "en/vendors/mlflow/"])
def test_marks_open_neither_lines_nor_holes(visit: Visits, kb: Host, path: str, width: int) -> None:
    page = visit(kb, path, width)
    assert page.evaluate(UNEVEN) == []
    assert max(page.evaluate(HOLES), default=0) <= 4


def test_a_mark_is_wide_enough_for_a_finger(visit: Visits, kb: Host) -> None:
    marks = visit(kb, "vendors/mlflow/", 390).locator("article .kb-ref > a:visible")
    boxes = [mark.bounding_box() for mark in marks.all()]
    assert boxes
    assert all(box and box["width"] >= 24 and box["height"] >= 24 for box in boxes)


@pytest.mark.parametrize("path", ["market/size/", "en/market/size/"])
def test_an_amount_stands_on_one_line(visit: Visits, kb: Host, path: str) -> None:
    page = visit(kb, path, 390)
    lines = "all => all.map(e => e.getClientRects().length)"
    assert set(page.locator("article .kb-figure").evaluate_all(lines)) == {1}


@pytest.mark.parametrize(
    "kinds",
    [
        ["kb-level kb-level--mature", "kb-level kb-level--developing",
         "kb-level kb-level--initial", "kb-level kb-level--watch"],
        ["kb-has kb-has--full", "kb-has kb-has--partial", "kb-has kb-has--none"],
        ["kb-trend kb-trend--up", "kb-trend kb-trend--down", "kb-trend kb-trend--flat"],
    ],
)  # fmt: skip
def test_glyphs_differ_in_form_where_colours_are_forced(
    visit: Visits, small: Host, kinds: list[str]
) -> None:
    page = visit(small, "market/")
    page.emulate_media(forced_colors="active")
    for kind in kinds:
        page.evaluate(
            "kind => document.querySelector('article').insertAdjacentHTML('afterbegin',"
            " `<p><span class='${kind} probe'></span></p>`)",
            kind,
        )
    pictures = {probe.screenshot() for probe in page.locator(".probe").all()}
    page.emulate_media(forced_colors="none")
    assert len(pictures) == len(kinds)


def test_the_source_follows_the_pointer_from_mark_to_mark(visit: Visits, kb: Host) -> None:
    page = visit(kb, "market/size/")
    marks = page.locator(".kb-chart__sources").first.locator(".kb-cite")
    for mark in marks.all()[:5]:
        mark.hover()
        # A timer of the page comes after those that are due before it, however busy the machine.
        page.evaluate("() => new Promise(done => setTimeout(done, 500))")
        expect(mark).to_have_attribute("aria-describedby", "kb-tooltip")
        expect(page.locator("[role=tooltip]")).to_be_visible()


def boxes_meet(page: Page, one: str, other: str) -> bool:
    met: bool = page.evaluate(
        """([one, other]) => {
          const [a, b] = [one, other].map(e => document.querySelector(e).getBoundingClientRect())
          return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
        }""",
        [one, other],
    )
    return met


@pytest.mark.parametrize("width", [1280, 390])
def test_the_way_to_the_top_leaves_free_what_was_jumped_to(
    visit: Visits, kb: Host, width: int
) -> None:
    page = visit(kb, "market/size/", width)
    way = "article p > .kb-ref > .kb-cite"
    for _ in ("to the source", "and back to its place"):
        link = page.locator(way).first
        at = link.evaluate("e => { e.click(); return decodeURIComponent(e.hash.slice(1)) }")
        target = f"[id='{at}']"
        expect(page.locator(target)).to_be_in_viewport()
        for _ in range(3):  # the theme shows its button to who scrolls up, a while after a jump
            page.evaluate("() => new Promise(done => setTimeout(done, 300))")
            page.evaluate("scrollBy({top: -8, behavior: 'instant'})")
            rest(page)
        expect(page.locator(target)).to_be_in_viewport()
        assert not boxes_meet(page, ".md-top", target)
        way = f"{target} .kb-source__back a"


def sheets_of(page: Page) -> list[str]:
    page.emulate_media(media="print")
    return pages(page.pdf(prefer_css_page_size=True))


@pytest.mark.parametrize(
    ("path", "title", "date"),
    [("market/size/", "시장 규모", "검토일"), ("en/market/size/", "Market size", "Reviewed")],
)
def test_paper_says_what_it_is_and_of_when(
    visit: Visits, kb: Host, path: str, title: str, date: str
) -> None:
    page = visit(kb, path)
    sheets = sheets_of(page)
    assert len(sheets) > 2
    reviewed = page.locator(".kb-reviewed time").text_content()
    for number, sheet in enumerate(sheets, 1):
        assert title.replace(" ", "") in sheet
        assert f"http://kb.example/kb/{path}" in sheet
        assert f"{date}{reviewed}" in sheet
        assert f"{number}/{len(sheets)}" in sheet


def test_paper_follows_the_page_after_instant_navigation(visit: Visits, kb: Host) -> None:
    page = visit(kb, "market/")
    page.click("article a[href*='size']")
    expect(page.locator("h1")).to_have_text("시장 규모")
    rest(page)
    said = f"검토일{page.locator('.kb-reviewed time').text_content()}"
    assert all("market/size/" in sheet and said in sheet for sheet in sheets_of(page))


def test_no_number_of_a_table_is_broken_on_paper(visit: Visits, kb: Host) -> None:
    page = visit(kb, "market/size/", A4)
    page.emulate_media(media="print")
    broken = page.locator("article table :is(th, td)").evaluate_all(
        """cells => cells.flatMap(cell => {
             const found = []
             const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
             for (let text; text = texts.nextNode(); )
               for (const number of text.data.matchAll(/\\d[\\d.,]*(?:%|억|만|년)?/g)) {
                 const range = document.createRange()
                 range.setStart(text, number.index)
                 range.setEnd(text, number.index + number[0].length)
                 const tops = [...range.getClientRects()].map(box => box.top)
                 if (Math.max(...tops) - Math.min(...tops) > 8) found.push(number[0])
               }
             return found
           })"""
    )
    page.emulate_media(media="screen")
    assert broken == []


def test_numbers_of_lists_lie_within_the_paper(visit: Visits, kb: Host) -> None:
    page = visit(kb, "vendors/")
    page.emulate_media(media="print")
    left = page.locator("article ol:visible > li").evaluate_all(
        """all => Math.min(...all.filter(e => getComputedStyle(e).listStyleType === 'decimal')
             .map(e => e.getBoundingClientRect().left
               - document.querySelector('article').getBoundingClientRect().left))"""
    )
    page.emulate_media(media="screen")
    assert left >= 24


def test_the_menu_shows_the_level_of_a_technology(visit: Visits, kb: Host) -> None:
    page = visit(kb, "maturity/model-monitoring/")
    link = page.locator("#kb-nav [aria-current=page]")
    expect(link).to_have_text("모델 모니터링, 발전 중")
    expect(link.locator(".kb-level--developing")).to_be_visible()
