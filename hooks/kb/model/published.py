"""What is said of the published tables, and the versions in which they came out."""

from __future__ import annotations

from pydantic import Field

from kb.model.base import Identifier, PartialDate, Record, Text
from kb.model.collection import Collection


class TableNote(Record):
    """What a published table holds. Ids are the tables' names; columns with - for _."""

    text: Text = Field(
        title="담긴 것",
        examples=[{"ko": "한 행이 벤더 하나다.", "en": "A row for each vendor."}],
    )
    columns: dict[Identifier, Text] = Field(
        default_factory=dict,
        title="열",
        examples=[{"place": {"ko": "몇째인지, 1부터", "en": "Which one it is, from 1"}}],
    )


class Release(Record):
    """A version of the published tables. Its id is the version's number."""

    date: PartialDate = Field(title="날짜", examples=["2026-11-29"])
    text: Text = Field(title="바뀐 것", examples=[{"ko": "처음 냈다.", "en": "The first version."}])


COLLECTIONS = (
    Collection(
        "table_notes",
        "reference/tables.yml",
        TableNote,
        title=Text(ko="공개하는 표의 설명", en="Notes on published tables"),
        about=Text(
            ko="내려받는 표마다 무엇이 담겼는지 적는다. 식별자는 표의 이름이고, 열 이름의 _는 -로 쓴다.",
            en="What each table for download holds. Ids are the tables' names; _ in a column's name is written as -.",
        ),
    ),
    Collection(
        "published",
        "published.yml",
        Release,
        title=Text(ko="공개한 판", en="Published versions"),
        about=Text(
            ko="내려받는 표의 판마다 바뀐 것을 적는다. 식별자가 판 번호다.",
            en="What changed in each version of the tables for download. The id is the version's number.",
        ),
    ),
)
