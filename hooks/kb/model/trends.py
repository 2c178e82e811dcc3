"""Trends and the five-year outlook (`data/trends.yml`, `data/outlook.yml`)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kb.model.base import (
    CurrentState,
    EditionRef,
    Named,
    Point,
    Record,
    SourceRef,
    TechnologyRef,
    Text,
)
from kb.model.collection import Collection


class Trend(Named):
    """A direction of the field, with the technologies that carry it."""

    label: Literal["feature", "background", "need"] | None = Field(
        default=None, title="설명의 성격", examples=["background"]
    )
    elements: tuple[Point, ...] = Field(
        default=(),
        title="핵심 기술·요소",
        examples=[
            [{"id": "on-device", "text": {"ko": "온디바이스 학습", "en": "On-device training"}}]
        ],
    )
    technologies: tuple[TechnologyRef, ...] = Field(
        default=(), title="관련 기술", examples=[["federated-learning"]]
    )
    source: SourceRef = Field(title="출처", examples=["brief-2024"])
    now: CurrentState | None = Field(
        default=None,
        title="지금 상태",
        examples=[{"as_of": "2026-11", "text": {"ko": "제품이 나왔다."}, "sources": ["litert-2"]}],
    )


Verdict = Literal["expected", "met", "partly", "open", "mixed", "unfounded", "refuted"]
"""How an expectation stands: only said so far; what would confirm it has happened, in part, or
neither has; signs of both; no public case; what would refute it has happened."""


class OutlookState(Record):
    """How an expectation stood in one edition, by our assessment."""

    verdict: Verdict = Field(title="판정", examples=["open"])
    text: Text | None = Field(
        default=None,
        title="이렇게 본 까닭",
        examples=[{"ko": "사람이 자주 끼어든다.", "en": "Humans often intervene."}],
    )


class OutlookItem(Named):
    """An expectation, its state now, and what would confirm or refute it."""

    source: SourceRef = Field(title="출처", examples=["brief-2024"])
    horizon: int = Field(title="목표 연도", examples=[2029])
    technology: TechnologyRef | None = Field(
        default=None, title="관련 기술", examples=["quantum-ml"]
    )
    now: CurrentState | None = Field(
        default=None,
        title="지금 상태",
        examples=[{"as_of": "2026-11", "text": {"ko": "실증이 없다."}, "sources": ["qml-survey"]}],
    )
    confirms: Text | None = Field(
        default=None, title="확인해 줄 사건", examples=[{"ko": "실무 과제에서 이긴다."}]
    )
    refutes: Text | None = Field(
        default=None, title="반증할 사건", examples=[{"ko": "고전 방법이 따라잡는다."}]
    )
    states: dict[EditionRef, OutlookState] = Field(
        default={}, title="판마다의 판정", examples=[{"2026": {"verdict": "open"}}]
    )


COLLECTIONS = (
    Collection(
        "trends",
        "trends.yml",
        Trend,
        title=Text(ko="동향", en="Trends"),
        about=Text(
            ko="연구 개요의 동향과 그 지금 상태다.", en="The trends and how they stand now."
        ),
    ),
    Collection(
        "outlook",
        "outlook.yml",
        OutlookItem,
        title=Text(ko="전망", en="Outlook"),
        about=Text(
            ko="다섯 해 전망과 맞고 틀림을 가를 사건이다.",
            en="The five-year outlook and what would confirm or refute it.",
        ),
    ),
)
