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
from kb.model.collection import Collection

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


COLLECTIONS = (
    Collection(
        "domains",
        "domains.yml",
        Named,
        title=Text(ko="영역", en="Domains"),
        about=Text(
            ko="기술을 나누는 영역이다. 파일의 차례가 레이더의 부채꼴 차례다.",
            en="Areas that technologies belong to. Their order in the file is that of the radar's sectors.",
        ),
    ),
    Collection(
        "levels",
        "levels.yml",
        Level,
        title=Text(ko="성숙도 단계", en="Maturity levels"),
        about=Text(
            ko="세 단계의 이름과 기준이다. 단계를 더하려면 코드도 고쳐야 한다.",
            en="Names and criteria of the three levels. Adding one takes a change of the code.",
        ),
    ),
    Collection(
        "technologies",
        "technologies/*.yml",
        Technology,
        title=Text(ko="기술", en="Technologies"),
        about=Text(
            ko="성숙도를 매기는 기술이다. 쓰임에 따라 단계가 다르면 기술을 둘로 나눈다.",
            en="What maturity is assessed of. Where the level differs by use, make two technologies.",
        ),
        one_file_each=True,
    ),
    Collection(
        "editions",
        "maturity/*.yml",
        Edition,
        title=Text(ko="성숙도의 판", en="Maturity editions"),
        about=Text(
            ko="한 시점의 모든 평가다. 직전 판의 기술을 모두 다시 평가하고, 단계가 바뀌면 이유를 적는다.",
            en="All assessments of one date. Every technology of the edition before is assessed again, and a change of level needs its reason.",
        ),
        one_file_each=True,
    ),
)
