"""Style sheets and scripts as they are sent."""

import re
from pathlib import Path

import pytest

from conftest import ROOT
from kb.site.styles import prune_css, squeeze_css, squeeze_js, unwritten

TEMPLATE = ROOT / "overrides/assets/styles/kb.css"
DEAD = re.compile(r"\.dead\b")


def test_squeezed_styles_mean_the_same() -> None:
    css = "/* note\n */ a , b > c {\n  margin: 0 calc(1px + 2px) ;\n}\n@media (a: b) and (c) { d :is(e) { x: 0.5em } }"
    assert squeeze_css(css) == (
        "a,b>c{margin:0 calc(1px + 2px)}@media (a:b) and (c){d :is(e){x:.5em}}"
    )


def test_squeezed_scripts_keep_their_lines_and_what_looks_like_a_comment() -> None:
    js = '// why\n(() => {\n  // how\n  const url = "https://x" // kept\n\n})()\n'
    assert squeeze_js(js) == '(() => {\nconst url = "https://x" // kept\n})()'


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("a{b:c}.dead{b:c}d{e:f}", "a{b:c}d{e:f}"),
        (".dead a,b .dead,c{d:e}", "c{d:e}"),
        ("a:not(.dead){b:c}", "a:not(.dead){b:c}"),
        (":is(.dead,a) b,c{d:e}", "c{d:e}"),
        ("@media print{.dead{a:b}}c{d:e}", "c{d:e}"),
        ("@media print{.dead{a:b}c{d:e}}", "@media print{c{d:e}}"),
        ("@keyframes dead{0%{a:b}to{a:c}}", "@keyframes dead{0%{a:b}to{a:c}}"),
        ('@charset "UTF-8";a{b:c}', '@charset "UTF-8";a{b:c}'),
        ("a{b:c}/* .dead{ */d{e:f}", "a{b:c}d{e:f}"),
    ],
)
def test_rules_that_match_nothing_are_dropped(css: str, expected: str) -> None:
    assert prune_css(css, DEAD) == expected


def test_braces_in_strings_are_no_rules() -> None:
    css = """a{content:"}"}b[c='{']{d:url("data:,<svg/>;{")}"""
    assert prune_css(css, DEAD) == css


def test_custom_properties_go_with_the_last_rule_that_used_them() -> None:
    css = ':root{--a:1px;--b:url("x;}(");--c:2px}.dead{d:var(--b)}e{f:var(--a);g:var( --c)}'
    assert prune_css(css, DEAD) == ":root{--a:1px;--c:2px}e{f:var(--a);g:var( --c)}"


def test_a_style_sheet_that_ends_too_early_is_refused() -> None:
    with pytest.raises(ValueError, match="unclosed"):
        prune_css("a{b:c", DEAD)


@pytest.mark.parametrize(
    "path", sorted({*(ROOT / "overrides/assets/styles").glob("*.css")} - {TEMPLATE})
)
def test_our_style_sheets_close_what_they_open(path: Path) -> None:
    css = prune_css(path.read_text("utf-8"), DEAD)  # refuses what is unclosed
    depth = 0
    for line in re.sub(r"/\*.*?\*/", "", css, flags=re.S).splitlines():
        assert not (depth and re.match(r"[^\s}]", line)), f"{line} stands in another rule"
        depth += line.count("{") - line.count("}")
    assert depth == 0


@pytest.mark.parametrize(
    ("text", "tabs", "footnotes"),
    [
        ("글", False, False),
        ('=== "탭"\n\n    글', True, False),
        ('- 목록\n\n    ===+ "탭"', True, False),
        ('<div class="tabbed-set">', True, False),
        ("말[^1]\n\n[^1]: 주석", False, True),
    ],
)
def test_styles_of_tabs_and_footnotes_are_sent_where_a_page_has_them(
    text: str, tabs: bool, footnotes: bool
) -> None:
    css = ".tabbed-set{a:b}.footnote>ol{c:d}.footnotes{e:f}"
    shown = prune_css(css, re.compile("|".join(unwritten(["글", text])) or r"\Z\A"))
    assert (".tabbed-set" in shown, ".footnote>" in shown) == (tabs, footnotes)
    assert ".footnotes" in shown


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('!!! warning "조심"\n\n    글', ".warning"),
        ("- 목록\n\n    ???+ inline danger", ".danger"),
        ('<div class="admonition info">', ".info"),
        ('```py linenums="1"\nx\n```', ".highlighttable"),
        ("[글](a.md){ .md-button }", ".md-button"),
    ],
)
def test_styles_of_boxes_buttons_and_numbered_lines_are_sent_where_a_page_has_them(
    text: str, rule: str
) -> None:
    rules = [".warning", ".danger", ".info", ".highlighttable", ".md-button"]
    css = "".join(f"{one}{{a:b}}" for one in rules)
    shown = prune_css(css, re.compile("|".join(unwritten(["글", text]))))
    assert shown == f"{rule}{{a:b}}"
