"""`kb review`: what has to be looked at again, oldest first, with its place."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import click

from kb.commands import root_option
from kb.facts.currency import Dated, queue, subject
from kb.facts.load import path_of, place_of
from kb.facts.view import Facts
from kb.memo import Memo
from kb.open import open_project
from kb.project import keys
from kb.show.review_queue import unattributed, unlicensed


@click.command()
@click.option("--today", help="이날을 기준으로 본다. 보기: 2027-06-01")
@root_option
def review(today: str | None, root: Path) -> None:
    """다시 볼 것을 오래된 것부터 파일과 줄까지 보여 준다."""
    try:
        day = datetime.date.fromisoformat(today) if today else datetime.date.today()
    except ValueError:
        raise click.ClickException(f"'{today}'은(는) 날짜가 아니다. 보기: 2027-06-01") from None
    memo = open_project(root)
    for lines in (_overdue(memo, day.isoformat()), _unlicensed(memo), _unattributed(memo)):
        for line in lines:
            click.echo(line)


def _overdue(memo: Memo, today: str) -> Iterator[str]:
    every = queue(memo)
    late = [dated for dated in every if dated.due < today]
    yield f"{today}: 다시 볼 날이 지난 값 {len(late)}개"
    yield from (f"  {_line(memo, dated)}" for dated in late)
    if ahead := every[len(late) :]:
        count = sum(dated.due == ahead[0].due for dated in ahead)
        yield f"다음은 {ahead[0].due}까지 {count}개다."


def _line(memo: Memo, dated: Dated) -> str:
    about = subject(memo, dated)
    place = place_of(memo, dated.address, dated.loc, key=dated.has_key)
    kind = Facts(memo).currency[dated.kind].name.ko
    name = about if isinstance(about, str) else about.ko
    seen = f"{dated.looked}에 봄"
    at = f"{path_of(memo, dated.address)}:{place.line}:{place.column}"
    return f"{dated.due} {at}: {kind}({name}), {seen} {' '.join(dated.sources)}".rstrip()


def _unlicensed(memo: Memo) -> Iterator[str]:
    found = unlicensed(memo)
    yield f"라이선스의 출처가 없는 벤더 {len(found)}곳"
    for id, name in found:
        address = Facts(memo).vendors[id].address
        place = place_of(memo, address, ("licence",), key=True)
        yield f"  {path_of(memo, address)}:{place.line}:{place.column}: {name}"


def _unattributed(memo: Memo) -> Iterator[str]:
    found = [(key, item) for key in keys(memo) for item in unattributed(memo, key)]
    yield f"C등급 출처만 들고 전한 말임을 밝히지 않은 문장 {len(found)}개"
    for key, item in found:
        place = f"docs/{key}.md:{item.call.line}:{item.call.column}"
        yield f"  {place}: {' '.join(item.sources)}"
