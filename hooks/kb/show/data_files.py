"""The data as files: what can be downloaded, and on what terms."""

from __future__ import annotations

from dataclasses import dataclass

from kb.facts.published.files import (
    INDEX,
    PACKAGE,
    VERSIONED,
    csv_path,
    json_path,
    latest,
    schema_path,
)
from kb.facts.published.rows import row_count
from kb.facts.published.schema import notes_of
from kb.facts.published.tables import TABLES, Table
from kb.model.base import Text
from kb.model.published import TableNote
from kb.project import licence
from kb.show.directive import Context, Fragment, directive


@dataclass(frozen=True)
class Listed:
    """A table in the list. csv, json, schema: addresses, relative to the page."""

    table: Table
    note: TableNote
    rows: int
    csv: str
    json: str
    schema: str


@directive(
    about=Text(
        ko="내려받는 표를 담긴 것, 행 수, 파일과 함께 모두 보인다.",
        en="Every table for download with what it holds, its rows and its files.",
    ),
    examples=("data_files()",),
)
def data_files(context: Context) -> Fragment:
    """Every table for download with its rows, what it holds, and the files that describe all."""
    facts = context.project.facts
    notes = notes_of(facts)
    entries = [
        Listed(
            table,
            notes[table.name],
            row_count(context.memo, table.name),
            context.root + csv_path(table),
            context.root + json_path(table),
            context.root + schema_path(table),
        )
        for table in TABLES
    ]
    return context.block(
        "data_files",
        entries=entries,
        release=latest(facts),
        index=context.root + INDEX,
        package=context.root + PACKAGE,
        folder=context.root + VERSIONED,
    )


@directive(
    about=Text(
        ko="자료를 어떤 조건으로 쓸 수 있는지 mkdocs.yml의 extra.licence에서 읽어 쓴다.",
        en="On what terms the data may be used, as extra.licence in mkdocs.yml says.",
    ),
    examples=("data_licence()",),
)
def data_licence(context: Context) -> Fragment:
    """Under which licence the data may be used, as `extra.licence` in mkdocs.yml says."""
    return context.block("data_licence", licence=licence(context.memo))
