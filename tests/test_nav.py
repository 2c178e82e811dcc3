"""Patterns in the navigation stand for the pages that they match."""

from __future__ import annotations

from kb.memo import Memo
from kb.site.link import navigation
from kb.site.menu import expand, labels, paths, untranslated_labels, without_gone
from texts import Texts

TITLES = {
    "index.md": "홈",
    "vendors/index.md": "벤더",
    "vendors/zenml.md": "ZenML",
    "vendors/mlflow.md": "MLflow",
    "vendors/backend-ai.md": "Backend.AI",
    "vendors/nhn.md": "에이엔",
}


def test_a_pattern_becomes_its_pages_in_order_of_their_titles() -> None:
    assert expand(["vendors/*.md"], TITLES) == [
        "vendors/backend-ai.md",
        "vendors/mlflow.md",
        "vendors/zenml.md",
        "vendors/index.md",
        "vendors/nhn.md",
    ]


def test_pages_that_are_listed_by_name_are_in_no_pattern() -> None:
    nav = [{"벤더": ["vendors/index.md", "vendors/*.md"]}, {"새것": "vendors/zenml.md"}]
    assert expand(nav, TITLES) == [
        {
            "벤더": [
                "vendors/index.md",
                "vendors/backend-ai.md",
                "vendors/mlflow.md",
                "vendors/nhn.md",
            ]
        },
        {"새것": "vendors/zenml.md"},
    ]


def test_a_pattern_may_ask_what_a_page_is_about_and_leaves_nothing_of_it_to_others() -> None:
    titles = TITLES | {"vendors/compare/korea.md": "비교"}
    traits = {"vendors/zenml.md": {"kind": "company"}, "vendors/mlflow.md": {"kind": "project"}}
    nav = ["vendors/*.md?kind=company", "vendors/compare/*.md", "vendors/*.md"]
    assert expand(nav, titles, traits) == [
        "vendors/zenml.md",
        "vendors/compare/korea.md",
        "vendors/backend-ai.md",
        "vendors/mlflow.md",
        "vendors/index.md",
        "vendors/nhn.md",
    ]


def test_a_page_that_is_gone_leaves_no_entry_and_no_empty_section() -> None:
    nav = [
        {"밖": "https://example.com/"},
        {"절": [{"속": ["gone.md"]}]},
        {"홈": "index.md"},
        "gone.md",
    ]
    assert without_gone(nav, TITLES) == [{"밖": "https://example.com/"}, {"홈": "index.md"}]


def test_what_is_no_pattern_stays_as_it_is() -> None:
    nav = ["index.md", {"밖": "https://example.com/"}, {"절": [{"속": ["gone.md"]}]}]
    assert expand(nav, TITLES) == nav


def test_a_pattern_without_pages_leaves_nothing() -> None:
    assert expand(["trends/*.md"], TITLES) == []


def test_paths_are_listed_from_any_depth() -> None:
    nav = ["index.md", {"벤더": ["vendors/*.md", {"더": "a.md"}]}]
    assert list(paths(nav)) == ["index.md", "vendors/*.md", "a.md"]


NAV = [
    "index.md",
    {"시장": ["a.md", {"더": "b.md"}]},
    [{"벤더": ["vendors/*.md"]}],
    {"시장": "c.md"},
]


def test_labels_are_listed_from_any_depth() -> None:
    assert list(labels(NAV)) == ["시장", "더", "벤더", "시장"]


def test_labels_without_a_translation_are_listed_once() -> None:
    assert untranslated_labels(NAV, {"벤더": "Vendors"}) == ["시장", "더"]
    assert untranslated_labels(NAV, {"벤더", "시장", "더"}) == []


def test_the_menu_follows_the_pages_and_their_titles() -> None:
    texts = Texts(
        {
            "mkdocs.yml": "nav: [index.md, {벤더: ['vendors/*.md']}]\n",
            "docs/index.md": "---\ntitle: 홈\n---\n",
            "docs/vendors/a.md": "---\ntitle: 나\n---\n",
            "docs/vendors/b.md": "---\ntitle: 가\n---\n",
        }
    )
    memo = Memo(texts)
    assert navigation(memo) == ["index.md", {"벤더": ["vendors/b.md", "vendors/a.md"]}]
    texts["docs/vendors/b.md"] = "---\ntitle: 다\n---\n"
    texts["docs/vendors/c.md"] = "---\ntitle: 라\n---\n"
    memo.changed(["docs/vendors/b.md", "docs/vendors/c.md"])
    assert navigation(memo)[1] == {"벤더": ["vendors/a.md", "vendors/b.md", "vendors/c.md"]}
