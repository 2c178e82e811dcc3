"""`kb uses`: who uses a record, a number or a page; without a name, what nothing uses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from kb.commands import root_option
from kb.facts.load import path_of, place_of, record
from kb.korean.wording import listed
from kb.memo import Memo
from kb.open import code_version, keep_answers, open_project
from kb.rules.check import findings
from kb.rules.unused import UNUSED_FILE, UNUSED_SOURCE
from kb.rules.words import UNUSED
from kb.site.uses import Datum, UnknownName, Uses, named, uses_of_page, uses_of_record

_ORPHANS = {UNUSED, UNUSED_SOURCE, UNUSED_FILE}


@click.command()
@click.argument("names", nargs=-1, metavar="DATUM…")
@click.option("--json", "as_data", is_flag=True, help="JSON으로 쓴다.")
@root_option
def uses(names: tuple[str, ...], as_data: bool, root: Path) -> None:
    """쓰는 곳을 보여 준다. DATUM은 market.brief.target, vendors/mlflow, 출처나 용어의 식별자,
    market/size#forecast 따위다. 없으면 아무 데서도 쓰지 않는 것을 보여 준다.
    """
    version = code_version()
    memo = open_project(root, version=version)
    if not names:
        for line in _orphans(memo):
            click.echo(line)
        return
    found = {name: _uses_of(memo, name) for name in names}
    if memo.worked_out:
        keep_answers(root, version, [memo.dumped()])
    if as_data:
        told = {
            name: [{"of": of} | asdict(uses) for of, uses in all_] for name, all_ in found.items()
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for meanings in found.values():
        for of, used in meanings:
            click.echo(of)
            for line in _lines(used):
                click.echo(f"  {line}")


def _uses_of(memo: Memo, name: str) -> list[tuple[str, Uses]]:
    """What each thing of a name is called and where it stands, with its uses."""
    try:
        meanings = named(memo, name)
    except UnknownName as error:
        near = f" 혹시 {listed(error.near)}?" if error.near else ""
        message = f"'{name}'은(는) 자료에도 페이지에도 없다.{near} 보기: market.brief.target"
        raise click.ClickException(message) from None
    return [
        (f"{thing} · docs/{thing.partition('#')[0]}.md", uses_of_page(memo, thing))
        if isinstance(thing, str)
        else (f"{_name(thing)} · {_place(memo, thing)}", uses_of_record(memo, thing))
        for thing in meanings
    ]


def _name(datum: Datum) -> str:
    return f"{datum.collection}/{datum.id}" + (f".{datum.part}" if datum.part else "")


def _place(memo: Memo, datum: Datum) -> str:
    address = record(memo, datum.collection, datum.id).address
    return f"{path_of(memo, address)}:{place_of(memo, address, key=True).line}"


def _lines(used: Uses) -> Iterator[str]:
    """A heading and a line for each use; one line where there is none."""
    if not any((used.pages, used.records, used.claims, used.tables, used.updates)):
        yield "쓰는 곳이 없다."
    shown = [place for place in used.pages if not place.is_chart]
    charts = [place for place in used.pages if place.is_chart]
    for heading, places in (("페이지", shown), ("차트", charts)):
        if places:
            files = len({place.path for place in places})
            yield f"{heading} {len(places)}곳(파일 {files}개)"
        for place in places:
            said = f" {place.words}" if place.words else f" {place.what}" if place.what else ""
            yield f"  {place.path}:{place.line}:{place.column}: /{place.address}{said}"
    if used.records:
        yield f"다른 기록 {len(used.records)}곳"
    for field in used.records:
        yield f"  {field.path}:{field.line}:{field.column}: {field.collection}/{field.id}"
    for heading, listed_ in (("주장", used.claims), ("변경 소식", used.updates)):
        if listed_:
            yield f"{heading} {len(listed_)}개"
            yield from (f"  /{address}" for address in listed_)
    if used.tables:
        yield f"공개하는 표: {', '.join(used.tables)}"


def _orphans(memo: Memo) -> Iterator[str]:
    found = [finding for finding in findings(memo) if finding.rule in _ORPHANS]
    yield f"아무 데서도 쓰지 않는 것 {len(found)}개"
    for finding in found:
        place = finding.span
        yield f"  {place.path}:{place.line}:{place.column}: {finding.message}"
