"""Titles of charts say what their data show: data in, a sentence out."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from kb.charts.markup import Chart
from kb.content.compile import context_of
from kb.show.chartbook import CHARTS
from kb.show.chartbook.named import Choice
from kb.show.directive import DirectiveError
from kb.text import Lang
from texts import project_of, project_texts

SOURCES = "report: {kind: report, title: Report, publisher: Institute, url: 'https://a.example', accessed: 2026-01-02, quality: A}\n"


def figure(id: str, value: str, **fields: object) -> str:
    """A figure of the data; fields beside those that each has."""
    known = {"unit": "percent", "as_of": "'2024'", "topic": "survey", "source": "report"}
    lines = [f"  {key}: {given}" for key, given in (known | fields).items()]
    label = f"  label: {{ko: 물음 {id}, en: Question {id}}}"
    return "\n".join([f"{id}:", label, f'  value: "{value}"', *lines, ""])


def chart(name: str, figures: Iterable[str], lang: Lang = "ko", **choice: str) -> Chart:
    """A chart of a project that has these figures and nothing else."""
    files = {"data/sources/all.yml": SOURCES, "data/figures/all.yml": "".join(figures)}
    memo = project_of(project_texts(files))
    return CHARTS[name].draw(context_of(memo, "index", lang, lang), Choice(**choice))


def shares(*pairs: tuple[str, str, str]) -> list[str]:
    """Shares that use AI: who asked, size of the firms or nothing, value."""
    return [
        figure(
            f"{who.lower()}-{size or 'all'}",
            value,
            measure="ai-use",
            asked_by=who,
            **({"firm_size": size} if size else {}),
        )
        for who, size, value in pairs
    ]


def test_use_is_told_by_how_much_more_large_firms_use() -> None:
    found = shares(
        ("A", "large", "60"), ("A", "small", "30"), ("B", "large", "49"), ("B", "small", "4")
    )
    assert chart("ai-use", found).title == "큰 기업이 AI를 쓰는 비율은 작은 기업의 2~12배다"
    assert "2 to 12 times" in chart("ai-use", found, "en").title


def test_without_both_sizes_use_is_told_by_its_spread() -> None:
    found = shares(("A", "", "88"), ("B", "large", "20"))
    assert chart("ai-use", found).title == "AI를 쓴다는 답은 조사에 따라 20%에서 88%까지 나온다"
    assert chart("ai-use", found, "en").title == "Depending on the survey, 20% to 88% use AI"


def test_a_part_of_the_sample_has_a_row_of_its_own() -> None:
    found = [
        *shares(("A", "", "30.6"), ("A", "large", "50")),
        figure("makers", "23.8", measure="ai-use", asked_by="A", sample="제조업"),
    ]
    assert [row[0] for row in chart("ai-use", found).table.rows] == [
        "물음 a-all", "물음 a-large", "물음 makers",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("last", "said"),
    [("362", "362로 늘었다"), ("100", "100으로 줄었다"), ("233", "233으로 그대로다")],
)
def test_a_series_says_which_way_it_went(last: str, said: str) -> None:
    found = [
        figure("one", "233", measure="ai-incidents", unit="count"),
        figure("two", last, measure="ai-incidents", unit="count", as_of="'2025'"),
    ]
    title = chart("ai-incidents", found).title
    assert title == f"기록된 AI 사고(건): 2024년 233에서 2025년 {said}"


def test_what_is_ahead_is_called_a_projection() -> None:
    found = [
        figure("now", "415", measure="data-centre-power", unit="twh", as_of="2025-04", year=2024),
        figure("then", "945", measure="data-centre-power", unit="twh", as_of="2025-04", year=2030),
    ]
    assert chart("data-centre-power", found).title.endswith("945TWh로 늘 전망이다")
    assert "is projected to rise" in chart("data-centre-power", found, "en").title


def test_a_successor_measure_is_told_apart() -> None:
    found = [
        figure("a", "48.8", measure="shortage-named", as_of="'2020'"),
        figure("b", "81.9", measure="shortage-named", as_of="'2023'"),
        figure("c", "14.3", measure="shortage-rate", as_of="'2023'"),
        figure("d", "7.4", measure="shortage-rate", as_of="2024-06"),
    ]
    one, two = chart("talent-shortage", found).title.split(", ")
    assert one.endswith("81.9%로 늘었고") and two.endswith("7.4%로 줄었다")


def test_prices_are_told_by_how_often_the_least_goes_into_the_greatest() -> None:
    found = [
        figure(f"{model}-{kind}", price, measure=f"token-{kind}", item=model, unit="usd")
        for model, kind, price in (
            ("a", "input", "10.00"), ("a", "output", "50.00"),
            ("b", "input", "0.10"), ("b", "output", "0.50"),
        )
    ]  # fmt: skip
    assert chart("token-prices", found, "en").title.endswith(
        "from $0.50 to $50.00, 100 times as much"
    )


def test_a_topic_leads_with_its_greatest_share() -> None:
    found = [figure("low", "4.4"), figure("high", "80.7"), figure("months", "8", unit="months")]
    made = chart("survey-answers", found, "en", topic="survey")
    assert made.title == "Highest of all: “Question high”, 80.7%"
    assert len(made.table.rows) == 2


@pytest.mark.parametrize(
    ("name", "choice", "said"),
    [
        ("survey-answers", {}, "topic이 있어야"),
        ("survey-answers", {"topic": "other"}, "보일 other 비율이 없습니다"),
        ("mle-bench", {}, "보일 mle-bench-medals 수치가 없습니다"),
    ],
)
def test_a_chart_without_data_says_what_is_lacking(
    name: str, choice: dict[str, str], said: str
) -> None:
    with pytest.raises(DirectiveError, match=said):
        chart(name, [figure("one", "1")], **choice)


def test_the_next_date_of_a_law_ends_its_title_as_korean_does() -> None:
    coming = "{id: duty, date: 2027-12-02, text: {ko: 적용, en: Applies}, source: report}"
    law = "act:\n  name: 법\n  jurisdiction: 한국\n  mlops: 남긴다.\n  events:\n    - "
    files = {"data/sources/all.yml": SOURCES, "data/market/regulations.yml": f"{law}{coming}\n"}
    context = context_of(project_of(project_texts(files)), "index", "ko", "ko")
    title = CHARTS["regulation-timeline"].draw(context, Choice()).title
    assert title.endswith("1건, 가장 가까운 것은 2027년 12월 2일이다")
