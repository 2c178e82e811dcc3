"""`kb check`: everything that is wrong, at once."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from kb.commands import root_option
from kb.findings.branch import changed_files
from kb.findings.finding import Finding, Fix, errors, ordered
from kb.findings.fix import by_file, fixed
from kb.findings.render import as_annotation, as_json, as_text
from kb.folder import content_of, write
from kb.memo import Memo
from kb.open import code_version, keep_answers, open_project
from kb.rules.check import findings


@click.command()
@click.option("--release", is_flag=True, help="낡은 값도 찾고, 경고도 오류로 센다.")
@click.option("--github", is_flag=True, help="풀 리퀘스트에 표시할 꼴로 쓴다.")
@click.option("--json", "as_data", is_flag=True, help="JSON으로 쓴다.")
@click.option("--fix", "mend", is_flag=True, help="확실한 것은 고친다.")
@root_option
def check(release: bool, github: bool, as_data: bool, mend: bool, root: Path) -> None:
    """자료와 페이지의 잘못을 모두 찾는다. 오류가 있으면 1로 끝난다."""
    version = code_version()
    memo = open_project(root, datetime.date.today().isoformat(), version, release=release)
    found = _mended(root, memo) if mend else findings(memo)
    if memo.worked_out:
        keep_answers(root, version, [memo.dumped()])
    shown = ordered(found, changed_files(root))
    if as_data:
        click.echo(json.dumps(as_json(shown), ensure_ascii=False, indent=2))
    else:
        for finding in shown:
            click.echo(as_annotation(finding) if github else as_text(finding, memo.reader.text))
        wrong = len(errors(shown))
        click.echo(f"오류 {wrong}건, 경고 {len(shown) - wrong}건")
    sys.exit(1 if errors(shown) or (release and shown) else 0)


def _mended(root: Path, memo: Memo) -> tuple[Finding, ...]:
    """Carry out what is certain, as long as there is any. Returns what is wrong then.

    One mend may show the next: of the unseen characters in a line, say, the first one is told.
    """
    told: set[str] = set()
    for _ in range(_MOST_ROUNDS):
        fixes = by_file(findings(memo))
        written = [path for path in fixes if _write(root, path, fixes[path])]
        if not written:
            break
        memo.changed(written)
        told.update(written)
    for path in sorted(told):
        click.echo(f"{path}을(를) 고쳤다.", err=True)
    return findings(memo)


_MOST_ROUNDS = 50
"""Rounds of mending, so that two mends that undo each other would end."""


def _write(root: Path, path: str, fixes: Sequence[Fix]) -> bool:
    """Carry out the mends of a file. Returns whether its text is another now. Raises OSError."""
    text = content_of(root / path).decode("utf-8", "surrogateescape")
    mended = fixed(text, fixes)
    if mended != text:
        write(root, {path: mended})
    return mended != text
