"""The preview as a writer lives with it: every kind of edit shows, mistakes show, it lives on."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from browser import reader, settle
from conftest import SMALL_URL, small_project
from kb.host.supervise import CODE, is_code
from preview import INJECTED, PATIENCE, Preview
from soak_acts import ACTS
from soak_walk import Walk


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    running = Preview(small_project(tmp_path_factory.mktemp("preview") / "kb"))
    yield running
    running.stop()
    assert running.process.returncode == 0, running.said[-3000:]


AGAIN = "코드를 다시 읽었다"


@pytest.fixture
def kept(preview: Preview) -> Iterator[Preview]:
    """The preview, whose project is put right again after a test."""
    before = {path: path.read_bytes() for path in _files(preview.root)}
    yield preview
    for path in set(_files(preview.root)) - before.keys():
        path.unlink()
    changed = [path for path in before if not path.exists() or path.read_bytes() != before[path]]
    code = preview.root / CODE
    is_code_changed = any(path.is_relative_to(code) and is_code(path.name) for path in changed)
    if is_code_changed:  # a page may be there before it is said that the code was read again
        preview.until(
            lambda: preview.said.rfind(AGAIN) >= preview.said.rfind("코드가 바뀌었다"), AGAIN
        )
    said = preview.said
    for path in changed:
        path.write_bytes(before[path])
    if is_code_changed:
        preview.wait_for_said(AGAIN, said)
    preview.wait_for("출처를 함께 본다.", "about/")


def _files(root: Path) -> list[Path]:
    parts = [
        path for part in ("data", "docs", "overrides", "hooks") for path in (root / part).rglob("*")
    ]
    return [
        path for path in (*parts, root / "mkdocs.yml") if path.is_file() and path.suffix != ".pyc"
    ]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    visitor = reader(browser)
    yield visitor.new_page()
    visitor.close()


# Edits


def test_an_edited_page_shows(kept: Preview) -> None:
    kept.wait_for("출처를 함께 본다.", "about/")
    kept.edit("docs/about.md", "출처를 함께 본다.", "출처를 꼭 함께 본다.")
    kept.wait_for("출처를 꼭 함께 본다.", "about/")


def test_an_edited_title_shows_in_the_menu_of_other_pages(kept: Preview) -> None:
    kept.edit("docs/about.md", "title: 소개", "title: 고쳐 쓴 소개")
    kept.wait_for("고쳐 쓴 소개</a>", "glossary/")


def test_a_new_page_shows_and_is_gone_when_it_is_removed(kept: Preview) -> None:
    text = "---\ntitle: 새 페이지\ndescription: 새로 쓴다.\n---\n\n글이다.\n"
    kept.write("docs/market/fresh.md", text)
    kept.wait_for("글이다.", "market/fresh/")
    kept.edit("mkdocs.yml", "- market/only.md", "- market/fresh.md\n      - market/only.md")
    kept.wait_for("새 페이지</a>", "market/")
    (kept.root / "docs" / "market" / "fresh.md").unlink()
    kept.wait_for("", "market/fresh/", status=404)
    status, html = kept.ask("market/")  # whose menu named it
    assert status == 200 and "새 페이지" not in html


def test_an_edited_fact_shows(kept: Preview) -> None:
    kept.wait_for("AlphaML", "market/size/")
    kept.edit("data/vendors/alpha.yml", "AlphaML", "OmegaML")
    kept.wait_for("OmegaML", "market/size/")


def test_an_edited_number_shows_in_the_picture(kept: Preview) -> None:
    kept.wait_for(">209억 달러</text>", "charts/")
    kept.edit("data/market/estimates.yml", '"20.9B"', '"21.0B"')
    html = kept.wait_for(">210억 달러</text>", "charts/")
    data = re.search(r'href="../(data/charts/market-forecast[^"]+\.csv)"', html)
    assert data
    assert "21" in kept.wait_for("", data[1])


def test_an_edited_block_shows(kept: Preview) -> None:
    kept.edit("overrides/kb/vendor_card.html", 'class="', 'class="edited-block ')
    kept.wait_for("edited-block", "market/size/")


def test_an_edited_template_of_the_theme_shows(kept: Preview) -> None:
    kept.edit("overrides/partials/footer.html", "<footer", '<footer data-edited="yes"')
    kept.wait_for('<footer data-edited="yes"', "about/")


def test_an_edited_style_shows(kept: Preview) -> None:
    path = "overrides/assets/styles/tokens.css"
    kept.write(path, (kept.root / path).read_text("utf-8") + "\n#edited-style { color: red; }\n")
    kept.wait_for("#edited-style", "assets/styles/kb.css")


def test_an_edited_script_shows(kept: Preview) -> None:
    path = "overrides/assets/scripts/tooltip.js"
    kept.write(path, (kept.root / path).read_text("utf-8") + "\nwindow.edited = 1\n")
    kept.wait_for("window.edited", "assets/scripts/kb.js")


def test_an_edited_word_shows(kept: Preview) -> None:
    kept.edit("data/words.yml", "nav.menu: {ko: 메뉴,", "nav.menu: {ko: 차림표,")
    kept.wait_for("차림표", "about/")


def test_an_edited_setting_shows(kept: Preview) -> None:
    kept.edit("mkdocs.yml", "site_name: ", "site_name: 고친 ")
    kept.wait_for("고친 MLOps", "about/")


def test_a_picture_beside_a_page_is_answered(kept: Preview) -> None:
    picture = kept.root / "docs" / "market" / "picture.svg"
    picture.write_text("<svg>one</svg>")
    kept.wait_for("<svg>one</svg>", "market/picture.svg")
    picture.write_text("<svg>two</svg>")
    kept.wait_for("<svg>two</svg>", "market/picture.svg")


def test_what_the_script_of_the_radar_reads_is_answered(preview: Preview) -> None:
    status, file = preview.ask("assets/radar/2026.ko.json")
    assert status == 200 and json.loads(file)["cards"]


def test_an_address_without_its_slash_leads_to_the_page(preview: Preview) -> None:
    with urlopen(f"{preview.url}market/size", timeout=PATIENCE) as answer:
        assert answer.url == f"{preview.url}market/size/"


# Code


def test_edited_code_shows_without_a_restart_by_hand(kept: Preview) -> None:
    kept.wait_for("209억 달러", "market/size/")
    kept.edit("hooks/kb/show/numbers.py", '"억"', '"억억"')
    kept.wait_for("209억억 달러", "market/size/")
    assert "Traceback" not in kept.said


def test_an_edited_script_of_the_code_shows_without_a_restart_by_hand(kept: Preview) -> None:
    kept.wait_for(">209억 달러</text>", "charts/")
    kept.edit(
        "hooks/kb/charts/renderer.js",
        "await made.toSVG()",
        '(await made.toSVG()).replace("209", "902")',
    )
    kept.wait_for(">902억 달러</text>", "charts/")
    assert "Traceback" not in kept.said


def test_code_that_is_no_python_leaves_the_preview_as_it_is(kept: Preview) -> None:
    before = kept.said
    kept.edit("hooks/kb/show/numbers.py", "def ", "def def ")
    kept.wait_for_said("SyntaxError", before)
    assert "hooks/kb/show/numbers.py:" in kept.said[len(before) :]
    kept.wait_for("출처를 함께 본다.", "about/")
    kept.edit("docs/about.md", "출처를 함께 본다.", "출처를 꼭 함께 본다.")
    kept.wait_for("출처를 꼭 함께 본다.", "about/")
    assert "Traceback" not in kept.said[len(before) :]


def test_code_that_cannot_start_says_why_until_it_is_mended(kept: Preview) -> None:
    before, path = kept.said, "hooks/kb/show/numbers.py"
    sound = (kept.root / path).read_text("utf-8")
    kept.write(path, f"{sound}\nno_such_name\n")
    place = f"{path}:{sound.count(chr(10)) + 2}: NameError: name "
    kept.wait_for(place, "about/", status=500)
    kept.wait_for_said(place, before)
    assert "Traceback" not in kept.said[len(before) :]
    kept.write(path, sound)
    kept.wait_for("출처를 함께 본다.", "about/")


def test_a_fault_of_code_gives_its_last_line_and_the_preview_lives_on(kept: Preview) -> None:
    path = "hooks/kb/show/estimates_table.py"
    sound = (kept.root / path).read_text("utf-8")
    kept.edit(path, "    return context", "    1 / 0\n    return context")
    kept.wait_for("ZeroDivisionError: division by zero", "market/size/")
    kept.wait_for(f"{path}:", "__findings/")
    assert kept.ask("about/")[0] == 200
    kept.write(path, sound)
    kept.wait_for("209억 달러", "market/size/")


# Mistakes


def test_findings_stand_behind_the_heading_of_their_section(kept: Preview, page: Page) -> None:
    before = kept.said
    kept.edit("docs/about.md", "출처를 함께 본다.", "출처를 {{ nope() }} 본다.")
    kept.edit("docs/about.md", "description: 이", "description: '{{ nope() }} 이")
    kept.edit("docs/about.md", "방법\n---", "방법'\n---")
    assert "지시어는 없습니다" in kept.wait_for("kb-gap", "about/")
    page.goto(f"{kept.url}about/")
    below = page.locator("h2#use + .kb-findings")
    expect(below).to_contain_text("docs/about.md:12")
    expect(page.locator("h1 + .kb-findings")).to_contain_text("docs/about.md:3")
    kept.wait_for_said("docs/about.md:12", before)
    kept.edit("docs/about.md", "출처를 {{ nope() }} 본다.", "출처를 함께 본다.")
    expect(page.get_by_text("출처를 함께 본다.")).to_be_visible()
    expect(page.locator("h1 + .kb-findings")).to_contain_text("docs/about.md:3")
    expect(below).to_have_count(0)
    assert "Traceback" not in kept.said[len(before) :]


def test_wrong_data_shows_on_the_pages_that_need_it(kept: Preview, page: Page) -> None:
    before = kept.said
    kept.edit("data/vendors/alpha.yml", "kind: cloud", "kind: clod")
    kept.wait_for_said("[schema/choice]", before)
    page.goto(f"{kept.url}market/size/")
    expect(page.locator("h1 + .kb-findings")).to_contain_text("data/vendors/alpha.yml")
    assert "Traceback" not in kept.said[len(before) :]


def test_all_findings_are_counted_and_listed(kept: Preview, page: Page) -> None:
    kept.edit("data/vendors/alpha.yml", "kind: cloud", "kind: clod")
    listed = kept.wait_for("schema/choice", "__findings/")
    count = re.search(r"<h1>고칠 것 (\d+)건</h1>", listed)
    assert count
    page.goto(f"{kept.url}about/")
    expect(page.locator("#kb-preview output")).to_have_text(f"{count[1]}건")
    page.locator("#kb-preview a").click()
    expect(page.locator("h1")).to_have_text(f"고칠 것 {count[1]}건")
    kept.edit("data/vendors/alpha.yml", "kind: clod", "kind: cloud")
    expect(page.get_by_text("schema/choice")).to_have_count(0)


def test_a_page_that_cannot_be_read_says_why_and_the_next_save_recovers(kept: Preview) -> None:
    before = kept.said
    kept.edit("docs/about.md", "title: 소개", "title: [소개")
    kept.wait_for("docs/about.md:", "about/", status=500)
    assert kept.ask("glossary/")[0] == 200
    kept.edit("docs/about.md", "title: [소개", "title: 소개")
    kept.wait_for("출처를 함께 본다.", "about/")
    assert "Traceback" not in kept.said[len(before) :]


def test_bytes_that_are_no_text_do_no_harm(kept: Preview) -> None:
    page = kept.root / "docs" / "about.md"
    sound = page.read_bytes()
    page.write_bytes(sound.decode("utf-8").encode("cp949"))
    kept.wait_for("UTF-8", "about/", status=500)
    page.write_bytes(sound)
    kept.wait_for("출처를 함께 본다.", "about/")


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ("", "site_name"),
        ("site_name: [\n", "mkdocs.yml"),
        ("site_name: x\n", "i18n"),
        ("site_name: x\ntheme: no-such-theme\n", "theme: {name: material"),
    ],
)
def test_wrong_settings_say_so_and_the_next_save_recovers(
    kept: Preview, broken: str, message: str
) -> None:
    before = kept.said
    sound = (kept.root / "mkdocs.yml").read_text("utf-8")
    kept.write("mkdocs.yml", broken)
    kept.wait_for(message, "about/", status=500)
    kept.write("mkdocs.yml", sound)
    kept.wait_for("출처를 함께 본다.", "about/")
    assert "Traceback" not in kept.said[len(before) :]


@pytest.mark.parametrize(
    ("path", "mark"),
    [("overrides/main.html", "<title>"), ("overrides/kb/estimates_table.html", "<table")],
)
@pytest.mark.parametrize("wrong", ["{% if %}", "{{ nothing.at.all }}"])
def test_a_broken_template_says_where_and_the_next_save_recovers(
    kept: Preview, path: str, mark: str, wrong: str
) -> None:
    before = kept.said
    sound = (kept.root / path).read_text("utf-8")
    start = sound.index(mark)
    kept.write(path, f"{sound[:start]}{wrong}{sound[start:]}")
    line = sound.count("\n", 0, start) + 1
    kept.wait_for(f"{path}:{line}", "market/size/", status=200 if "/kb/" in path else 500)
    kept.write(path, sound)
    kept.wait_for("209억 달러", "market/size/")
    assert "Traceback" not in kept.said[len(before) :]


def test_a_broken_template_of_the_preview_itself_ends_nothing(kept: Preview) -> None:
    kept.edit("overrides/kb/preview.html", "{% if kind", "{% if if kind")
    kept.wait_for("overrides/kb/preview.html:", "about/", status=500)
    kept.edit("overrides/kb/preview.html", "{% if if kind", "{% if kind")
    kept.wait_for("출처를 함께 본다.", "about/")


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [("docs/index.md", "title: 홈", "title: [홈"), ("mkdocs.yml", "plugins:", "plugin:")],
)
def test_a_preview_started_on_a_mistake_recovers(
    tmp_path: Path, path: str, old: str, new: str
) -> None:
    root = small_project(tmp_path / "kb")
    sound = (root / path).read_text("utf-8")
    (root / path).write_text(sound.replace(old, new, 1), "utf-8")
    running = Preview(root)
    try:
        running.wait_for(f"{path}:", "", status=500)
        running.wait_for_said("오류")
        running.write(path, sound)
        running.wait_for("시장과 기술을 적었다.")
        assert "Traceback" not in running.said
    finally:
        running.stop()


# Browsers


def test_a_save_reloads_the_page_and_keeps_its_place(kept: Preview, page: Page) -> None:
    kept.edit("docs/market/size.md", "시장은 {{", "{{ nope() }} 시장은 {{")  # a finding, above it
    kept.wait_for("nope", "market/size/")
    page.goto(f"{kept.url}market/size/")
    page.locator(".kb-findings").first.wait_for()
    page.evaluate("document.getElementById('estimates').scrollIntoView()")
    place = "Math.round(document.getElementById('estimates').getBoundingClientRect().top)"
    page.wait_for_function(f"scrollY > 500 && {place} < 200")
    before = page.evaluate(place)
    page.evaluate("window.isOld = true")
    kept.edit("docs/market/size.md", "모델은 드리프트를", "모델은 새 드리프트를")
    page.wait_for_function("!window.isOld && document.readyState === 'complete'")
    expect(page.locator("#kb-content")).to_contain_text("모델은 새")
    page.wait_for_function(f"Math.abs({place} - {before}) <= 2")


def test_browsers_follow_a_change_of_code(kept: Preview, page: Page) -> None:
    page.goto(f"{kept.url}market/size/")
    page.wait_for_function("document.readyState === 'complete'")
    kept.edit("hooks/kb/show/numbers.py", '"억"', '"억억"')
    expect(page.locator("#kb-content")).to_contain_text("209억억 달러")


def test_findings_follow_the_theme_s_own_way_from_page_to_page(kept: Preview, page: Page) -> None:
    kept.edit("docs/about.md", "출처를 함께 본다.", "출처를 {{ nope() }} 본다.")
    kept.wait_for("nope", "about/")
    page.goto(f"{kept.url}glossary/")
    settle(page)
    page.evaluate("window.isOld = true")
    page.locator(".kb-pager a", has_text="소개").click()
    expect(page.locator("h2#use + .kb-findings")).to_contain_text("docs/about.md:12")
    assert page.evaluate("window.isOld")


# Long use


def test_through_every_kind_of_step_it_stays_what_it_was(kept: Preview) -> None:
    walk = Walk(kept, "charts/", random.Random(1))
    walk.begin()
    walk.go(ACTS)
    kept.edit("docs/about.md", "출처를 함께 본다.", "출처를 꼭 함께 본다.")
    kept.wait_for("출처를 꼭 함께 본다.", "about/")


# The command


def test_pages_in_both_languages_are_those_of_a_build(tmp_path: Path, small_site: Path) -> None:
    running = Preview(small_project(tmp_path / "kb"), "--langs", "en")
    try:
        assert f"{running.url}en/\n" in running.said  # the page to begin with
        pages = ("", "market/size/", "charts/", "en/", "en/market/only/", "en/charts/own/")
        for path in (*pages, "en/market/scale/"):  # which has moved
            built = _with_plain_names(small_site / path / "index.html")
            assert _without_own(running, running.ask(path)[1]) == built, path
        for start in ("", "en/"):
            status, html = running.ask(f"{start}no/such/page/")
            assert status == 404
            built = _with_plain_names(small_site / start / "404.html")
            assert _without_own(running, html) == built
    finally:
        running.stop()


def _with_plain_names(page: Path) -> str:
    """A built page, naming styles and scripts as the preview does, which keeps none."""
    text = page.read_text("utf-8")
    return re.sub(r'\.[0-9a-f]{8}(?=\.(?:css|js)")', "", text)


def _without_own(running: Preview, html: str) -> str:
    """A page without what the preview adds, as if it stood where the built one does."""
    assert INJECTED.search(html)
    return INJECTED.sub("", html).replace(running.url, SMALL_URL)


def test_a_port_in_use_is_told_in_a_line(preview: Preview) -> None:
    port = preview.url.rstrip("/").rpartition(":")[2]
    result = _serve("--port", port)
    assert result.returncode == 1
    assert re.fullmatch(
        rf"{port}번 포트는 쓸 수 없다\. 빈 포트로 연다: make serve PORT=\d+\n", result.stderr
    )


def test_an_unknown_language_is_told_in_a_line() -> None:
    result = _serve("--port", "0", "--langs", "ko,xx")
    assert (result.returncode, result.stderr) == (2, "모르는 언어: xx. 쓸 수 있는 언어: ko, en\n")


def _serve(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kb", "serve", *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)


def test_an_interrupt_ends_it_without_a_word(tmp_path: Path) -> None:
    running = Preview(small_project(tmp_path / "kb"))
    running.wait_for("시장과 기술을 적었다.")
    running.wait_for_said("오류")
    before = running.said
    running.stop()
    assert running.process.returncode == 0
    assert running.said == before
