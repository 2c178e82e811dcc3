"""Which page shows which datum is read from its calls; nothing is rendered for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_folder import facts_of
from kb.model.base import SourceRef, TechnologyRef
from kb.project import Project
from kb.read import parse_page
from kb.show.registry import DIRECTIVES
from kb.show.usage import Usage, references

FILES = {
    "sources/all.yml": """
        brief: {kind: internal, title: 개요, quality: U}
        report: {kind: report, title: Report, url: 'https://example.com/', quality: A}
        """,
    "figures/all.yml": """
        staff: {label: 인력, value: "80.7", unit: percent, as_of: '2025', source: report, topic: talent}
        energy: {label: 전력, value: "9", unit: twh, as_of: '2025', source: brief, topic: energy}
        """,
    "market/estimates.yml": """
        first:
          source: brief
          publisher: 개요
          scope: mlops
          as_of: '2024'
          base: {year: 2023, usd: "4.1B"}
          target: {year: 2028, usd: "20.9B"}
          use: headline
        """,
    "domains.yml": "operations: {name: 운영}\n",
    "technologies/automl.yml": "{name: AutoML, domain: operations}\n",
    "maturity/2026.yml": """
        as_of: '2026'
        reviewed: 2026-01-01
        assessments:
          automl: {level: mature, challenge: 없음, evidence: [report]}
        """,
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root: Path = tmp_path_factory.mktemp("project")
    return Project(root, facts_of(root, FILES), {})


def usage(project: Project, body: str, path: str = "a/b.md") -> Usage:
    page = parse_page(path, f"---\ntitle: 가\ndescription: 나\n---\n\n{body}\n")
    pages = {(page.key, page.lang): page}
    return Usage(Project(project.root, project.facts, pages), DIRECTIVES)


def shown(project: Project, body: str) -> set[str]:
    return {f"{name}.{record}" for name, record in usage(project, body).pages_by_datum}


def test_a_call_that_names_a_record_shows_just_that(project: Project) -> None:
    assert shown(project, '{{ figure("figures.staff") }}') == {"figures.staff"}
    assert shown(project, '{{ figure("market.first.base") | josa("이/가") }}') == {
        "estimates.first"
    }
    assert shown(project, '{{ cite(source="report") }}') == {"sources.report"}


def test_a_call_that_chooses_by_a_field_shows_what_has_it(project: Project) -> None:
    assert shown(project, '{{ surveys(topic="energy") }}') == {"figures.energy"}


def test_a_call_without_arguments_shows_all_that_it_reads(project: Project) -> None:
    assert shown(project, "{{ estimates_table() }}") == {"estimates.first"}
    assert shown(project, "{{ maturity_table() }}") == {
        "editions.2026",
        "technologies.automl",
        "domains.operations",
    }


def test_calls_in_code_and_calls_with_mistakes_show_nothing(project: Project) -> None:
    assert shown(project, '`{{ figure("figures.staff") }}`') == set()
    assert shown(project, '{{ figure("figures.staff" 3) }}') == set()
    assert shown(project, "{{ nothing() }}") == set()


def test_pages_are_named_by_their_korean_file(project: Project) -> None:
    call = '{{ figure("figures.staff") }}'
    assert usage(project, call).pages_by_datum == {("figures", "staff"): ("a/b.md",)}
    assert usage(project, call, "a/b.en.md").pages_by_datum == {}


def test_a_page_rests_on_the_sources_of_what_it_shows(project: Project) -> None:
    body = '{{ figure("figures.energy") }} {{ cite("report") }} {{ level("automl") }}'
    assert usage(project, body).sources_by_page == {"a/b": ("brief", "report")}
    assert usage(project, "글").sources_by_page == {"a/b": ()}


def test_references_are_found_at_any_depth(project: Project) -> None:
    edition = project.facts.editions["2026"]
    assert list(references(edition, SourceRef)) == ["report"]
    assert list(references(project.facts.technologies["automl"], TechnologyRef)) == []
