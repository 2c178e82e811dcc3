"""Technologies, their domains, the levels and the editions that assess them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from kb.model.base import (
    Aliases,
    DomainRef,
    Named,
    PartialDate,
    Record,
    SourceRef,
    TechnologyRef,
    Text,
)

LevelName = Literal["initial", "developing", "mature"]
LEVELS: tuple[LevelName, ...] = ("initial", "developing", "mature")
Trend = Literal["up", "flat", "down"]


class Level(Named):
    """A maturity level with its written criteria."""

    criteria: Text = Field(
        title="기준", examples=[{"ko": "표준이 있다.", "en": "There is a standard."}]
    )


class Technology(Named):
    """A technology area. Different levels by use are two technologies."""

    domain: DomainRef = Field(title="영역", examples=["operations"])
    related: tuple[TechnologyRef, ...] = Field(
        default=(), title="관련 기술", examples=[["llm-serving"]]
    )
    aliases: Aliases = Field(
        default=Aliases(), title="별칭", examples=[{"ko": ["서빙"], "en": ["serving"]}]
    )


class Evidence(Record):
    """What a level rests on: a source and, where it says one, the dated fact taken from it."""

    source: SourceRef = Field(title="출처", examples=["radar-dvc"])
    date: PartialDate | None = Field(default=None, title="날짜", examples=["2023-09"])
    text: Text | None = Field(
        default=None,
        title="내용",
        examples=[{"ko": "도입 단계로 올랐다.", "en": "Moved to adopt."}],
    )

    @model_validator(mode="before")
    @classmethod
    def _from_id(cls, value: Any) -> Any:
        return {"source": value} if isinstance(value, str) else value


class Assessment(Record):
    """A technology's level in one edition. In between = the lower level, trend up."""

    level: LevelName = Field(title="성숙도", examples=["developing"])
    trend: Trend = Field(default="flat", title="방향", examples=["up"])
    watch: bool = Field(default=False, title="지켜보기", examples=[True])
    challenge: Text = Field(
        title="주요 과제", examples=[{"ko": "멀티 클라우드 지원", "en": "Multi-cloud support"}]
    )
    rationale: Text | None = Field(
        default=None, title="판단 근거", examples=[{"ko": "도구가 둘 이상 안정됐다."}]
    )
    evidence: tuple[Evidence, ...] = Field(
        default=(), title="증거", examples=[["radar-dvc", "dvc-repo"]]
    )
    move: Text | None = Field(
        default=None,
        title="이동 이유",
        examples=[{"ko": "표준이 정해졌다.", "en": "A standard came."}],
    )


class Edition(Record):
    """All assessments of one date. The file's name is the edition's id."""

    draft: bool = Field(default=False, title="초안(아직 보이지 않음)", examples=[True])
    as_of: PartialDate = Field(title="기준일", examples=["2024"])
    source: SourceRef | None = Field(default=None, title="판 전체의 출처", examples=["brief-2024"])
    reviewed: PartialDate = Field(title="검토일", examples=["2026-11-23"])
    review_by: PartialDate | None = Field(
        default=None, title="다음 검토일", examples=["2027-05-31"]
    )
    assessments: dict[TechnologyRef, Assessment] = Field(
        title="평가",
        min_length=1,
        examples=[{"automl": {"level": "developing", "challenge": {"ko": "복잡함"}}}],
    )
