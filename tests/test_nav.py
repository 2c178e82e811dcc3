"""Patterns in the navigation stand for the pages that they match."""

from __future__ import annotations

from kb.site.menu import expand, paths

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


def test_what_is_no_pattern_stays_as_it_is() -> None:
    nav = ["index.md", {"밖": "https://example.com/"}, {"절": [{"속": ["gone.md"]}]}]
    assert expand(nav, TITLES) == nav


def test_a_pattern_without_pages_leaves_nothing() -> None:
    assert expand(["trends/*.md"], TITLES) == []


def test_paths_are_listed_from_any_depth() -> None:
    nav = ["index.md", {"벤더": ["vendors/*.md", {"더": "a.md"}]}]
    assert list(paths(nav)) == ["index.md", "vendors/*.md", "a.md"]
