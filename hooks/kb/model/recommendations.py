"""Findings, strategies, the adoption roadmap and published maturity models."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kb.model.base import CurrentState, Named, Point, Record, SourceRef, Text


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
