"""The command line: what the Makefile calls."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from pathlib import Path

import click

from kb.commands import new as scaffolds
from kb.commands.preview import wait_for_change
from kb.commands.translate import status, translate
from kb.facts.schemas import stale_schemas, write_schemas
from kb.findings.finding import Finding, Severity, errors, ordered
from kb.site.build import Build, settings_of

ROOT = Path(__file__).parents[3]


@click.group()
def main() -> None:
    """MLOps 지식 베이스의 명령."""


main.add_command(status)
main.add_command(translate)


@main.command()
@click.option("--release", is_flag=True, help="경고도 오류로 센다.")
@click.option("--github", is_flag=True, help="풀 리퀘스트에 표시할 꼴로 쓴다.")
def check(release: bool, github: bool) -> None:
    """자료와 페이지의 잘못을 모두 찾는다. 오류가 있으면 1로 끝난다."""
    findings = _findings()
    for finding in findings:
        click.echo(_annotation(finding) if github else str(finding))
    wrong = findings if release else errors(findings)
    click.echo(f"오류 {len(errors(findings))}건, 경고 {len(findings) - len(errors(findings))}건")
    sys.exit(1 if wrong else 0)


@main.command()
@click.option("--port", default=8000, show_default=True, help="포트")
@click.option("--langs", default="ko", show_default=True, help="만들 언어. 보기: ko,en")
def serve(port: int, langs: str) -> None:
    """미리보기를 127.0.0.1에 연다. 코드(hooks/)가 바뀌면 서버를 다시 띄운다."""
    preview_command = [sys.executable, "-m", "kb", "preview", "--port", str(port)]
    watch = [
        sys.executable,
        "-m",
        "watchdog.watchmedo",
        "auto-restart",
        "--no-restart-on-command-exit",
        "--recursive",
    ]
    watch += [
        "--directory",
        str(ROOT / "hooks"),
        "--pattern",
        "**/*.py",
        "--debounce-interval",
        "0.3",
    ]
    environment = os.environ | {"BUILD_EN": str("en" in langs.split(",")).lower()}
    sys.exit(subprocess.run([*watch, "--", *preview_command], env=environment).returncode)


@main.command(hidden=True)
@click.option("--port", default=8000)
def preview(port: int) -> None:
    """Wait until the project can be built, then serve it."""
    while wrong := errors(_findings()):
        click.echo("\n".join(str(finding) for finding in wrong), err=True)
        click.echo("고치고 저장하면 이어서 진행한다.", err=True)
        wait_for_change([ROOT / "data", ROOT / "docs"])
    os.chdir(ROOT)
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    os.execv(sys.executable, command)


@main.command()
@click.argument("kind", default="")
@click.argument("name", default="")
def new(kind: str, name: str) -> None:
    """새 자료와 페이지의 뼈대를 만든다. 보기: kb new vendor zenml"""
    try:
        written = scaffolds.scaffold(ROOT, kind, name, datetime.date.today())
    except scaffolds.ScaffoldError as error:
        raise click.ClickException(error.message) from None
    for path in written:
        click.echo(f"{path.relative_to(ROOT)}을(를) 만들었다.")
    click.echo("빈칸을 채운 뒤: make check, make serve")


@main.command()
@click.option("--check", "only_check", is_flag=True, help="쓰지 않고 낡았는지만 본다.")
def schema(only_check: bool) -> None:
    """편집기가 쓸 JSON Schema를 data/schema/에 만든다."""
    stale = stale_schemas(ROOT)
    if only_check and stale:
        raise click.ClickException(f"낡은 스키마: {', '.join(stale)}. make schema로 다시 만든다.")
    if not only_check:
        write_schemas(ROOT)


def _findings() -> list[Finding]:
    today = datetime.date.today().isoformat()
    build = Build.load(ROOT, settings_of(ROOT / "mkdocs.yml", today))
    return ordered(build.findings, _changed_files())


def _changed_files() -> set[str]:
    """Files that differ from the main branch, committed or not; none without git."""
    base = subprocess.run(
        ["git", "-C", str(ROOT), "merge-base", "HEAD", "origin/main"],
        capture_output=True,
        text=True,
        check=False,
    )
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "diff", "--name-only", base.stdout.strip() or "HEAD"],
        capture_output=True,
        text=True,
        check=False,
    )
    return set(listed.stdout.split())


def _annotation(finding: Finding) -> str:
    level = "error" if finding.severity is Severity.ERROR else "warning"
    place = f"file={finding.path},line={finding.line},col={finding.column}"
    return f"::{level} {place},title={finding.rule}::{finding.message} {finding.hint or ''}"
