"""Findings, strategies, the adoption roadmap and published maturity models."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kb.model.base import CurrentState, Named, Point, Record, SourceRef, Text
from kb.model.collection import Collection

Month = Annotated[int, Field(ge=1, le=12)]
"""Of the first year, from its beginning."""


class KeyFinding(Named):
    """A main finding of the research."""

    source: SourceRef = Field(title="출처", examples=["brief-2024"])
    now: CurrentState | None = Field(
        default=None,
        title="지금 상태",
        examples=[{"as_of": "2026-11", "text": {"ko": "엇갈린다."}, "sources": ["kcci-2025"]}],
    )


class Strategy(Named):
    """A recommendation to a company that adopts MLOps."""

    source: SourceRef = Field(title="출처", examples=["brief-2024"])
    advice: Text | None = Field(
        default=None, title="우리 제언", examples=[{"ko": "작게 시작한다.", "en": "Start small."}]
    )


class Stage(Named):
    """A stage of the adoption roadmap, with what must hold to enter and to leave it."""

    source: SourceRef = Field(title="출처", examples=["brief-2024"])
    months: tuple[Month, ...] = Field(
        default=(), title="첫해의 달(우리 제안)", examples=[[1, 2, 3]]
    )
    entry: tuple[Point, ...] = Field(
        default=(),
        title="들어가는 조건",
        examples=[[{"id": "use-case", "text": {"ko": "과제가 하나 정해졌다."}}]],
    )
    exit: tuple[Point, ...] = Field(
        default=(),
        title="나오는 조건",
        examples=[[{"id": "retrain", "text": {"ko": "재학습이 자동이다."}}]],
    )
    work: tuple[Point, ...] = Field(
        default=(),
        title="할 일",
        examples=[[{"id": "registry", "text": {"ko": "모델 저장소를 둔다."}}]],
    )


class ModelLevel(Record):
    """One level of a published maturity model."""

    level: Annotated[int, Field(ge=0, le=9)] = Field(title="단계", examples=[0])
    name: Text = Field(title="이름", examples=[{"ko": "수작업", "en": "Manual process"}])


class MaturityModel(Named):
    """A maturity model that somebody published, for comparison."""

    publisher: str = Field(title="발행처", examples=["Microsoft"])
    source: SourceRef = Field(title="출처", examples=["microsoft-mlops-maturity"])
    levels: tuple[ModelLevel, ...] = Field(
        title="단계", examples=[[{"level": 0, "name": {"ko": "수작업", "en": "Manual"}}]]
    )


COLLECTIONS = (
    Collection(
        "findings",
        "recommendations/findings.yml",
        KeyFinding,
        title=Text(ko="주요 발견", en="Main findings"),
        about=Text(
            ko="연구 개요의 발견과 그 지금 상태다.",
            en="The findings of the research and how they stand now.",
        ),
    ),
    Collection(
        "strategies",
        "recommendations/strategies.yml",
        Strategy,
        title=Text(ko="도입 전략", en="Strategies"),
        about=Text(
            ko="연구 개요의 전략과 우리 제언이다.",
            en="The strategies of the research brief and our advice.",
        ),
    ),
    Collection(
        "roadmap",
        "recommendations/roadmap.yml",
        Stage,
        title=Text(ko="도입 단계", en="Roadmap"),
        about=Text(
            ko="단계마다 들어가는 조건, 할 일, 나오는 조건이 있다.",
            en="Each stage has conditions to enter, work to do and conditions to leave.",
        ),
    ),
    Collection(
        "maturity_models",
        "recommendations/maturity-models.yml",
        MaturityModel,
        title=Text(ko="공개된 성숙도 모형", en="Published maturity models"),
        about=Text(
            ko="다른 곳에서 낸 MLOps 성숙도 모형이다.",
            en="MLOps maturity models that others have published.",
        ),
    ),
)
