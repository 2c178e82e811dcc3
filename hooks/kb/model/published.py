"""What is said of the published tables, and the versions in which they came out."""

from __future__ import annotations

from pydantic import Field

from kb.model.base import Identifier, PartialDate, Record, Text


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
