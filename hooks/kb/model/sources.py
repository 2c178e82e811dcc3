"""Where statements come from (`data/sources/`)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from kb.model.base import PartialDate, Record, Text
from kb.model.collection import Collection

Grade = Literal["A", "B", "C", "U"]
"""A the publisher itself · B named press, law firm, journal · C quoted by others ·
U the brief's own statement without a source."""

SourceKind = Literal[
    "internal", "report", "press", "paper", "law", "documentation",
    "repository", "registry", "standard", "survey", "radar", "article",
]  # fmt: skip

HttpUrl = Annotated[
    str, StringConstraints(pattern=r"^https?://[^\s<>\"'/:?#]+(:[0-9]+)?([/?#][^\s<>\"']*)?$")
]
"""An http(s) address with a host; nothing else may become a link."""


class Source(Record):
    """A place where a statement can be looked up."""

    kind: SourceKind = Field(title="종류", examples=["report"])
    title: Text = Field(title="제목", examples=["Machine Learning Operations Market"])
    publisher: str | None = Field(default=None, title="발행처", examples=["360iResearch"])
    published: PartialDate | None = Field(default=None, title="발행일", examples=["2025"])
    url: HttpUrl | None = Field(
        default=None, title="주소", examples=["https://www.example.com/report"]
    )
    accessed: PartialDate | None = Field(default=None, title="확인일", examples=["2026-11-23"])
    quality: Grade = Field(title="등급", examples=["A"])
    quoted_by: str | None = Field(
        default=None, title="인용한 곳", examples=["The Innovation Dispatch"]
    )
    locator: str | None = Field(
        default=None, title="확인한 문구", examples=["Base Year [2024] USD 4.41 billion"]
    )

    @property
    def is_unverified(self) -> bool:
        """Whether it is the brief's own statement, whose source was not found."""
        return self.quality == "U"


COLLECTIONS = (
    Collection(
        "sources",
        "sources/*.yml",
        Source,
        title=Text(ko="출처", en="Sources"),
        about=Text(
            ko="모든 수치와 사건이 기대는 곳이다. U 등급은 연구 개요뿐이고, 나머지는 주소가 있어야 한다.",
            en="What every figure and event rests on. Grade U is the research brief alone; all others need an address.",
        ),
    ),
)
