"""Charts that tests draw: each of our builders, with made-up facts in both languages."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from kb.charts import dots, lanes, market, maturity, radar, series
from kb.charts.draw import Drawing
from kb.charts.markup import Chart
from kb.charts.picture import picture
from kb.charts.scene import Scene
from kb.charts.table import Table
from kb.charts.theme import Spec
from kb.memo import Memo
from texts import Texts

WORDS = {
    "ko": {
        "technology": "기술", "domain": "영역", "level": "성숙도", "before": "직전 판",
        "rising": "상승", "falling": "하락", "from": "{level}에서", "watch": "지켜보기", "new": "새로 평가함", "moved": "직전 판에서 이동",
        "edition": "판", "year": "연도", "value": "시장 규모", "kind": "구분",
        "published": "발표값", "implied": "계산값", "growth": "해마다 38.5%씩(두 값에서 계산)",
        "publisher": "추정한 곳", "base": "기준 연도", "target": "목표 연도", "grade": "출처",
        "grade-A": "발행한 곳", "grade-B": "언론·학술지", "grade-C": "다른 곳의 인용",
        "grade-U": "출처 미확인", "date": "날짜", "track": "법", "event": "일",
        "as_of": "2026년 11월 23일 기준", "today": "오늘",
    },
    "en": {
        "technology": "Technology", "domain": "Domain", "level": "Level", "before": "Before",
        "rising": "rising", "falling": "falling", "from": "from {level}", "watch": "Watch", "new": "Newly assessed",
        "moved": "Moved since the edition before", "edition": "Edition", "year": "Year",
        "value": "Market", "kind": "Kind", "published": "published", "implied": "computed",
        "growth": "38.5% a year (from both values)", "publisher": "Publisher",
        "base": "Base year", "target": "Target year", "grade": "Source",
        "grade-A": "the publisher", "grade-B": "press or journal", "grade-C": "quoted by others",
        "grade-U": "unverified", "date": "Date", "track": "Law", "event": "Event",
        "as_of": "As of 23 November 2026", "today": "today",
    },
}  # fmt: skip

LEVEL_NAMES = {"ko": ("초기", "발전 중", "성숙"), "en": ("Initial", "Developing", "Mature")}

_TECHNOLOGIES = (
    ("data-versioning", "데이터 버전 관리", "Data versioning", 0, "mature", "mature", ""),
    ("feature-store", "피처 스토어", "Feature store", 0, "developing", None, "rising"),
    ("synthetic-data", "합성 데이터", "Synthetic data", 0, "initial", None, "rising"),
    ("automl", "AutoML", "AutoML", 1, "developing", "developing", ""),
    ("federated-learning", "연합 학습", "Federated learning", 1, "initial", "initial", "rising"),
    ("quantum-ml", "양자 머신러닝", "Quantum machine learning", 1, "initial", None, "watch"),
    ("model-deployment", "모델 배포", "Model deployment", 2, "mature", "developing", ""),
    ("model-monitoring", "모델 모니터링", "Model monitoring", 2, "developing", "developing", ""),
    ("pipeline-orchestration", "파이프라인 오케스트레이션", "Pipeline orchestration", 3, "mature",
     None, ""),
)  # fmt: skip
_DOMAINS = (
    ("데이터", "Data"),
    ("개발·실험", "Development"),
    ("배포·운영", "Deployment and operations"),
    ("인프라", "Infrastructure"),
)


def scale(lang: str) -> list[maturity.Level]:
    """Three levels, from the lowest up."""
    initial, developing, mature = LEVEL_NAMES[lang]
    return [
        maturity.Level("initial", initial, "ring"),
        maturity.Level("developing", developing, "half"),
        maturity.Level("mature", mature, "full"),
    ]


def assessed(lang: str) -> list[maturity.Assessed]:
    """Technologies of four domains, with a move, a watched one and new ones."""
    at = 1 if lang == "ko" else 2
    return [
        maturity.Assessed(
            id=row[0],
            name=row[at],
            group=_DOMAINS[row[3]][at - 1],
            level=row[4],
            previous=row[5],
            new=row[5] is None,
            rising=row[6] == "rising",
            watch=row[6] == "watch",
            address=f"maturity/{row[0]}/",
        )
        for row in _TECHNOLOGIES
    ]


def histories(lang: str) -> list[maturity.History]:
    """The same through two editions."""
    return [
        maturity.History(
            item.id,
            item.name,
            item.group,
            ({"2024": item.previous} if item.previous else {}) | {"2026": item.level},
        )
        for item in assessed(lang)
    ]


def money(lang: str):
    """A way to write dollars."""
    return lambda usd: f"{usd / 1e8:,.0f}억 달러" if lang == "ko" else f"${usd / 1e9:.1f}B"


def estimates(lang: str) -> list[market.Estimate]:
    """Four estimates, one of each grade."""
    write = money(lang)

    def amount(year: int, billions: float) -> market.Amount:
        return market.Amount(year, billions * 1e9, write(billions * 1e9))

    brief = "연구 개요" if lang == "ko" else "Research brief"
    return [
        market.Estimate(brief, amount(2023, 4.1), amount(2028, 20.9), "U", "38.5%", lead=True),
        market.Estimate("Alpha Research", amount(2024, 4.4), amount(2032, 55.7), "A", "37.3%"),
        market.Estimate(
            "Beta Business Insights", amount(2024, 2.2), amount(2030, 16.6), "B", "40%"
        ),
        market.Estimate("Gamma Consultancy", amount(2026, 3.3), amount(2035, 56.6), "C", "37.0%"),
    ]


LOOKS = {"ended": lanes.Look("cross", "initial"), "bought": lanes.Look("diamond", "c1")}


def lane_marks() -> tuple[lanes.Mark, ...]:
    """Marks of a lane: two too close for a finger, and one that is ahead."""
    return (
        lanes.Mark("2024-03", "bought", "알파: 팔렸다", "a/", label="Gamma"),
        lanes.Mark("2024-05-02", "ended", "알파: 끝났다", "b/"),
        lanes.Mark("2027-12-02", "bought", "알파: 팔린다", "c/", hollow=True, when=True),
    )


def of_lanes(lang: str) -> lanes.Lanes:
    """Two groups of lanes with a line over them."""
    above = lanes.Mark("2026-01-22", "bought", "법: 시행", "")
    first = lanes.Lane("알파" if lang == "ko" else "Alpha", "a/", lane_marks(), changed="2024-03")
    other = lanes.Lane("베타 " * 12, "", (), start="2025", end="2026-02", earlier="+2")
    return lanes.Lanes(
        groups=(lanes.Group("가", (first,)), lanes.Group("나", (other,))),
        looks=LOOKS,
        years=(2024, 2027),
        as_of="2026-11-23",
        above=("법", (above,)),
        folded="그리지 않은 것 3",
        key=(("ended", False, "끝났다"), ("bought", True, "남았다")),
    )


SHARES = dots.Scale(((0, "0"), (50, "50"), (100, "100%")))


def asked(lang: str) -> list[dots.Group]:
    """Three surveys of two countries, one with firms of both sizes and of all."""
    sizes = ("작은 기업", "전체", "큰 기업") if lang == "ko" else ("small", "all", "large")
    korea, world = ("한국", "세계") if lang == "ko" else ("Korea", "World")
    looks = (dots.LOW, dots.MIDDLE, dots.PLAIN)
    three = tuple(
        dots.Mark(value, f"{value}%", look, word)
        for value, look, word in zip((30.6, 32.9, 66.9), looks, sizes, strict=True)
    )
    return [
        dots.Group(
            korea,
            (
                dots.Row("Alpha, 2024", "504", three),
                dots.Row("Beta, 2025", "300", (dots.Mark(4.2, "4.2%", dots.LOW, sizes[0]),)),
            ),
        ),
        dots.Group(world, (dots.Row("Gamma, 2025", "", (dots.Mark(88, "88%"),)),)),
    ]


def panels() -> list[series.Panel]:
    """Two measures apart, one with a projection and with two values of one year."""
    named = [series.Point(2020 + at, 50.0 + at, f"{50 + at}%", str(2020 + at)) for at in range(3)]
    ahead = [
        series.Point(2022, 10, "10%", "2022"),
        series.Point(2024, 20, "20%", "2024", "One", ahead=True),
        series.Point(2024, 21, "21%", "2024", "Two", ahead=True),
    ]
    return [
        series.Panel("Alpha", (series.Line(tuple(named)),)),
        series.Panel("Beta", (series.Line(tuple(ahead)),)),
    ]


def values(lang: str) -> Table:
    """A table of two values."""
    heads = ("무엇", "값") if lang == "ko" else ("What", "Value")
    return Table(columns=heads, rows=(("Alpha", "52%"), ("Beta", "21%")))


@cache
def drawings(lang: str) -> dict[str, Drawing]:
    """One of each picture, by name."""
    words = WORDS[lang]
    both = [maturity.Edition("2024", "2024"), maturity.Edition("2026", "2026")]
    return {
        "forecast": market.forecast(estimates(lang)[0], money(lang), words),
        "estimates": market.estimates(estimates(lang), money(lang), words),
        "levels": maturity.levels(assessed(lang), scale(lang), words),
        "timeline": maturity.timeline(histories(lang), both, scale(lang), words),
        "radar": radar.radar(assessed(lang), scale(lang), words),
        "lanes": lanes.lanes(
            of_lanes(lang), words, Table(("이름", "날짜"), (("알파", "2024-03"),))
        ),
        "dots": dots.dots(asked(lang), SHARES, values(lang)),
        "series": series.series(panels(), values(lang)),
    }


def charts(lang: str) -> dict[str, Chart]:
    """The same as charts with words around them."""
    title, finding = ("표본", "이 그림은 표본이다.") if lang == "ko" else ("Sample", "A sample.")
    return {
        name: Chart.of_drawing(
            drawing, id=f"sample-{name}", lang=lang, title=f"{title}: {name}", finding=finding
        )
        for name, drawing in drawings(lang).items()
    }


def drawn(spec: Spec | Scene, prefix: str = "a", lang: str = "ko") -> str:
    """A picture that this process has drawn, and no earlier one."""
    if isinstance(spec, Scene):
        return spec.svg()
    return picture(_memo(), spec, prefix, lang)


def memo_in(folder: Path) -> Memo:
    """A memo that knows no file, and keeps its pictures in a folder."""
    KEPT.mkdir(parents=True, exist_ok=True)
    folder.mkdir(exist_ok=True)
    (folder / "vega").symlink_to(KEPT)
    return Memo(Texts(), folder=folder)


KEPT = Path(__file__).resolve().parents[1] / ".cache" / "vega"
"""Where the project keeps the program that draws, by its content."""


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="pictures-")  # as long as the process


@cache
def _memo() -> Memo:
    return memo_in(Path(_folder().name))
