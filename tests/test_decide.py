"""What a choice asks of vendors, laws and contracts, without a browser."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from lxml import html

from conftest import ROOT
from kb.content.compile import context_of
from kb.facts.decide import area_tokens, asked, duty_tokens, options, vendor_tokens
from kb.facts.view import Facts
from kb.memo import Memo
from kb.show.evaluate import Evaluator
from kb.show.registry import DIRECTIVES
from kb.text import LANGS, Lang
from texts import Texts, project_of, project_texts, real


@cache
def small() -> Memo:
    parts = [Texts.of(ROOT / "tests" / name, below="data") for name in ("fixture", "small")]
    return project_of(project_texts(parts[0] | parts[1]))


@cache
def facts() -> Facts:
    return Facts(small())


def shown(call: str, memo: Memo | None = None, lang: Lang = "ko") -> Any:
    context = context_of(memo or small(), "decide", lang, lang)
    fragment = Evaluator(DIRECTIVES, context).evaluate(call)
    return html.fragment_fromstring(str(fragment.html()), create_parent="div")


@pytest.mark.parametrize(
    ("vendor", "fits"),
    [
        ("alpha", {"run.cloud"}),
        ("beta", {"run.airgap", "licence.open"}),
        ("delta", {"run.cloud", "run.airgap", "licence.open"}),
    ],
)
def test_a_vendor_carries_the_choices_that_it_fits(vendor: str, fits: set[str]) -> None:
    """What has no source, as an answer or a licence, does not exclude: it is to be asked."""
    tokens = vendor_tokens(facts(), facts().vendors[vendor])
    assert {token for token in tokens if "." in token} == fits
    assert {token for token in tokens if "." not in token} == {"run", "licence"}


def test_a_choice_looks_at_what_it_decides_by_and_what_it_asks_for() -> None:
    assert asked(facts().choices["run.airgap"]) == ("air-gap",)
    assert asked(facts().choices["sector.bank"]) == ("audit-log",)


def test_capabilities_are_the_choices_of_the_tasks() -> None:
    question = facts().questions["task"]
    assert [option.token for option in options(facts(), question)] == list(
        f"task.{id}" for id in facts().capabilities
    )


def test_a_duty_is_bound_by_its_own_conditions_and_by_its_law() -> None:
    laws = facts().regulations
    explain, logging = laws["bank-act"].duties[0], laws["ai-act"].duties[0]
    assert duty_tokens(facts(), laws["bank-act"], explain) == ["sector.bank"]
    assert duty_tokens(facts(), laws["ai-act"], logging) == ["role.provider"]
    assert area_tokens(facts(), "lending") == ["sector.bank"]


def test_an_ended_product_stands_in_the_table_and_fits_nothing() -> None:
    rows = shown("candidates()").xpath("//tbody/tr")
    ended = [row for row in rows if row.find("th/s") is not None]
    assert len(rows) == len(facts().vendors) and len(ended) == 1
    assert rows[-1] is ended[0] and ended[0].get("data-for") is None


def test_every_duty_has_a_row_with_role_date_artefact_and_source() -> None:
    page = shown("duties()")
    assert len(page.xpath("//tbody")) == len(facts().regulations)
    rows = page.xpath("//tr[td]")
    assert len(rows) == sum(len(law.duties) for law in facts().regulations.values())
    logging, marking = rows[0], rows[1]
    assert [cell.text_content().strip() for cell in logging] == [
        "자동 기록 실행을 모두 기록한다.", "만든다", "2027-12-02", "실행 기록", "Institute",
    ]  # fmt: skip
    assert marking[1].text_content() == "둘 다 만들어 낸다"
    assert marking[2].text_content() == "2026-08 밖에 내보낼 때"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("call", "place"),
    [
        ("duties()", "//td[last()]"),
        ("areas()", "//p[@class='kb-note']"),
        ("clauses()", "//li/small[last()]"),
        ("choice_advice()", "//li/small[last()]"),
    ],
)
def test_sources_that_stand_together_are_told_apart(call: str, place: str, lang: Lang) -> None:
    """An act and its decree have one publisher."""
    for cell in shown(call, real(), lang).xpath(place):
        names = {
            link.get("href").partition("#")[2]: link.text_content() for link in cell.xpath("a")
        }
        assert len(set(names.values())) == len(names), names


def test_duties_of_a_choice_are_those_of_its_laws() -> None:
    assert len(shown('duties("sector.bank", form="short")').xpath("//tr[td]")) == 1


def test_a_clause_says_when_it_is_meant_and_what_it_rests_on() -> None:
    ending, offline = shown("clauses()").xpath("//li")
    assert "Institute" in ending.text_content() and ending.get("data-with") == ""
    assert offline.get("data-with") == "run.airgap" and "폐쇄망" in offline.text_content()


def test_a_plan_has_gates_boxes_and_the_dates_of_laws() -> None:
    plan = shown('roadmap("plan")')
    assert len(plan.xpath("//*[@class='kb-gate']")) == 3
    assert len(plan.xpath("//*[@class='kb-stage__months']/rect[@fill='currentColor']")) == 3
    assert [item.get("data-date") for item in plan.xpath("//li[@data-date]")] == [
        "2027-12-02",
        "2031-05",
    ]
