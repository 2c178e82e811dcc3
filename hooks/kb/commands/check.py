"""`kb check`: everything that is wrong, at once."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from pathlib import Path

import click

from kb.commands import root_option
from kb.findings.finding import Finding, errors, ordered
from kb.findings.fix import fixed
from kb.findings.render import as_annotation, as_json, as_text
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
    found = findings(memo)
    if mend and (changed := _mend(root, found)):
        memo.changed(changed)
        found = findings(memo)
    if memo.worked_out:
        keep_answers(root, version, [memo.dumped()])
    shown = ordered(found, _changed_files(root))
    if as_data:
        click.echo(json.dumps(as_json(shown), ensure_ascii=False, indent=2))
    else:
        for finding in shown:
            click.echo(as_annotation(finding) if github else as_text(finding, memo.reader.text))
        wrong = len(errors(shown))
        click.echo(f"오류 {wrong}건, 경고 {len(shown) - wrong}건")
    sys.exit(1 if errors(shown) or (release and shown) else 0)


def _mend(root: Path, found: tuple[Finding, ...]) -> list[str]:
    """Carry out what is certain; returns the files that changed."""
    fixes = [finding.fix for finding in found if finding.fix]
    paths = list(dict.fromkeys(fix.span.path for fix in fixes))
    for path in paths:
        text = (root / path).read_text("utf-8")
        mended = fixed(text, [fix for fix in fixes if fix.span.path == path])
        (root / path).write_text(mended, "utf-8", newline="\n")
        click.echo(f"{path}을(를) 고쳤다.", err=True)
    return paths


def _changed_files(root: Path) -> set[str]:
    """Files that differ from the main branch, committed or not; none without git."""
    base = _git(root, "merge-base", "HEAD", "origin/main").strip() or "HEAD"
    return set(_git(root, "diff", "--name-only", "--relative", base).split())


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), *arguments]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout
    except FileNotFoundError:
        return ""
