"""Pages, tables, charts and records lead to their files, if the repository has an address."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from conftest import REPOSITORY, ROOT
from kb.content.compile import content
from kb.memo import Memo
from kb.project import edit_address
from texts import Texts, project_of, project_texts

EDIT = f"{REPOSITORY}/edit/main"
PAGE = """
---
title: 쪽
description: 소개
---

{{ figure("market.first.target") }}

{{ maturity_table(edition="2026") }}

{{ maturity_radar() }}

{{ vendor_card("alpha") }}

{{ vendor_list() }}

{{ glossary() }}
"""


def project(settings: str) -> Memo:
    fixture = Texts.of(ROOT / "tests" / "fixture", below="data")
    texts = project_texts({**fixture, "docs/page.md": PAGE.lstrip()})
    own = 'repo_url: ""\n'
    assert own in texts["mkdocs.yml"]
    texts["mkdocs.yml"] = texts["mkdocs.yml"].replace(own, settings)
    return project_of(texts)


def leads(address: Path) -> list[str]:
    """Where the links for editing on a page of a site lead."""
    page = html.document_fromstring(address.read_text("utf-8"))
    return [link.get("href") for link in page.xpath("//a[@rel='edit']")]


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        ('repo_url: ""', ""),
        ("repo_url: https://github.com/acme/kb", f"{EDIT}/docs/a%20b.md"),
        ("repo_url: https://github.com/acme/kb/", f"{EDIT}/docs/a%20b.md"),
        ("repo_url: https://gitlab.com/o/r", "https://gitlab.com/o/r/-/edit/main/docs/a%20b.md"),
        (
            "{repo_url: https://github.com/acme/kb, edit_uri: edit/trunk/sub/docs}",
            f"{REPOSITORY}/edit/trunk/sub/docs/a%20b.md",
        ),
        ('{repo_url: https://github.com/acme/kb, edit_uri: ""}', ""),
        ("repo_url: https://code.example/o/r", ""),
        ("- repo_url", ""),
        ('repo_url: "http://["', ""),
        ("repo_url: [a]", ""),
    ],
)
def test_a_file_is_edited_where_the_settings_say(settings: str, address: str) -> None:
    assert edit_address(project_of(Texts({"mkdocs.yml": settings})), "docs/a b.md") == address


def test_a_folder_is_looked_at() -> None:
    memo = project_of(Texts({"mkdocs.yml": f"repo_url: {REPOSITORY}"}))
    assert edit_address(memo, "data/vendors/") == f"{REPOSITORY}/tree/main/data/vendors/"


def test_numbers_tables_charts_and_records_lead_to_their_data() -> None:
    found = content(project(f"repo_url: {REPOSITORY}\n"), "page", "ko", "ko")
    assert found and not found.failures
    links = html.fragment_fromstring(found.html, "div").xpath("//a[@rel='edit']")
    assert [link.get("href").removeprefix(REPOSITORY) for link in links] == [
        "/edit/main/data/maturity/2026.yml",
        "/tree/main/data/maturity/",
        "/edit/main/data/vendors/alpha.yml",
        "/tree/main/data/vendors/",
        "/edit/main/data/glossary/drift.yml",
        "/edit/main/data/market/estimates.yml",
    ]
    assert {link.text for link in links} == {"고치기", "이 데이터 고치기", "estimates.yml"}


def test_without_a_repository_nothing_shows() -> None:
    found = content(project('repo_url: ""\n'), "page", "ko", "ko")
    assert found and 'rel="edit"' not in found.html and "github" not in found.html


def test_each_page_leads_to_its_own_file_in_its_language(small_site: Path) -> None:
    for page, file in (
        ("market/size", "market/size.md"),
        ("en/market/size", "market/size.en.md"),
        ("market/only", "market/only.md"),
        ("en/market/only", "market/only.md"),
    ):
        assert f"{EDIT}/docs/{file}" in leads(small_site / page / "index.html")
