"""Glossary terms, corrections of the brief, and what the writers' reference says."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from kb.model.base import (
    Aliases,
    Identifier,
    Named,
    PartialDate,
    Record,
    SourceRef,
    Spelling,
    TermRef,
    Text,
)


class Forbidden(Record):
    """A spelling that pages may not use."""

    text: Spelling = Field(title="쓰지 않는 표기", examples=["드리프팅"])
    use: Spelling = Field(title="바른 표기", examples=["드리프트"])

    @model_validator(mode="after")
    def _is_another(self) -> Self:
        """Otherwise what is right would be found wrong, everywhere."""
        if self.text in self.use:
            raise PydanticCustomError("kb_own_use", "the same", {"text": self.text})
        return self


class Term(Record):
    """A term with its definition; also tooltip, search synonym and spelling rule."""

    term: Text = Field(title="용어", examples=[{"ko": "드리프트", "en": "drift"}])
    definition: Text = Field(
        title="뜻", examples=[{"ko": "데이터가 변하는 것", "en": "Data that changes"}]
    )
    aliases: Aliases = Field(
        default=Aliases(), title="별칭", examples=[{"ko": ["표류"], "en": ["dataset drift"]}]
    )
    forbidden: tuple[Forbidden, ...] = Field(
        default=(),
        title="쓰지 않는 표기",
        examples=[[{"text": "드리프팅", "use": "드리프트"}]],
    )
    related: tuple[TermRef, ...] = Field(
        default=(), title="관련 용어", examples=[["model-monitoring"]]
    )
    source: SourceRef | None = Field(default=None, title="출처", examples=["sculley-2015"])


class SearchWords(Aliases):
    """What readers type for a page and what stands nowhere on it; never shown."""

    page: str = Field(title="페이지", examples=["glossary"])


class Correction(Record):
    """What the brief said and what is so now. `of` points at the record it corrects."""

    of: Annotated[str, StringConstraints(pattern=r"^[a-z_]+\.[a-z0-9.-]+(\.[a-z_]+)?$")] = Field(
        title="고치는 대상", examples=["vendors.neptune.brief"]
    )
    date: PartialDate = Field(title="날짜", examples=["2026-03-05"])
    said: Text = Field(title="개요의 말", examples=[{"ko": "운영 중", "en": "In operation"}])
    text: Text = Field(title="지금은", examples=[{"ko": "종료됐다.", "en": "Discontinued."}])
    sources: tuple[SourceRef, ...] = Field(
        default=(), title="출처", examples=[["neptune-shutdown"]]
    )
    assessment: bool = Field(default=False, title="우리 조사(출처를 찾지 못함)", examples=[True])


class DirectiveNote(Record):
    """What the writers' reference says of a directive. Ids are the names, with - for _."""

    text: Text = Field(
        title="하는 일", examples=[{"ko": "용어를 모두 보인다.", "en": "Shows all terms."}]
    )
    arguments: dict[Identifier, Text] = Field(
        default_factory=dict,
        title="인자",
        examples=[{"edition": {"ko": "어느 판인지", "en": "Which edition"}}],
    )


class CollectionNote(Named):
    """What the writers' reference says of a collection. Ids are the names, with - for _."""
