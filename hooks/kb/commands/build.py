"""`kb build`: the whole site, written beside the last good one and put in its place when it is whole."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kb.commands import jobs_option, one_at_a_time, root_option
from kb.folder import content_of, digests, write_files
from kb.open import STORE, code_version, keep_answers, open_project

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from kb.findings.finding import Finding
    from kb.memo import Memo
    from kb.search.extract import PageRecords
    from kb.text import Lang

_INPUTS = ("data", "docs", "overrides", "mkdocs.yml")
_SETTINGS = ("SITE_URL", "SOURCE_DATE_EPOCH", "BUILD_EN")


@dataclass(frozen=True)
class Written:
    """One language's part of a build. refused: what MkDocs said where it stopped."""

    findings: tuple[Finding, ...]
    records: tuple[PageRecords, ...] = ()
    refused: str = ""


@click.command()
@click.option(
    "--site-dir", type=click.Path(path_type=Path), default=None, help="쓸 폴더. 없으면 site/"
)
@jobs_option
@root_option
def build(site_dir: Path | None, jobs: int, root: Path) -> None:
    """site/를 만든다. 무엇이 잘못되든 전의 site/는 온전하다."""
    from kb.host.place import put_in_place, tidied

    site = (site_dir or root / "site").resolve()
    with kept_site(root, jobs) as (kept, files):
        tidied(site)
        if digests(site) != files:
            put_in_place(kept, site)
    click.echo(f"{site.name}/를 만들었다. 보려면: python -m http.server --directory {site.name}")


@contextmanager
def kept_site(root: Path, jobs: int) -> Iterator[tuple[Path, dict[str, str]]]:
    """The folder that keeps the site as it is now, and its listing; written where it is not there,
    and left alone by other builds meanwhile. Says what is wrong and exits with 1 where no site can
    be made.
    """
    # What a build makes lives to its end: looking for garbage meanwhile costs a tenth of it.
    gc.disable()
    # Material prints an advertisement for its successor otherwise.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    with one_at_a_time(root / STORE, "다른 빌드가 끝나기를 기다린다."):
        yield _up_to_date(root, jobs)


def _up_to_date(root: Path, jobs: int) -> tuple[Path, dict[str, str]]:
    kept = root / STORE / "site"
    version = code_version()
    digest = inputs_digest(root, version)
    files = _kept_files(kept, digest)
    if not files:
        fresh = kept.with_name("next")
        files = _write(root, version, fresh, jobs)
        _keep(fresh, kept, digest, files)
    return kept, files


def inputs_digest(root: Path, version: str) -> str:
    """A digest of all that a site is made of: files, settings, and the version of the code."""
    digest = hashlib.sha256(version.encode())
    for name in _SETTINGS:
        digest.update(f"{name}={os.environ.get(name, '')}\n".encode())
    for part in _INPUTS:
        path = root / part
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_symlink():
                digest.update(f"{file.relative_to(root).as_posix()} link\n".encode())
            elif file.is_file():
                content = hashlib.sha256(content_of(file)).hexdigest()
                digest.update(f"{file.relative_to(root).as_posix()} {content}\n".encode())
    return digest.hexdigest()


def _write(root: Path, version: str, site: Path, jobs: int) -> dict[str, str]:
    """Write the whole site into a folder of its own, or say what is wrong and exit with 1.

    Returns its listing.
    """
    from kb.charts.bundle import PROGRAMS
    from kb.charts.raster import PICTURES
    from kb.host.language import loaded, settings
    from kb.rules.check import findings, leads_away
    from kb.rules.settings import is_trusted
    from kb.site.finish import finish
    from kb.site.once import once_files
    from kb.store import forget_unused

    memo = open_project(root, version=version)
    if not is_trusted(memo) or leads_away(memo):
        _refuse(findings(memo))
    config = loaded(root)
    langs, site_url = settings(config)
    shutil.rmtree(site, ignore_errors=True)
    parts, dumps = _parts(memo, config, langs, site, jobs)
    _refuse(finding for part in parts.values() for finding in part.findings)
    if refused := [part.refused for part in parts.values() if part.refused]:
        click.echo("\n".join(refused), err=True)
        sys.exit(1)
    keep_answers(root, version, dumps)
    for folder in (PICTURES, PROGRAMS):
        forget_unused(root / STORE / folder)
    for lang in langs:
        _merged(_of_language(site, lang), site)
    every = [record for part in parts.values() for record in part.records]
    files = once_files(memo, site_url, langs, every)
    write_files(site, files)
    return finish(memo, site)


def _refuse(found: Iterable[Finding]) -> None:
    """Say which of these findings are errors, and exit with 1 if any are."""
    from kb.findings.finding import errors, ordered

    if wrong := errors(found):
        click.echo("\n".join(str(finding) for finding in ordered(wrong)), err=True)
        sys.exit(1)


def _parts(
    memo: Memo, config: MkDocsConfig, langs: tuple[Lang, ...], site: Path, jobs: int
) -> tuple[dict[Lang, Written], list[bytes]]:
    """Every language's part, side by side where there is more than one job and the system can share
    a memo; and all answers.
    """
    from kb.host.language import loaded
    from kb.host.processes import can_share, side_by_side
    from kb.rules.check import compile_pages
    from kb.site.link import prepare

    prepare(memo)
    root = Path(config.config_file_path).parent
    configs = [config, *(loaded(root) for _ in langs[1:])]  # each is used up by a language
    writing = [
        partial(_part, config=given, lang=lang, site=_of_language(site, lang))
        for given, lang in zip(configs, langs, strict=True)
    ]
    if jobs < 2 or len(langs) < 2 or not can_share():
        found = [write(memo) for write in writing]
        return dict(zip(langs, found, strict=True)), [memo.dumped()]
    # Each language's findings rest on the pages of both, which are compiled once.
    for compiled in side_by_side(memo, [partial(compile_pages, lang=lang) for lang in langs]):
        memo.take(compiled.answers)
    shared = memo.dumped()
    done = side_by_side(memo, writing)
    parts = {lang: part.result for lang, part in zip(langs, done, strict=True)}
    return parts, [shared, *(part.answers for part in done)]


def _of_language(site: Path, lang: Lang) -> Path:
    """Where a language's part is written before the parts are one site."""
    return site / f".{lang}"


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


def _keep(fresh: Path, kept: Path, digest: str, files: Mapping[str, str]) -> None:
    """Keep a written site, which has these files, for the next time."""
    shutil.rmtree(kept, ignore_errors=True)
    fresh.rename(kept)
    manifest = json.dumps({"inputs": digest, "files": files}, sort_keys=True)
    kept.with_suffix(".json").write_text(manifest, "utf-8", newline="\n")


def _kept_files(kept: Path, digest: str) -> dict[str, str]:
    """The listing of the kept site, where it is of these inputs and whole; otherwise nothing."""
    try:
        manifest: Any = json.loads(kept.with_suffix(".json").read_text("utf-8"))
        files: dict[str, str] = manifest["files"]
        return files if manifest["inputs"] == digest and files == digests(kept) else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
