"""What ages, and how long a look at it holds (`data/currency.yml`)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from kb.model.base import Record, Text
from kb.model.collection import Collection

Covered = Annotated[
    str, StringConstraints(pattern=r"^[a-z_]+\.(\*|[a-z0-9.-]+?)(\.(\*|[a-z0-9_-]+))*$")
]
Narrowing = Literal["version", "money"]


class Currency(Record):
    """One kind of value that ages. Where several kinds cover a value, the first one counts."""

    name: Text = Field(title="이름", examples=[{"ko": "가격", "en": "Price"}])
    covers: tuple[Covered, ...] = Field(
        title="무엇에 매이는지", min_length=1, examples=[["vendors.*.answers.price"]]
    )
    only: Narrowing | None = Field(default=None, title="그 가운데", examples=["version"])
    months: Annotated[int, Field(ge=1, le=60)] = Field(title="몇 달 가는지", examples=[6])
    reason: Text = Field(
        title="까닭", examples=[{"ko": "가격표는 자주 바뀐다.", "en": "Price lists change often."}]
    )


COLLECTIONS = (
    Collection(
        "currency",
        "currency.yml",
        Currency,
        title=Text(ko="낡는 값", en="What ages"),
        about=Text(
            ko="무엇이 몇 달 만에 낡는지다. covers는 자료의 자리를 묶음.식별자.항목으로 적고, *는 어느 것이나를 뜻한다. only는 그 가운데 판 번호가 든 증거(version)나 돈으로 적은 수치(money)만 고른다.",
            en="What ages within how many months. A place is written as collection.id.field, where * stands for any; only narrows it to evidence with a version number (version) or figures in money (money).",
        ),
    ),
)
