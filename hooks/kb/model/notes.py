"""Interface words, glossary terms, corrections of the brief, and what readers search for."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from kb.model.base import (
    Aliases,
    PartialDate,
    Record,
    SourceRef,
    Spelling,
    TermRef,
    Text,
)
from kb.model.collection import Collection


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
    """What the brief or we ourselves said and what is so now. `of` points at the record it corrects."""

    of: Annotated[str, StringConstraints(pattern=r"^[a-z_]+\.[a-z0-9.-]+(\.[a-z_]+)?$")] = Field(
        title="고치는 대상", examples=["vendors.neptune.brief"]
    )
    date: PartialDate = Field(title="날짜", examples=["2026-03-05"])
    said: Text = Field(title="그때의 말", examples=[{"ko": "운영 중", "en": "In operation"}])
    text: Text = Field(title="지금은", examples=[{"ko": "종료됐다.", "en": "Discontinued."}])
    sources: tuple[SourceRef, ...] = Field(
        default=(), title="출처", examples=[["neptune-shutdown"]]
    )
    assessment: bool = Field(default=False, title="우리 조사(출처를 찾지 못함)", examples=[True])
    ours: bool = Field(default=False, title="개요가 아니라 우리가 한 말", examples=[True])


COLLECTIONS = (
    Collection(
        "words",
        "words.yml",
        Text,
        title=Text(ko="화면의 말", en="Interface words"),
        about=Text(
            ko="표의 머리글과 단추처럼 페이지마다 되풀이되는 말이다. 중괄호 속 이름은 값이 들어갈 자리다.",
            en="Words that pages repeat, such as table headers. A name in braces is the place of a value.",
        ),
    ),
    Collection(
        "glossary",
        "glossary/*.yml",
        Term,
        title=Text(ko="용어", en="Terms"),
        about=Text(
            ko="용어 하나가 파일 하나다. 용어집, 풀이말, 검색의 비슷한말, 표기 검사가 모두 여기서 나온다.",
            en="One term is one file. Glossary, tooltips, search synonyms and the spelling check all come from it.",
        ),
        one_file_each=True,
    ),
    Collection(
        "corrections",
        "corrections.yml",
        Correction,
        title=Text(ko="정정", en="Corrections"),
        about=Text(
            ko="연구 개요의 말과 지금의 사실이다. 출처가 없으면 우리 조사라고 밝힌다.",
            en="What the research brief said and what is so now. Without a source it is marked as our own search.",
        ),
    ),
    Collection(
        "search_words",
        "search.yml",
        SearchWords,
        title=Text(ko="검색어", en="Search words"),
        about=Text(
            ko="독자가 칠 만하지만 페이지에는 없는 말이다. 검색에서만 쓰이고 화면에는 나오지 않는다.",
            en="Words that readers may type and that stand on no page. Only the search uses them.",
        ),
    ),
)
