"""`kb build`: the whole site, written beside the last good one and put in its place when it is whole."""

from __future__ import annotations

import gc
import hashlib
import json
import multiprocessing
import os
import shutil
import sys
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kb.commands import jobs_option, root_option
from kb.open import STORE, code_version, keep_answers, open_project

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from kb.findings.finding import Finding
    from kb.memo import Key, Memo
    from kb.search.extract import PageRecords
    from kb.text import Lang

_INPUTS = ("data", "docs", "overrides", "mkdocs.yml")
_SETTINGS = ("SITE_URL", "SOURCE_DATE_EPOCH", "BUILD_EN")


@dataclass(frozen=True)
class Written:
    """One language's part of a build.

    refused: what MkDocs said where it stopped. answers: those of a process of its own.
    """

    findings: tuple[Finding, ...]
    records: tuple[PageRecords, ...] = ()
    refused: str = ""
    answers: bytes = b""


@click.command()
@click.option(
    "--site-dir", type=click.Path(path_type=Path), default=None, help="쓸 폴더. 없으면 site/"
)
@jobs_option
@root_option
def build(site_dir: Path | None, jobs: int, root: Path) -> None:
    """site/를 만든다. 오류가 있으면 전의 site/를 그대로 둔다."""
    site = (site_dir or root / "site").resolve()
    kept, files = up_to_date(root, jobs)
    if _listing(site) != files:
        _put_in_place(kept, site)
    click.echo(f"{site.name}/를 만들었다. 보려면: python -m http.server --directory {site.name}")


def up_to_date(root: Path, jobs: int) -> tuple[Path, dict[str, str]]:
    """The folder that keeps the site as it is now, and its listing; written where it is not there.
    Says what is wrong and exits with 1 where no site can be made.
    """
    # What a build makes lives to its end: looking for garbage meanwhile costs a tenth of it.
    gc.disable()
    # Material prints an advertisement for its successor otherwise.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    kept = root / STORE / "site"
    version = code_version()
    digest = inputs_digest(root, version)
    files = _kept_files(kept, digest)
    if not files:
        fresh = kept.with_name("next")
        _write(root, version, fresh, jobs)
        files = _keep(fresh, kept, digest)
    return kept, files


def inputs_digest(root: Path, version: str) -> str:
    """A digest of all that a site is made of: files, settings, and the version of the code."""
    digest = hashlib.sha256(version.encode())
    for name in _SETTINGS:
        digest.update(f"{name}={os.environ.get(name, '')}\n".encode())
    for part in _INPUTS:
        path = root / part
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                content = hashlib.sha256(file.read_bytes()).hexdigest()
                digest.update(f"{file.relative_to(root).as_posix()} {content}\n".encode())
    return digest.hexdigest()


def _write(root: Path, version: str, site: Path, jobs: int) -> None:
    """Write the whole site into a folder of its own, or say what is wrong and exit with 1."""
    from kb.findings.finding import errors, ordered
    from kb.host.language import loaded, settings
    from kb.site.link import program_files
    from kb.site.once import once_files

    memo = open_project(root, version=version)
    config = loaded(root)
    langs, site_url = settings(config)
    shutil.rmtree(site, ignore_errors=True)
    parts, dumps = _parts(memo, config, langs, site, jobs)
    if wrong := errors(finding for part in parts.values() for finding in part.findings):
        click.echo("\n".join(str(finding) for finding in ordered(wrong)), err=True)
        sys.exit(1)
    if refused := [part.refused for part in parts.values() if part.refused]:
        click.echo("\n".join(refused), err=True)
        sys.exit(1)
    keep_answers(root, version, dumps)
    for lang in langs:
        _merged(_of_language(site, lang), site)
    every = [record for part in parts.values() for record in part.records]
    files = once_files(memo, site_url, langs, every)
    for path, content in (files | program_files(memo, site)).items():
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _parts(
    memo: Memo, config: MkDocsConfig, langs: tuple[Lang, ...], site: Path, jobs: int
) -> tuple[dict[Lang, Written], list[bytes]]:
    """Every language's part, side by side where there is more than one job and the system can fork;
    and all answers.
    """
    from kb.host.language import loaded
    from kb.site.link import prepare

    prepare(memo)
    folders = {lang: _of_language(site, lang) for lang in langs}
    if jobs > 1 and len(langs) > 1 and hasattr(os, "fork"):
        known = memo.answered
        started = [_started(memo, known, config, lang, folders[lang]) for lang in langs]
        shared = memo.dumped()
        found = _received(memo, started)
        dumps = [shared, *(part.answers for part in found)]
    else:
        root = Path(config.config_file_path).parent
        configs = [config, *(loaded(root) for _ in langs[1:])]  # each is used up by a language
        found = [
            _part(memo, given, lang, folders[lang])
            for given, lang in zip(configs, langs, strict=True)
        ]
        dumps = [memo.dumped()]
    return dict(zip(langs, found, strict=True)), dumps


def _of_language(site: Path, lang: Lang) -> Path:
    """Where a language's part is written before the parts are one site."""
    return site / f".{lang}"


def _started(*task: Any) -> Connection:
    """Begin a part in a process of its own. From it come wishes for pictures, then the part."""
    here, there = multiprocessing.Pipe()
    # A fork shares the memo and the imports; nothing of them is copied over.
    fork = multiprocessing.get_context("fork")
    process = fork.Process(target=_send, args=(there, *task), daemon=True)  # ends with this one
    process.start()
    there.close()
    return here


def _send(there: Connection, memo: Memo, known: frozenset[Key], *rest: Any) -> None:
    from kb.charts.picture import drawing

    def ask(_: Memo, *arguments: str) -> Any:
        there.send(arguments)
        return there.recv()

    memo.elsewhere[drawing] = ask
    part = _part(memo, *rest)
    there.send(replace(part, answers=memo.dumped(without=known)))


def _received(memo: Memo, started: list[Connection]) -> list[Written]:
    """What the processes make. Their pictures are drawn here: the renderer is slow to start."""
    from kb.charts.picture import drawing

    found: dict[Connection, Written] = {}
    while waiting := [connection for connection in started if connection not in found]:
        ready = wait(waiting)
        for connection in (connection for connection in waiting if connection in ready):
            said = connection.recv()
            if isinstance(said, Written):
                found[connection] = said
            else:
                connection.send(drawing(memo, *said))
    return [found[connection] for connection in started]


def _part(memo: Memo, config: MkDocsConfig, lang: Lang, site: Path) -> Written:
    from jinja2 import TemplateError
    from mkdocs.exceptions import Abort

    from kb.facts.view import MissingRecord
    from kb.findings.finding import errors
    from kb.host.language import write_language
    from kb.host.trouble import told
    from kb.rules.check import language_findings
    from kb.site.link import records

    found = language_findings(memo, lang)
    if errors(found):
        return Written(found)
    try:
        write_language(memo, config, lang, site)
    except Abort as stopped:
        return Written(found, refused=str(stopped.message))
    except MissingRecord as lacking:  # the findings of the Korean pages say why, as a rule
        missing = f"{lacking.collection}/{lacking.id}"
        return Written(found, refused=f"{lang} 페이지를 쓸 수 없습니다. 없는 것: {missing}.")
    except TemplateError as error:
        return Written(found, refused=told(error, Path(config.config_file_path).parent))
    return Written(found, records(memo, lang))


def _merged(source: Path, into: Path) -> None:
    """Move what is in a folder into another, whole folders at once; what both have is the same."""
    for path in sorted(source.iterdir()):
        target = into / path.name
        if not target.exists():
            path.rename(target)
        elif path.is_dir():
            _merged(path, target)
    shutil.rmtree(source)


def _keep(fresh: Path, kept: Path, digest: str) -> dict[str, str]:
    """Keep a written site for the next time; returns its listing."""
    shutil.rmtree(kept, ignore_errors=True)
    fresh.rename(kept)
    files = _listing(kept)
    manifest = json.dumps({"inputs": digest, "files": files}, sort_keys=True)
    kept.with_suffix(".json").write_text(manifest, "utf-8", newline="\n")
    return files


def _kept_files(kept: Path, digest: str) -> dict[str, str]:
    """The listing of the kept site, where it is of these inputs and whole; otherwise nothing."""
    try:
        manifest: Any = json.loads(kept.with_suffix(".json").read_text("utf-8"))
        files: dict[str, str] = manifest["files"]
        return files if manifest["inputs"] == digest and files == _listing(kept) else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _listing(folder: Path) -> dict[str, str]:
    """The digest of each file below a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _put_in_place(kept: Path, site: Path) -> None:
    fresh, old = site.with_name(f".{site.name}.new"), site.with_name(f".{site.name}.old")
    for folder in (fresh, old):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(kept, fresh, copy_function=_linked)
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def _linked(source: str, target: str) -> None:
    """A file under a second name, which costs no copy; a copy where the system has no such names."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
