"""The table of vendors and their comparison in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from browser import Host, Visits

COLUMNS = ".kb-chooser thead .kb-compare__column"
ROWS = ".kb-matrix tbody tr:not([hidden])"


def columns(page: Page) -> list[str]:
    return page.locator(COLUMNS).all_inner_texts()


def check(page: Page, value: str) -> None:
    page.locator(f".kb-chooser input[value={value}]").check()


def test_an_address_opens_its_comparison(visit: Visits, kb: Host) -> None:
    page = visit(kb, "vendors/compare/?v=mlflow,weights-and-biases,clearml")
    expect(page.locator(COLUMNS)).to_have_text(["MLflow", "Weights & Biases", "ClearML"])
    licences = page.locator(".kb-chooser tr[data-row=licence] td")
    expect(licences).to_have_count(3)
    expect(licences.first).to_contain_text("Apache-2.0")
    expect(page.locator(".kb-chooser table")).to_be_in_viewport()
    source = licences.first.locator("a").first
    expect(source).to_have_attribute("href", f"{kb.url}vendors/mlflow/#src-mlflow-repo")


def test_a_choice_stands_in_the_address_and_four_are_the_most(visit: Visits, kb: Host) -> None:
    page = visit(kb, "en/vendors/compare/")
    expect(page.locator(".kb-chooser table")).to_be_hidden()
    for value in ("mlflow", "clearml", "comet", "zenml"):
        check(page, value)
    expect(page).to_have_url(f"{kb.url}en/vendors/compare/?v=mlflow,clearml,comet,zenml")
    expect(page.locator(COLUMNS)).to_have_count(4)
    expect(page.locator(".kb-chooser input[value=dvc]")).to_be_disabled()
    page.locator(".kb-chooser input[value=clearml]").uncheck()
    expect(page).to_have_url(f"{kb.url}en/vendors/compare/?v=mlflow,comet,zenml")
    expect(page.locator(".kb-chooser input[value=dvc]")).to_be_enabled()
    page.reload()
    page.locator(".kb-chooser summary").click()
    check(page, "dvc")
    expect(page.locator(COLUMNS)).to_have_text(["MLflow", "Comet", "ZenML", "DVC"])


def test_what_is_not_known_is_left_out_of_an_address(visit: Visits, kb: Host) -> None:
    page = visit(kb, "vendors/compare/?v=nothing,mlflow,dvc")
    expect(page.locator(COLUMNS)).to_have_text(["MLflow", "DVC"])


def test_the_comparison_works_after_instant_navigation(visit: Visits, kb: Host) -> None:
    page = visit(kb, "vendors/compare/korea/")
    page.click("article a >> text=벤더 비교")
    expect(page).to_have_url(f"{kb.url}vendors/compare/")
    check(page, "mlflow")
    check(page, "dvc")
    expect(page.locator(COLUMNS)).to_have_text(["MLflow", "DVC"])


def test_columns_that_do_not_come_leave_the_ready_tables(visit: Visits, kb: Host) -> None:
    page = visit(kb, "vendors/compare/")
    page.route("**/assets/compare/*", lambda route: route.abort())
    visit.errors.clear()
    check(page, "mlflow")
    expect(page.locator(".kb-chooser [role=status]")).to_contain_text("불러오지 못했다")
    expect(page.get_by_role("link", name="실험 추적").last).to_be_visible()
    visit.errors.clear()  # the refused request is told of in the console


def test_without_javascript_the_ready_tables_are_there(visit: Visits, kb: Host) -> None:
    page = visit(kb, "vendors/compare/", javascript=False)
    expect(page.locator(".kb-chooser")).to_be_hidden()
    page.click("article a >> text=실험 추적")
    expect(page.locator(".kb-compare thead th")).to_have_count(5)
    expect(page.locator(".kb-compare tbody tr").first).to_be_visible()


def test_filters_leave_what_fits_and_stand_in_the_address(visit: Visits, kb: Host) -> None:
    page = visit(kb, "vendors/")
    every = page.locator(ROWS).count()
    page.get_by_label("직접 운영").check()
    page.get_by_label("국내").check()
    expect(page).to_have_url(f"{kb.url}vendors/?f=self-hosted,korean")
    left = page.locator(ROWS).count()
    assert 0 < left < every
    expect(page.locator(".kb-filters output")).to_have_text(f"{left}개 / {every}개")
    again = visit(kb, "vendors/?f=self-hosted,korean")
    expect(again.locator(ROWS)).to_have_count(left)


def test_a_column_sorts_by_the_keyboard(visit: Visits, kb: Host) -> None:
    page = visit(kb, "vendors/")
    head = page.locator(".kb-matrix thead th").nth(2)
    head.locator("button").focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    order = page.locator(".kb-matrix tbody tr td:nth-child(3)").evaluate_all(
        "cells => cells.map(cell => cell.dataset.order)"
    )
    assert order == page.evaluate("all => all.sort((a, b) => a.localeCompare(b))", order)
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    page.keyboard.press("Enter")
    expect(head).not_to_have_attribute("aria-sort", "descending")
    expect(page).to_have_url(f"{kb.url}vendors/")


@pytest.mark.parametrize("width", [1280, 1000])
def test_the_table_is_as_wide_as_the_page(visit: Visits, kb: Host, width: int) -> None:
    """It passes over menu and outline, which come to the front for who walks through them by keys."""
    page = visit(kb, "vendors/", width=width)
    box = page.locator(".kb-instrument").bounding_box()
    assert box and box["width"] > 0.9 * width and box["x"] + box["width"] <= width
    page.locator(".kb-instrument").evaluate(
        "element => { element.scrollIntoView(); scrollBy(0, -100) }"
    )
    last = page.locator(".md-sidebar--secondary a:visible").last
    last.focus()
    assert last.evaluate(
        """link => {
          const { x, y, width, height } = link.getBoundingClientRect()
          return link.contains(document.elementFromPoint(x + width / 2, y + height / 2))
        }"""
    )


def test_products_chosen_in_the_table_lead_to_their_comparison(visit: Visits, kb: Host) -> None:
    page = visit(kb, "vendors/")
    link = page.locator(".kb-filters__compare")
    expect(link).to_be_hidden()
    for name in ("mlflow", "dvc"):
        page.locator(f".kb-matrix tr[data-id={name}] input").check()
    link.click()
    expect(page.locator(COLUMNS)).to_have_count(2)


@pytest.mark.parametrize("path", ["vendors/", "vendors/compare/?v=mlflow,dvc"])
def test_ended_products_come_last_and_nothing_scrolls_sideways_on_a_phone(
    visit: Visits, kb: Host, path: str
) -> None:
    page = visit(kb, path, 390)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    names = page.locator(".kb-matrix tbody th s")
    if path == "vendors/":
        expect(page.locator(".kb-matrix tbody tr").last.locator("th s")).to_have_count(1)
        assert names.count() >= 1


WATCHED = """
  window.moved = 0
  new PerformanceObserver(list => { for (const { value } of list.getEntries()) moved += value })
    .observe({ type: "layout-shift", buffered: true })
"""
SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(done))))"


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("vendors/compare/?v=mlflow,dvc", ".kb-chooser table"),
        ("vendors/", ".kb-filters"),
        ("updates/", ".kb-filters"),
    ],
)
def test_what_scripts_show_moves_nothing(visit: Visits, kb: Host, path: str, shown: str) -> None:
    context = visit.context(kb, 390)
    context.add_init_script(WATCHED)
    page = context.new_page()
    page.goto(f"{kb.url}{path}")
    expect(page.locator(shown)).to_be_visible()
    page.evaluate(SETTLED)
    assert page.evaluate("moved") <= 0.01
