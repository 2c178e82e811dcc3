"""`kb uses`: who uses a record, a number or a page; without a name, what nothing uses."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

import click

from kb.commands import root_option
from kb.facts.load import path_of, place_of, record
from kb.facts.symbols import Symbol
from kb.korean.wording import listed
from kb.memo import Memo
from kb.open import code_version, keep_answers, open_project
from kb.project import CONFIG
from kb.rules.check import findings
from kb.rules.settings import setting_mistakes
from kb.rules.unused import UNUSED_FILE, UNUSED_SOURCE
from kb.rules.words import UNUSED
from kb.site.uses import InPage, UnknownName, Uses, named, uses_of_page, uses_of_record

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
    if wrong := setting_mistakes(memo):
        raise click.ClickException(f"{CONFIG}:{wrong[0].place.line}: {wrong[0].message}")
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


def _name(of: Symbol) -> str:
    return "/".join(of.datum) + (f".{of.part}" if of.part else "")


def _place(memo: Memo, of: Symbol) -> str:
    address = record(memo, *of.datum).address
    return f"{path_of(memo, address)}:{place_of(memo, address, key=True).line}"


def _lines(used: Uses) -> Iterator[str]:
    """A heading and a line for each use; one line where there is none."""
    if used == Uses():
        yield "쓰는 곳이 없다."
    yield from _on_pages("페이지", [place for place in used.pages if not place.is_chart])
    yield from _on_pages("차트", [place for place in used.pages if place.is_chart])
    yield from _below(
        f"메뉴 {len(used.menu)}곳",
        (f"{at.path}:{at.line}:{at.column}: {at.entry}" for at in used.menu),
    )
    yield from _below(
        f"다른 기록 {len(used.records)}곳",
        (f"{at.path}:{at.line}:{at.column}: {at.collection}/{at.id}" for at in used.records),
    )
    for heading, addresses in (("주장", used.claims), ("변경 소식", used.updates)):
        yield from _below(f"{heading} {len(addresses)}개", (f"/{each}" for each in addresses))
    if used.tables:
        yield f"공개하는 표: {', '.join(used.tables)}"


def _on_pages(heading: str, places: list[InPage]) -> Iterator[str]:
    files = len({place.path for place in places})
    told = (
        f"{at.path}:{at.line}:{at.column}: /{at.address} {at.words or at.what}".rstrip()
        for at in places
    )
    return _below(f"{heading} {len(places)}곳(파일 {files}개)", told)


def _below(heading: str, lines: Iterable[str]) -> Iterator[str]:
    """A heading above its lines; nothing without any."""
    for number, line in enumerate(lines):
        if number == 0:
            yield heading
        yield f"  {line}"


def _orphans(memo: Memo) -> Iterator[str]:
    found = [finding for finding in findings(memo) if finding.rule in _ORPHANS]
    yield f"아무 데서도 쓰지 않는 것 {len(found)}개"
    for finding in found:
        place = finding.span
        yield f"  {place.path}:{place.line}:{place.column}: {finding.message}"
