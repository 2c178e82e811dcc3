"""The search box in a browser: what it loads, what it answers, what happens when it cannot."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import known
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from browser import PATIENCE, Host, errors_of, reader, rest, settle

ASK = Path(__file__).with_name("ask.js")
BOX = ".md-search__input"
RESULTS = ".md-search-result__list > li"
MARKS = ".md-content mark[data-md-highlight]"
TITLES = f"""() => [...document.querySelectorAll("{RESULTS} h1")].map(title => {{
  const copy = title.cloneNode(true)
  copy.querySelector("small")?.remove()
  return copy.textContent.trim()
}})"""
WORKER = "**/assets/scripts/search.*.js"
INDEX = "**/search/index.*.txt"
TEXTS = "search/texts/"


@pytest.fixture(scope="module", params=["/", "/kb/"])
def lab(
    request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Host]:
    host = Host(request.param)
    host.folder = known.write(site, tmp_path_factory.mktemp("known"), host.url)
    yield host
    host.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = reader(browser)
    opened.add_init_script(path=ASK)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def regular(browser: Browser, lab: Host) -> Iterator[Page]:
    """The page of a reader who comes again and again, and has the files of the site."""
    opened = reader(browser)
    opened.add_init_script(path=ASK)
    yield opened.new_page()
    opened.close()


def again(page: Page, lab: Host, path: str = "") -> Page:
    """The page at another address, settled."""
    page.goto(f"{lab.url}{path}")
    settle(page)
    return page


def visit(context: BrowserContext, lab: Host, path: str = "") -> Page:
    """A page that has settled, with the host's records started anew before it."""
    lab.forget()
    page = context.new_page()
    page.goto(f"{lab.url}{path}")
    page.wait_for_load_state("networkidle")
    return page


def search(page: Page, query: str) -> list[str]:
    """Ask; the titles of the pages found."""
    page.evaluate("searchTest.start()")
    page.evaluate("query => searchTest.ask(query)", query)
    return page.evaluate(TITLES)


def wait_for(page: Page, condition: Callable[[], bool]) -> None:
    """Let the page work until something holds."""
    until = time.monotonic() + PATIENCE / 1000
    while not condition():
        assert time.monotonic() < until
        page.evaluate("() => new Promise(requestAnimationFrame)")


def asked(lab: Host) -> list[str]:
    """The files of the search that were asked for, from the root of the site."""
    paths = (path.removeprefix(lab.path) for path in lab.asked)
    return [path for path in paths if path.startswith("search/") or "/search" in path]


def texts_of(folder: str, lab: Host) -> list[str]:
    """The parts of pages below an address that were asked for."""
    return [path for path in asked(lab) if path.startswith(TEXTS + folder)]


def test_a_visit_without_a_search_loads_nothing_of_it(context: BrowserContext, lab: Host) -> None:
    visit(context, lab)
    assert asked(lab) == []
    assert lab.missing == []


def test_the_first_focus_loads_the_readers_language_alone(
    context: BrowserContext, lab: Host
) -> None:
    page = visit(context, lab, "en/")
    page.locator(BOX).focus()
    wait_for(page, lambda: len(asked(lab)) == 3)
    page.wait_for_load_state("networkidle")
    rest(page)
    assert sorted(asked(lab)) == [
        "assets/scripts/search-page.js",
        "assets/scripts/search.js",
        "search/index.en.txt",
    ]
    assert lab.missing == []


def test_the_other_language_comes_after_the_first_list(context: BrowserContext, lab: Host) -> None:
    page = visit(context, lab, "en/")
    page.locator(BOX).fill("drift")
    wait_for(page, lambda: len(asked(lab)) == 6)
    assert asked(lab)[-3:] == [
        TEXTS + "en/monitoring/0.txt",
        "search/index.ko.txt",
        TEXTS + "monitoring/0.txt",
    ]
    expect(page.locator(RESULTS)).to_have_count(2)


def test_what_pages_say_is_loaded_for_those_alone_that_are_listed(
    context: BrowserContext, lab: Host
) -> None:
    page = visit(context, lab)
    search(page, "은하수")
    listed = page.locator(RESULTS)
    expect(listed).to_have_count(10)
    wait_for(page, lambda: len(texts_of("many/", lab)) == 10)
    page.locator(".md-search__scrollwrap").hover()
    wait_for(page, lambda: len(texts_of("many/", lab)) == 20)
    # The theme goes on when the end of the list is reached, but not while it is only kept in view. It
    # looks once a frame, so what turns at each frame can look to it as if it stood still.
    page.wait_for_function(
        """marks => {
          window.frames_seen = (window.frames_seen ?? 0) + 1
          if (frames_seen % 5) return false
          const room = document.querySelector(".md-search__scrollwrap")
          const isDown = room.scrollTop + room.clientHeight > room.scrollHeight - 2
          room.scrollBy(0, isDown ? -100 : 100)
          return document.querySelectorAll(marks).length === 20
        }""",
        arg=f"{RESULTS} article mark",
    )
    expect(listed).to_have_count(20)
    assert len(texts_of("many/", lab)) == 20
    expect(page.locator(f"{RESULTS} article mark")).to_have_count(20)


def test_pages_are_listed_without_what_does_not_come(context: BrowserContext, lab: Host) -> None:
    missing(context, f"**/{TEXTS}monitoring/*")
    page = visit(context, lab)
    errors = errors_of(page)
    assert search(page, "모니터링")[:2] == ["모델 모니터링", "모델 배포"]
    expect(page.locator(RESULTS).nth(0)).to_have_text("모델 모니터링")
    expect(page.locator(RESULTS).nth(1)).to_contain_text("모니터링은 따로 본다")
    assert [error for error in errors if "404" not in error] == []


def test_what_comes_late_is_listed_when_it_has_come(context: BrowserContext, lab: Host) -> None:
    held: list[Route] = []
    context.route(f"**/{TEXTS}many/**", lambda route: held.append(route))
    page = visit(context, lab)
    search(page, "모델")
    page.locator(BOX).fill("은하수 7번째")
    expect(page.locator(RESULTS).first).to_have_text("여럿 7")
    for route in held:
        route.continue_()
    expect(page.locator(RESULTS).first).to_contain_text("은하수 7번째")


def test_an_emptied_box_stays_empty(regular: Page, lab: Host) -> None:
    page = again(regular, lab)
    page.locator(BOX).fill("모니터링")
    page.locator(BOX).fill("")
    page.wait_for_load_state("networkidle")
    rest(page)
    expect(page.locator(RESULTS)).to_have_count(0)


WAYS = (
    "모니터ㄹ",
    "모델모니터링을",
    "ㅁㄷㅁㄴㅌㄹ",
    "ahslxjfld",
    "모니타링",
    "모델 감시",
    "monitoring",
    "ｍｏｎｉｔｏｒｉｎｇ",
)


def test_readers_find_the_page_however_they_type_it(regular: Page, lab: Host) -> None:
    page = again(regular, lab)
    assert {way: search(page, way)[0] for way in WAYS} == dict.fromkeys(WAYS, "모델 모니터링")


def test_a_sum_of_money_is_found_in_another_notation(regular: Page, lab: Host) -> None:
    assert search(again(regular, lab), "$4.1B")[0] == "모델 모니터링"


def test_pages_in_the_readers_language_come_first_and_the_others_say_what_they_are(
    regular: Page, lab: Host
) -> None:
    page = again(regular, lab)
    assert search(page, "drift")[:2] == ["모델 모니터링", "Model monitoring"]
    foreign = page.locator(RESULTS).nth(1)
    expect(foreign.locator("h1 small")).to_have_text("English")
    expect(foreign.locator("[lang=en]").first).to_be_visible()
    expect(page.locator(RESULTS).first.locator("small, [lang]")).to_have_count(0)


def test_a_page_in_the_other_language_opens_with_its_own_frame(regular: Page, lab: Host) -> None:
    page = again(regular, lab)
    search(page, "drift")
    page.locator(RESULTS).nth(1).locator("a").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_page_that_is_not_translated_is_found_once_in_its_own_language(
    regular: Page, lab: Host
) -> None:
    page = again(regular, lab, "en/")
    assert search(page, "고래") == ["번역 전"]
    expect(page.locator(RESULTS).locator("a").first).to_have_attribute(
        "href", f"{lab.url}only/?h=%EA%B3%A0%EB%9E%98"
    )


def test_what_was_found_is_marked_on_the_page_that_it_leads_to(regular: Page, lab: Host) -> None:
    page = again(regular, lab)
    search(page, "표류")
    page.keyboard.press("Enter")
    page.wait_for_url("**/monitoring/?h=*#drift")
    expect(page.locator(MARKS)).to_have_text(["드리프트", "드리프트"])


def test_another_search_on_the_same_page_marks_anew(regular: Page, lab: Host) -> None:
    page = again(regular, lab, "monitoring/?h=운영")
    expect(page.locator(MARKS)).to_have_text(["운영"])
    search(page, "시계열")
    page.keyboard.press("Enter")
    expect(page.locator(MARKS)).to_have_text(["시계열"])


def test_a_link_may_ask(regular: Page, lab: Host) -> None:
    page = again(regular, lab, "?q=카나리")
    expect(page.locator(RESULTS).first).to_contain_text("모델 배포")


def test_quotes_ask_for_the_words_as_they_stand_there(regular: Page, lab: Host) -> None:
    page = again(regular, lab)
    assert "모델 배포" in search(page, "모델 모니터링")
    assert search(page, '"모델 모니터링이"') == ["모델 모니터링"]


def test_a_minus_leaves_out_the_pages_with_the_word(regular: Page, lab: Host) -> None:
    page = again(regular, lab)
    assert "모델 배포" in search(page, "모니터링")
    assert "모델 배포" not in search(page, "모니터링 -카나리")


def test_the_word_that_is_being_typed_is_suggested(regular: Page, lab: Host) -> None:
    page = again(regular, lab)
    search(page, "모니")
    expect(page.locator(".md-search__suggest")).to_have_text("모니터링")
    page.keyboard.press("ArrowRight")
    expect(page.locator(BOX)).to_have_value("모니터링")


def test_a_title_is_suggested_and_not_a_form_of_a_word(regular: Page, lab: Host) -> None:
    page = again(regular, lab)
    search(page, "모델 모")
    expect(page.locator(".md-search__suggest")).to_have_text("모델 모니터링")


def test_a_phrase_is_marked_as_one(regular: Page, lab: Host) -> None:
    page = again(regular, lab)
    search(page, "모델 모니터링")
    expect(page.locator(f"{RESULTS} h1 mark").first).to_have_text("모델 모니터링")
    page.keyboard.press("Enter")
    page.wait_for_url("**/monitoring/**")
    expect(page.locator(MARKS).first).to_have_text("모델 모니터링")


def test_text_of_a_page_stays_text_in_the_list(regular: Page, lab: Host) -> None:
    page = again(regular, lab)
    search(page, "강조한")
    expect(page.locator(RESULTS).first).to_contain_text("강조한 글과 1 < 2 도 있다.")


def test_the_search_works_on_after_instant_navigation(context: BrowserContext, lab: Host) -> None:
    page = visit(context, lab)
    errors = errors_of(page)
    search(page, "카나리")
    page.keyboard.press("Enter")
    page.wait_for_url("**/deployment/**")
    lab.forget()
    assert search(page, "드리프트")[0] == "모델 모니터링"
    assert asked(lab) == texts_of("", lab)
    assert errors == []


def test_a_phone_finds_too(browser: Browser, lab: Host) -> None:
    context = reader(browser, 390)
    page = visit(context, lab)
    page.locator("[data-kb-toggle=__search]").tap()
    page.locator(BOX).fill("카나리")
    page.locator(RESULTS).first.locator("a").first.tap()
    page.wait_for_url("**/deployment/**")
    context.close()


def missing(context: BrowserContext, *patterns: str) -> None:
    """Files that the host does not have."""
    for pattern in patterns:
        context.route(pattern, lambda route: route.fulfill(status=404, body=""))


@pytest.mark.parametrize("lost", [WORKER, INDEX])
def test_the_themes_own_search_answers_when_ours_cannot(
    context: BrowserContext, lab: Host, lost: str
) -> None:
    missing(context, lost)
    page = visit(context, lab)
    assert search(page, "카나리") == ["모델 배포"]
    assert "search/search_index.json" in asked(lab)


def test_the_themes_own_search_answers_when_ours_is_from_another_build(
    context: BrowserContext, lab: Host
) -> None:
    context.route(INDEX, lambda route: route.fulfill(body='{"version":0,"sizes":[]}\n'))
    assert search(visit(context, lab), "카나리") == ["모델 배포"]


@pytest.mark.parametrize(("path", "leads"), [("", "a-z/"), ("en/", "en/a-z/")])
def test_without_any_search_the_box_leads_to_the_index(
    context: BrowserContext, lab: Host, path: str, leads: str
) -> None:
    missing(context, WORKER, "**/search/search_index.json")
    page = visit(context, lab, path)
    page.locator(BOX).fill("카나리")
    link: Any = page.locator(RESULTS).locator("a")
    expect(link).to_have_attribute("href", f"{lab.url}{leads}?h=")
