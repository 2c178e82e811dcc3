"""Who uses a record, a number or a page, exactly, and what nothing uses."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from icalendar import Calendar

from conftest import ROOT
from kb.commands.main import main
from kb.content.compile import content
from kb.facts.currency import queue
from kb.facts.symbols import Symbol
from kb.memo import Memo
from kb.site.link import article
from kb.site.review_calendar import review_files
from kb.site.uses import UnknownName, named, uses_of_page, uses_of_record
from texts import SETTINGS, project_of, project_texts

URL = "https://kb.example/"
PAGES = {
    "docs/index.md": """---
title: 집
description: 규모는 {{ figure("market.one.target") }}이다.
---

앞말이다. 시장은 {{ figure("market.one.target") | josa("으로/로") }} [커진다](size.md#why). 끝말이다.

처음은 {{ figure("market.one.base") }}이다.
""",
    "docs/size.md": """---
title: 규모
description: 규모
---

## 까닭 {#why}

드리프트가 있다{{ cite("report") }}.

{{ chart("market-estimates", scope="mlops") }}
""",
    "docs/size.en.md": """---
title: Size
description: Size
pins: {}
---

## Why {#why}

There is drift.
""",
}
DATA = {
    "data/sources/all.yml": """
report: {kind: report, title: Report, publisher: R, url: "https://example.com/", accessed: 2026-01-01, quality: A}
""",
    "data/market/estimates.yml": """
one:
  source: report
  publisher: R
  scope: mlops
  as_of: '2026'
  base: {year: 2025, usd: "1.0B"}
  target: {year: 2030, usd: "2.0B"}
  use: headline
two:
  source: report
  publisher: R
  scope: mlops
  as_of: '2026'
  base: {year: 2025, usd: "1.5B"}
  target: {year: 2030, usd: "2.5B"}
  use: range
""",
    "data/glossary/drift.yml": """
term: {ko: 드리프트, en: drift}
definition: {ko: 달라짐, en: change}
""",
}


@pytest.fixture(scope="module")
def memo() -> Memo:
    return project_of(project_texts(PAGES | DATA))


def shown(memo: Memo, name: str) -> list[str]:
    """Place and call of every use in a page."""
    (datum,) = named(memo, name)
    assert isinstance(datum, Symbol)
    return [f"{use.path}:{use.line} {use.what}" for use in uses_of_record(memo, datum).pages]


def test_a_part_of_an_estimate_is_used_where_it_or_the_whole_is_shown(memo: Memo) -> None:
    whole = 'docs/size.md:10 chart("market-estimates", scope="mlops")'
    base = 'docs/index.md:8 figure("market.one.base")'
    target = [
        'docs/index.md:6 figure("market.one.target") | josa("으로/로")',
        'docs/index.md:3 figure("market.one.target")',
    ]
    assert shown(memo, "market.one.target") == [*target, whole]
    assert shown(memo, "market.one.base") == [base, whole]
    assert shown(memo, "market.one") == [target[0], base, target[1], whole]
    assert shown(memo, "market.two") == [whole]


def test_the_sentence_is_the_one_that_readers_see(memo: Memo) -> None:
    used = uses_of_record(memo, Symbol(("estimates", "one"), "target"))
    assert used.pages[0].words == "시장은 20억 달러로 커진다."
    assert used.pages[2].is_chart and not used.pages[2].words


def test_claims_and_tables_follow_the_part(memo: Memo) -> None:
    used = uses_of_record(memo, Symbol(("estimates", "one"), "base"))
    assert used.claims == ("claims/estimates/#market.one.base",)
    assert used.tables == ("estimates",)


def test_a_source_is_used_by_records_and_pages(memo: Memo) -> None:
    used = uses_of_record(memo, Symbol(("sources", "report")))
    fields = [f"{field.path}:{field.line} {field.id}" for field in used.records]
    assert fields == ["data/market/estimates.yml:3 one", "data/market/estimates.yml:11 two"]
    assert 'docs/size.md:8 cite("report")' in [
        f"{use.path}:{use.line} {use.what}" for use in used.pages
    ]


def test_a_term_is_used_in_the_sections_that_explain_it(memo: Memo) -> None:
    used = uses_of_record(memo, Symbol(("glossary", "drift")))
    assert {use.address for use in used.pages} == {"size/#why", "en/size/#why"}


def test_a_page_is_used_by_links(memo: Memo) -> None:
    for name in ("size", "docs/size.md", "/size/", "size#why"):
        (page,) = named(memo, name)
        assert isinstance(page, str)
        (use,) = uses_of_page(memo, page).pages
        assert (use.path, use.line, use.what) == ("docs/index.md", 6, "size.md#why")


def test_a_list_that_reads_a_record_and_leaves_it_out_does_not_show_it() -> None:
    files = {
        "data/domains.yml": "build: {name: 개발}\nrun: {name: 운영}\n",
        "data/levels.yml": "".join(
            f"{id}: {{name: {id}, criteria: 기준}}\n" for id in ("initial", "developing", "mature")
        ),
        "data/technologies/one.yml": "name: 하나\ndomain: build\n",
        "data/technologies/two.yml": "name: 둘\ndomain: run\n",
        "data/maturity/2026.yml": (
            "as_of: '2026'\nreviewed: 2026-01-02\nassessments:\n"
            "  one: {level: mature, challenge: 글, evidence: [report]}\n"
            "  two: {level: initial, challenge: 글, evidence: [report]}\n"
        ),
        "docs/one.md": "---\ntitle: 하나\ndescription: 하나\n---\n\n{{ maturity_moves() }}\n",
    }
    moved = files["data/maturity/2026.yml"].replace("2026", "2027").replace("mature", "developing")
    files["data/maturity/2027.yml"] = moved
    memo = project_of(project_texts(PAGES | DATA | files))
    compiled = content(memo, "one", "ko", "ko")
    assert compiled and ("technologies", "two") in compiled.data
    assert shown(memo, "technologies/one") == ["docs/one.md:6 maturity_moves()"]
    assert shown(memo, "technologies/two") == []


def test_the_menu_and_what_readers_type_use_a_page(tmp_path: Path) -> None:
    words = {"data/search.yml": "sizes: {page: size, ko: [크기]}\n"}
    texts = project_texts(PAGES | DATA | words)
    texts["mkdocs.yml"] = (
        texts["mkdocs.yml"].partition("nav:\n")[0] + "nav:\n  - index.md\n  - 규모: ['s*.md']\n"
    )
    memo = project_of(texts)
    line = texts["mkdocs.yml"].count("\n")
    used = uses_of_page(memo, "size")
    assert [(at.path, at.line, at.entry) for at in used.menu] == [("mkdocs.yml", line, "s*.md")]
    assert [(at.collection, at.path, at.line) for at in used.records] == [
        ("search_words", "data/search.yml", 1)
    ]
    assert [at.entry for at in uses_of_page(memo, "index").menu] == ["index.md"]
    assert uses_of_page(memo, "size#why").menu == ()


def test_an_unknown_name_is_told_with_the_nearest(memo: Memo) -> None:
    with pytest.raises(UnknownName) as raised:
        named(memo, "market.onn")
    assert "market.one" in raised.value.near
    with pytest.raises(UnknownName):
        named(memo, "size#whyy")


def on_disk(root: Path, files: dict[str, str]) -> Path:
    for path in SETTINGS:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, root / path)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    for path, text in project_texts(files).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root


def test_the_command_tells_places_and_what_nothing_uses(tmp_path: Path) -> None:
    spare = {
        "data/figures/all.yml": (
            "spare: {label: 남는 값, value: '1', unit: percent, as_of: '2026', source: report}\n"
        )
    }
    root = on_disk(tmp_path, PAGES | DATA | spare | {"docs/images/old.png": ""})
    call = CliRunner()

    told = call.invoke(main, ["uses", "market.one.target", "--root", str(root)])
    assert told.exit_code == 0
    assert "docs/index.md:6:11: / 시장은 20억 달러로 커진다." in told.output

    data = json.loads(call.invoke(main, ["uses", "report", "--json", "--root", str(root)]).output)
    assert data["report"][0]["records"][0]["path"] == "data/market/estimates.yml"

    wrong = call.invoke(main, ["uses", "market.onne.target", "--root", str(root)])
    assert wrong.exit_code == 1 and "market.one" in wrong.output

    orphans = call.invoke(main, ["uses", "--root", str(root)]).output
    assert "data/figures/all.yml:1:1" in orphans and "docs/images/old.png:1:1" in orphans


def test_the_list_of_uses_names_pages_and_what_none_shows() -> None:
    listing = "---\ntitle: 쓰는 곳\ndescription: 목록\n---\n\n{{ record_uses() }}\n"
    memo = project_of(
        project_texts(PAGES | DATA | {"docs/contributing/reference/uses.md": listing})
    )
    found = article(memo, "contributing/reference/uses", "ko")
    assert found is not None and not found.failures
    row = found.html.partition('id="estimates-two"')[2].partition("</li>")[0]
    assert "규모</a>" in row and "집</a>" not in row


def test_the_review_queue_is_a_calendar_of_its_days() -> None:
    files = (
        PAGES
        | DATA
        | {
            "docs/contributing/queue.md": "---\ntitle: 다시 볼 것\ndescription: 목록\n---\n\n{{ review_queue() }}\n",
            "data/currency.yml": "money: {name: 금액, covers: ['figures.*'], months: 12, reason: 바뀐다.}\n",
            "data/figures/all.yml": "one: {label: 값, value: '1', unit: percent, as_of: '2026', source: report}\n",
        }
    )
    memo = project_of(project_texts(files))
    made = review_files(memo, URL, ("ko",))
    events = Calendar.from_ical(made["contributing/queue/calendar.ics"]).walk("VEVENT")
    (event,) = events
    assert str(event["url"]) == f"{URL}contributing/queue/#due-{queue(memo)[0].due}"
    assert "금액 1" in str(event["description"]) and "값" in str(event["description"])
    compiled = content(memo, "contributing/queue", "ko", "ko")
    assert compiled and 'href="calendar.ics"' in compiled.html.replace("./calendar", "calendar")
