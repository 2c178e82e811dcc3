"""`kb new`: skeletons of new data and pages."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from kb.commands import root_option
from kb.editors.files import write_editor_files
from kb.editors.schemas import SCHEMAS, are_ids_known
from kb.facts.view import Facts
from kb.folder import write
from kb.memo import Memo
from kb.open import open_project
from kb.skeletons.kinds import KINDS, Ask, SkeletonError, meant, refused
from kb.skeletons.make import Made, made


@click.command()
@click.argument("words", nargs=-1, metavar="[KIND] ID")
@click.option("--name", default="", help="이름")
@click.option("--company", default="", help="벤더의 회사 또는 재단")
@click.option("--country", default="", help="벤더의 나라. 보기: KR")
@click.option("--licence", default="", help="벤더의 라이선스. 보기: Apache-2.0")
@click.option("--of", default="", help="벤더의 종류, 기술의 영역. 보기: company")
@root_option
def new(words: tuple[str, ...], root: Path, **options: str) -> None:
    """새 자료와 페이지의 뼈대를 만든다. 보기: kb new vendor acme --name Acme --country KR"""
    memo = open_project(root)
    try:
        kind, id = meant(words)
        given = {name: value for name, value in options.items() if value}
        refused(kind, given)
        answers = _answers(KINDS[kind].asks, given, Facts(memo))
        result = made(memo, kind, id, answers, datetime.date.today().isoformat())
        _write(memo, root, result)
    except SkeletonError as error:
        raise click.ClickException(error.message) from None
    _tell(kind, result)


def _answers(asks: tuple[Ask, ...], given: Mapping[str, str], facts: Facts) -> dict[str, str]:
    """What is known of a thing: what was given, and what a person at a terminal is asked for.
    Raises SkeletonError for what may not be so.
    """
    answers = {ask.name: ask.checked(given[ask.name], facts) for ask in asks if ask.name in given}
    if sys.stdin.isatty():
        missing = (ask for ask in asks if ask.name not in given)
        answers |= {ask.name: _asked(ask, facts) for ask in missing}
    return answers


def _asked(ask: Ask, facts: Facts) -> str:
    """A person's answer; empty for none yet."""
    choices = f" [{' | '.join(ask.choices(facts))}]" if ask.choices else ""
    while answer := click.prompt(f"{ask.about}{choices}", default="", show_default=False).strip():
        try:
            return ask.checked(answer, facts)
        except SkeletonError as error:
            click.echo(error.message)
    return ""


def _write(memo: Memo, root: Path, result: Made) -> None:
    files = {**result.new, **result.changed}
    write(root, files)
    memo.changed(files)
    if (root / SCHEMAS).is_dir() and are_ids_known(memo):
        write_editor_files(memo, root)


def _tell(kind: str, result: Made) -> None:
    """What was written, what is left to be written, and what comes next."""
    for path in result.new:
        click.echo(f"{path}을(를) 만들었다.")
    for path in result.changed:
        click.echo(f"{path}에 더했다.")
    if holes := list(result.holes()):
        click.echo("아직 빈 곳:")
    for hole in holes:
        click.echo(f"  {hole}")
    if kind == "edition":
        click.echo("초안이다. 평가를 모두 다시 본 뒤 draft 줄을 지우면 보인다.")
    click.echo("다음: make check, make serve")
