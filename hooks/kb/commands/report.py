"""`kb report`: what a change means, beside a revision of git."""

from __future__ import annotations

import time
from pathlib import Path

import click

from kb.changes.report import Report
from kb.changes.report import report as report_on
from kb.changes.revision import RevisionError, revision
from kb.changes.write import as_html, as_markdown
from kb.commands import root_option
from kb.findings.branch import differing_files
from kb.folder import Folder, write
from kb.open import code_version, keep_answers, open_project


@click.command()
@click.option("--base", default="main", show_default=True, help="견줄 git의 판. 보기: HEAD~1")
@click.option(
    "--out", type=click.Path(path_type=Path), default=None, help="쓸 폴더. 없으면 report/"
)
@root_option
def report(base: str, out: Path | None, root: Path) -> None:
    """이 변경이 무엇을 바꾸는지 report.md와 report.html로 쓴다."""
    began = time.perf_counter()
    try:
        before = revision(root, base)
    except RevisionError as error:
        raise click.ClickException(error.message) from None
    version = code_version()
    memo = open_project(root, version=version, reader=before)
    files = differing_files(root, before.commit)
    found = report_on(memo, Folder(root), before.commit, tuple(sorted(files)))
    if memo.worked_out:
        keep_answers(root, version, [memo.dumped()])
    _write(out or root / "report", found)
    click.echo(
        f"페이지 {len(found.pages)}개가 달라진다. 기준 {before.commit[:12]}, "
        f"{time.perf_counter() - began:.1f}초 걸렸다."
    )


def _write(folder: Path, found: Report) -> None:
    """Both forms of a report. Raises OSError."""
    forms = {"report.md": as_markdown(found), "report.html": as_html(found)}
    write(folder, forms)
    for name in forms:
        click.echo(f"{(folder / name).as_posix()}을(를) 썼다.")
