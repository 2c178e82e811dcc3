"""The market: size estimates, single figures, drivers, regulation (`data/market/`)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError, PydanticKnownError

from kb.model.base import (
    ChoiceRef,
    CurrentState,
    EstimateRef,
    Event,
    Identifier,
    Named,
    PartialDate,
    Point,
    Record,
    SourceRef,
    Text,
)
from kb.model.collection import Collection
from kb.model.quantities import Printed, Usd

Year = Annotated[int, Field(ge=1990, le=2100)]


class Amount(Record):
    """The market in one year."""

    year: Year = Field(title="연도", examples=[2023])
    usd: Usd = Field(title="금액(미국 달러)", examples=["4.1B"])

    @field_validator("usd")
    @classmethod
    def _is_something(cls, usd: Usd) -> Usd:
        # Nothing grows from nothing: the rate between two amounts would be undefined.
        if not usd.value:
            raise PydanticKnownError("greater_than", {"gt": 0})
        return usd


class StatedGrowth(Record):
    """The compound annual growth rate that the publisher prints."""

    percent: Printed = Field(title="연평균 성장률(%)", examples=["38.2"])
    from_year: Year = Field(alias="from", title="시작 연도", examples=[2023])
    to_year: Year = Field(alias="to", title="끝 연도", examples=[2028])


@dataclass(frozen=True)
class Growth:
    """Compound annual growth in %, with the band that the rounding of its end points allows."""

    percent: Decimal
    low: Decimal
    high: Decimal

    def allows(self, stated: Printed) -> bool:
        """Whether a printed rate can be the true one, its own rounding included."""
        return self.low <= stated.value + stated.half_step and (
            stated.value - stated.half_step <= self.high
        )


class Estimate(Record):
    """One publisher's estimate: a base year, a target year and, mostly, a stated growth rate."""

    source: SourceRef = Field(title="출처", examples=["360iresearch-2025"])
    publisher: Text = Field(title="추정한 곳", examples=["360iResearch"])
    scope: Identifier = Field(title="시장 범위", examples=["mlops"])
    as_of: PartialDate = Field(title="기준일", examples=["2025"])
    base: Amount = Field(title="기준 연도", examples=[{"year": 2024, "usd": "4.41B"}])
    target: Amount = Field(title="목표 연도", examples=[{"year": 2032, "usd": "55.66B"}])
    stated_cagr: StatedGrowth | None = Field(
        default=None,
        title="발표된 성장률",
        examples=[{"percent": "37.28", "from": 2024, "to": 2032}],
    )
    use: Literal["headline", "range", "warning"] = Field(title="쓰임", examples=["range"])
    superseded_by: EstimateRef | None = Field(
        default=None, title="뒤에 나온 판", examples=["360iresearch-2026"]
    )
    note: Text | None = Field(
        default=None, title="주석", examples=[{"ko": "정의가 다르다.", "en": "Another definition."}]
    )

    @field_validator("target")
    @classmethod
    def _comes_later(cls, target: Amount, info: ValidationInfo) -> Amount:
        base = info.data.get("base")
        if base and target.year <= base.year:
            years = {"base": base.year, "target": target.year}
            raise PydanticCustomError("kb_years", "{target} is not after {base}", years)
        return target

    @property
    def implied_growth(self) -> Growth:
        """(target / base)^(1 / years) − 1, in %, as printed and at the ends of the rounding."""
        base, target = self.base.usd, self.target.usd
        years = self.target.year - self.base.year
        return Growth(
            percent=_growth(base.value, target.value, years),
            low=_growth(base.value + base.half_step, target.value - target.half_step, years),
            high=_growth(base.value - base.half_step, target.value + target.half_step, years),
        )


def _growth(base: Decimal, target: Decimal, years: int) -> Decimal:
    return ((target / base) ** (Decimal(1) / years) - 1) * 100


FigureUnit = Literal[
    "percent", "people", "usd", "krw", "count", "times", "months", "years", "twh", "flops"
]  # fmt: skip


class Figure(Record):
    """A single number that pages show. Its id is its permanent key."""

    label: Text = Field(title="무엇", examples=[{"ko": "AI를 쓰는 기업", "en": "Firms using AI"}])
    value: Usd = Field(title="값", examples=["80.7"])
    unit: FigureUnit = Field(title="단위", examples=["percent"])
    as_of: PartialDate = Field(title="기준일", examples=["2025-11"])
    source: SourceRef = Field(title="출처", examples=["kcci-2025"])
    topic: Identifier | None = Field(default=None, title="주제", examples=["talent"])
    region: Text | None = Field(
        default=None, title="지역", examples=[{"ko": "한국", "en": "Korea"}]
    )
    sample: Text | None = Field(
        default=None,
        title="표본",
        examples=[{"ko": "제조업 504개사", "en": "504 manufacturers"}],
    )
    measure: Identifier | None = Field(
        default=None, title="잰 것(같은 것을 잰 수치끼리 한 그림에 선다)", examples=["ai-use"]
    )
    asked_by: Text | None = Field(
        default=None, title="조사한 곳", examples=[{"ko": "대한상공회의소", "en": "KCCI"}]
    )
    firm_size: Literal["large", "small"] | None = Field(
        default=None, title="물은 기업의 크기", examples=["small"]
    )
    item: Text | None = Field(
        default=None, title="무엇의 값(모델이나 도구의 이름)", examples=["Claude Opus 5.5"]
    )
    year: Year | None = Field(default=None, title="값의 해(기준일과 다를 때)", examples=[2030])


class Driver(Named):
    """A force that makes the market grow."""

    source: SourceRef = Field(title="출처", examples=["brief-2024"])
    now: CurrentState | None = Field(
        default=None,
        title="지금 상태",
        examples=[{"as_of": "2026-11", "text": {"ko": "시행됐다."}, "sources": ["eu-2026-1744"]}],
    )


class Area(Named):
    """An area in which Korea's AI Basic Act can hold AI to be of high impact."""

    item: Text = Field(title="법의 목", examples=[{"ko": "사", "en": "(g)"}])
    source: SourceRef = Field(title="출처", examples=["ai-basic-act-article-2"])


class Duty(Point):
    """What a law asks for, of whom, since when, and what shows that it was done."""

    name: Text | None = Field(
        default=None, title="짧은 이름", examples=[{"ko": "자동 기록", "en": "Automatic logs"}]
    )
    when: tuple[ChoiceRef, ...] = Field(
        default=(), title="누구와 무엇에 걸리는지", examples=[["role.provider", "use.generative"]]
    )
    limit: Text | None = Field(
        default=None,
        title="문턱",
        examples=[{"ko": "10의 26승 연산 이상", "en": "10^26 operations or more"}],
    )
    applies: PartialDate | None = Field(default=None, title="언제부터", examples=["2026-01-22"])
    artefact: Text | None = Field(
        default=None,
        title="보일 산출물(우리 정리)",
        examples=[{"ko": "실행 기록", "en": "Run logs"}],
    )
    sources: tuple[SourceRef, ...] = Field(
        default=(), title="출처", examples=[["eu-ai-act-article-12"]]
    )


class Regulation(Named):
    """A law or standard, its dates, and what it asks of MLOps."""

    jurisdiction: Text = Field(title="관할", examples=[{"ko": "유럽연합", "en": "European Union"}])
    citation: Text | None = Field(
        default=None, title="법령 번호", examples=["Regulation (EU) 2024/1689"]
    )
    mlops: Text = Field(
        title="MLOps에 뜻하는 것",
        examples=[{"ko": "기록을 남겨야 한다.", "en": "Logs must be kept."}],
    )
    duties: tuple[Duty, ...] = Field(
        default=(),
        title="의무",
        examples=[[{"id": "logging", "text": {"ko": "자동 기록", "en": "Automatic logs"}}]],
    )
    events: tuple[Event, ...] = Field(
        title="일정",
        examples=[
            [
                {
                    "id": "in-force",
                    "date": "2024-08-01",
                    "text": {"ko": "발효"},
                    "source": "eu-ai-act",
                }
            ]
        ],
    )


COLLECTIONS = (
    Collection(
        "estimates",
        "market/estimates.yml",
        Estimate,
        title=Text(ko="시장 추정치", en="Market estimates"),
        about=Text(
            ko="조사 회사마다 한 건이다. 금액은 발표된 그대로 써서 반올림 폭을 남긴다.",
            en="One record for each publisher. Amounts are written as printed, since their decimals tell the rounding.",
        ),
    ),
    Collection(
        "figures",
        "figures/*.yml",
        Figure,
        title=Text(ko="낱 수치", en="Single figures"),
        about=Text(
            ko="페이지에 나오는 숫자 하나하나다. 글 속에 숫자를 손으로 쓰지 않고 여기에 둔다.",
            en="Each number that a page shows. It stands here and is never typed into prose.",
        ),
    ),
    Collection(
        "drivers",
        "market/drivers.yml",
        Driver,
        title=Text(ko="시장 동인", en="Market drivers"),
        about=Text(
            ko="시장을 키우는 힘과 그 지금 상태다.",
            en="What makes the market grow, and how that stands now.",
        ),
    ),
    Collection(
        "regulations",
        "market/regulations.yml",
        Regulation,
        title=Text(ko="법령", en="Laws"),
        about=Text(
            ko="법과 표준, 그 일정과 의무다.", en="Laws and standards with their dates and duties."
        ),
    ),
    Collection(
        "areas",
        "market/high-impact-areas.yml",
        Area,
        title=Text(ko="고영향 영역", en="High-impact areas"),
        about=Text(
            ko="한국의 인공지능기본법이 고영향 AI의 영역으로 적은 열 가지다.",
            en="The ten areas that Korea's AI Basic Act names for high-impact AI.",
        ),
    ),
)
