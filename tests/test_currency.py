"""What ages is known with its day, told where it is overdue, and nowhere before."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html

from kb.commands.main import main
from kb.content.compile import content
from kb.facts.currency import after, dated_at, dated_in, queue, subject
from kb.facts.view import Facts
from kb.korean.report import is_reported
from kb.memo import Memo
from kb.rules.check import findings, record_findings
from kb.show.review_queue import unattributed, unlicensed
from kb.text import LANGS, Lang
from texts import STORE, TODAY, Texts, facts_of, project_of, project_texts, real

SOURCES = """
early: {kind: repository, title: Early, url: "https://example.com/1", accessed: 2026-01-31, quality: A}
late: {kind: article, title: Late, url: "https://example.com/2", accessed: 2026-03-15, quality: C}
"""
CURRENCY = """
version: {name: 판, covers: [editions.*.assessments.*.evidence.*], only: version, months: 6, reason: 새 판이 나온다.}
price: {name: 가격, covers: [vendors.*.answers.price], months: 6, reason: 바뀐다.}
owner: {name: 주인, covers: [vendors.*.status], months: 12, reason: 팔린다.}
licence: {name: 라이선스, covers: [vendors.*.licence], months: 1, reason: 바뀐다.}
law: {name: 법, covers: ["regulations.*"], months: 6, reason: 고쳐진다.}
money: {name: 금액, covers: ["figures.*"], only: money, months: 12, reason: 바뀐다.}
"""
ASPECTS = "price: {name: 가격}\nexport: {name: 내보내기}\n"
VENDOR = """
company: Acme
product: {name: AcmeML}
summary: 서비스
kind: company
country: KR
licence: {id: Apache-2.0, open_source: true, source: early}
deployment: [managed]
status: {value: active}
answers:
  price: {text: 사용량 요금, source: early, as_of: '2025'}
  export: {text: 된다, source: late, as_of: '2025'}
"""
LAWS = """
act:
  name: 법
  jurisdiction: 한국
  mlops: 기록
  events:
    - {id: passed, date: 2025-01-01, text: 통과, source: early}
    - {id: in-force, date: 2026-01-01, text: 시행, source: late}
"""
FIGURES = """
deal: {label: 인수 금액, value: "1.7B", unit: usd, as_of: 2025-03, source: early}
share: {label: 비율, value: "12", unit: percent, as_of: 2025-03, source: early}
"""
EDITION = """
as_of: '{year}'
reviewed: {year}-01-02
assessments:
  serving:
    level: mature
    challenge: 운영
    evidence:
      - {{source: early, text: Acme 2.0이 나왔다.}}
      - {{source: late, text: 재단의 졸업 프로젝트가 되었다.}}
"""
FILES = {
    "sources/all.yml": SOURCES,
    "currency.yml": CURRENCY,
    "aspects.yml": ASPECTS,
    "vendors/acme.yml": VENDOR,
    "market/regulations.yml": LAWS,
    "figures/all.yml": FIGURES,
    "domains.yml": "operations: {name: 운영}\n",
    "technologies/serving.yml": "name: 서빙\ndomain: operations\n",
    "maturity/2025.yml": EDITION.format(year="2025"),
    "maturity/2026.yml": EDITION.format(year="2026"),
}
PROJECT = {f"data/{path}": text for path, text in FILES.items()}


def facts(**changed: str) -> Facts:
    return facts_of(FILES | {"vendors/acme.yml": changed.get("vendor", VENDOR)})


def due(of: Facts, collection: str, id: str) -> dict[str, str]:
    """The day of each value that ages in a record, by the way to it."""
    return {dated.path: dated.due for dated in dated_in(of.memo, collection, id)}


def project(pages: dict[str, str], **changed: str) -> Texts:
    written = {
        f"docs/{name}.md": f"---\ntitle: 글\ndescription: 글\n---\n\n{text}\n"
        for name, text in pages.items()
    }
    return project_texts(PROJECT | changed | written)


@pytest.mark.parametrize(
    ("date", "months", "day"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2027-12-15", 2, "2028-02-15"),
        ("2026-11", 6, "2027-05-01"),
        ("2026", 12, "2027-01-01"),
    ],
)
def test_a_day_is_some_months_after_a_date(date: str, months: int, day: str) -> None:
    assert after(date, months) == day


def test_a_value_holds_from_the_later_of_its_date_and_the_look_at_its_source() -> None:
    assert due(facts(), "vendors", "acme")["answers.price"] == "2026-07-31"
    newer = facts(vendor=VENDOR.replace("as_of: '2025'}", "as_of: 2026-05-01}", 1))
    assert due(newer, "vendors", "acme")["answers.price"] == "2026-11-01"


def test_what_has_no_source_was_seen_with_the_rest_of_its_record() -> None:
    assert due(facts(), "vendors", "acme")["status"] == "2027-03-15"


def test_what_no_kind_covers_does_not_age() -> None:
    assert "answers.export" not in due(facts(), "vendors", "acme")


def test_a_law_was_looked_at_with_its_latest_source() -> None:
    assert due(facts(), "regulations", "act") == {"": "2026-09-15"}


def test_only_amounts_of_money_and_versions_age_among_figures_and_evidence() -> None:
    assert due(facts(), "figures", "deal") == {"": "2027-01-31"}
    assert due(facts(), "figures", "share") == {}
    found = due(facts(), "editions", "2026")
    assert found == {"assessments.serving.evidence.0": "2026-07-31"}


def test_history_does_not_age() -> None:
    assert due(facts(), "editions", "2025") == {}
    ended = "status: {value: discontinued, since: 2026-01, source: early}"
    assert (
        due(facts(vendor=VENDOR.replace("status: {value: active}", ended)), "vendors", "acme") == {}
    )


def test_the_queue_runs_by_day_and_says_what_each_value_is_about() -> None:
    of = facts()
    every = queue(of.memo)
    assert [dated.due for dated in every] == sorted(dated.due for dated in every)
    names = {str(getattr(about, "ko", about)) for about in (subject(of.memo, d) for d in every)}
    assert names == {"AcmeML", "서빙", "법", "인수 금액"}


def test_the_age_of_a_field_is_found_from_its_record() -> None:
    of = facts()
    vendor = of.vendors["acme"]
    assert dated_at(of.memo, vendor.answers["price"]) == dated_at(of.memo, vendor, "answers", "price")  # type: ignore[index]  # fmt: skip
    evidence = of.editions["2026"].assessments["serving"].evidence  # type: ignore[index]
    assert [bool(dated_at(of.memo, item)) for item in evidence] == [True, False]


def test_what_is_overdue_is_told_by_the_release_check_alone() -> None:
    texts = project({"index": "글"})
    told = {
        release: {
            (f.rule.id, str(f.span))
            for f in findings(Memo(texts, {"today": "2026-08-01", "release": release}, STORE))
            if f.rule.id == "review/due"
        }
        for release in (True, False)
    }
    assert told[False] == set()
    assert told[True] == {
        ("review/due", "data/vendors/acme.yml:7:1"),
        ("review/due", "data/vendors/acme.yml:11:3"),
        ("review/due", "data/maturity/2026.yml:9:9"),
    }


LEFT = "\nevents: [{id: left, date: 2026-05, type: licence, text: 떠났다., source: late}]\n"
CLOSED = VENDOR.replace("open_source: true", "open_source: false") + LEFT


@pytest.mark.parametrize(
    ("as_of", "evidence", "warned"),
    [
        ("2026-04", "AcmeML 2.0이 나왔다.", True),
        ("2026-04", "다른 제품 2.0이 나왔다.", False),
        ("2026-05", "AcmeML 2.0이 나왔다.", False),
    ],
)
def test_a_level_that_rests_on_what_left_open_source_is_to_be_looked_at_again(
    as_of: str, evidence: str, warned: bool
) -> None:
    edition = EDITION.format(year="2026").replace("as_of: '2026'", f"as_of: {as_of}")
    assert relicensed(edition.replace("Acme 2.0이 나왔다.", evidence)) is warned


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("challenge: 운영", "challenge: 운영\n    rationale: AcmeML이 떠났지만 대안이 있다."),
        ("evidence:", "evidence:\n      - {source: late, date: 2026-05, text: AcmeML이 떠났다.}"),
    ],
)
def test_an_assessment_that_names_it_is_left_alone(old: str, new: str) -> None:
    edition = EDITION.format(year="2026").replace("as_of: '2026'", "as_of: 2026-04")
    edition = edition.replace("Acme 2.0이 나왔다.", "AcmeML 2.0이 나왔다.")
    assert relicensed(edition)
    assert not relicensed(edition.replace(old, new))


def relicensed(edition: str, vendor: str = CLOSED, rule: str = "maturity/relicensed") -> bool:
    changed = {"data/maturity/2026.yml": edition, "data/vendors/acme.yml": vendor}
    found = record_findings(project_of(project({}, **changed)), "editions", "2026")
    return any(finding.rule.id == rule for finding in found)


@pytest.mark.parametrize(("date", "told"), [("2026-04", True), ("2026-05", False)])
def test_evidence_from_before_a_change_does_not_carry_a_later_edition(
    date: str, told: bool
) -> None:
    edition = EDITION.format(year="2026").replace("as_of: '2026'", "as_of: 2026-11")
    edition = edition.replace("text: Acme 2.0", f"date: {date}, text: AcmeML 2.0")
    assert relicensed(edition) is told


def test_a_level_that_rests_on_what_has_ended_is_to_be_looked_at_again() -> None:
    ended = VENDOR.replace("{value: active}", "{value: discontinued, since: 2026-05, source: late}")
    ended += "\nevents: [{id: end, date: 2026-05, type: discontinued, text: 끝, source: late}]\n"
    edition = EDITION.format(year="2026").replace("as_of: '2026'", "as_of: 2026-04")
    edition = edition.replace("Acme 2.0", "AcmeML 2.0")
    assert relicensed(edition, ended, "maturity/ended")
    assert not relicensed(edition, VENDOR, "maturity/ended")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('널리 쓰인다{{ cite("late") }}.', 1),
        ('널리 쓰인다고 전해진다{{ cite("late") }}.', 0),
        ('Acme에 따르면 널리 쓰인다{{ cite("late") }}.', 0),
        ('널리 쓰인다{{ cite("late") }}{{ cite("early") }}.', 0),
        ('그렇게 보도됐다. 널리 쓰인다{{ cite("late") }}.', 1),
        ('- 널리 쓰인다{{ cite("late") }}\n- 보도됐다{{ cite("late") }}', 1),
        ('널리 쓰인다{{ cite("late") }}. 값이 싸다{{ cite("late") }}.', 2),
        ('`{{ cite("late") }}`', 0),
    ],
)
def test_a_sentence_on_hearsay_says_that_it_reports(text: str, found: int) -> None:
    memo = project_of(project({"index": text}))
    assert len(unattributed(memo, "index")) == found


def test_words_of_report_are_known_in_their_forms() -> None:
    assert all(map(is_reported, ("인수했다고 한다.", "시험했다고 밝혔다.", "Acme가 소개한다.")))
    assert not is_reported("발표한 값이다.")


@pytest.mark.parametrize("lang", LANGS)
def test_a_card_says_as_of_when_and_until_when(lang: Lang) -> None:
    texts = project({"index": '{{ vendor_card("acme") }}', "plain": "글"})
    texts |= {p.replace(".md", ".en.md"): t for p, t in texts.items() if p.startswith("docs/")}
    memo = project_of(Texts(texts))
    found = content(memo, "index", lang, lang)
    assert found and not found.failures
    page = html.fragment_fromstring(found.html, create_parent="div")
    marks = {mark.get("data-due"): mark.text_content() for mark in page.xpath("//*[@data-due]")}
    assert marks["2026-02-28"] == ("2026-01-31 기준" if lang == "ko" else "As of 2026-01-31")
    assert marks["2026-07-31"] == "2025"
    [script] = page.xpath("//script[contains(@src, 'due.js')]")
    assert script.get("data-late")
    plain = content(memo, "plain", lang, lang)
    assert plain and "due.js" not in plain.html


def test_the_queue_lists_every_value_once_and_knows_no_day() -> None:
    shown = [
        content(Memo(project({"index": "{{ review_queue() }}"}), {"today": day}, STORE), "index", "ko", "ko")
        for day in (TODAY, "2030-01-01")
    ]  # fmt: skip
    assert shown[0] and shown[1] and shown[0].html == shown[1].html and not shown[0].failures
    page = html.fragment_fromstring(shown[0].html, create_parent="div")
    days = [table.get("id") for table in page.xpath("//table[@id]")]
    assert days == sorted(days) and "due-2026-07-31" in days
    assert len(page.xpath("//table[@id]/tbody/tr")) == len(queue(facts().memo))


def test_the_real_data_say_of_every_kind_what_ages() -> None:
    memo = real()
    kinds = {dated.kind for dated in queue(memo)}
    assert kinds == set(Facts(memo).currency)
    assert {id for id, _ in unlicensed(memo)} <= set(Facts(memo).vendors)


def run(root: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, [*arguments, "--root", str(root)])
    return result.exit_code, result.output


def test_the_command_says_what_is_overdue_with_its_line(tmp_path: Path) -> None:
    for path, text in PROJECT.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(textwrap.dedent(text), "utf-8")
    (tmp_path / "docs").mkdir()
    page = '---\ntitle: 글\ndescription: 글\n---\n\n쓰인다{{ cite("late") }}.\n'
    (tmp_path / "docs" / "index.md").write_text(page, "utf-8")
    code, said = run(tmp_path, "review", "--today", "2026-08-01")
    assert code == 0
    lines = said.splitlines()
    assert lines[0] == "2026-08-01: 다시 볼 날이 지난 값 3개"
    assert lines[1].startswith("  2026-02-28 data/vendors/acme.yml:7:1: 라이선스(AcmeML)")
    assert "  docs/index.md:6:4: late" in lines
    assert run(tmp_path, "review", "--today", "2026-02-28")[1].startswith(
        "2026-02-28: 다시 볼 날이 지난 값 0개"
    )
    assert run(tmp_path, "review", "--today", "soon")[0] == 1
