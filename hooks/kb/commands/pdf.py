"""`kb pdf`: the book of all pages, or some of its pages, as PDFs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from kb.addresses import page_address
from kb.commands import jobs_option, root_option
from kb.commands.build import kept_site
from kb.korean.wording import suggestion
from kb.memo import Memo
from kb.open import STORE, open_project
from kb.paper.book import Printer, bind, book
from kb.paper.bound import Binding
from kb.paper.chromium import VARIABLE, PaperError, executable, printed
from kb.paper.leaf import Leaf, leaf_at, leaves, site_address
from kb.project import HOME, keys, settings, written
from kb.redirects import page_meant
from kb.show.templates import templates
from kb.site.clock import build_time
from kb.text import LANGS, Lang

_FOLDER = "pdf"
_STYLES = "overrides/assets/styles/book.css"
_NO_BROWSER = (
    "PDF를 찍을 크로미움이 없다. Chromium, Chrome, Edge 가운데 하나를 설치하거나 "
    f"{VARIABLE}=<경로>로 알려 준 뒤 다시 실행한다."
)


@dataclass(frozen=True)
class _Press:
    """What every book is printed with. site: the folder of the built site."""

    root: Path
    memo: Memo
    site: Path
    print_page: Printer

    def write(self, name: str, lang: Lang, bundle: Sequence[Leaf]) -> None:
        """Print pages as a book and write it. Raises PaperError, or OSError."""
        words = templates(self.memo, lang)
        binding = Binding(self.site, site_address(self.site), {leaf.folder for leaf in bundle})
        styles = (self.site / "assets/styles/kb.css").as_uri(), (self.root / _STYLES).as_uri()
        names = settings(self.memo).site_names
        made = book(bundle, binding, styles, names[lang], words.word("page.reviewed"))
        path = self.root / _FOLDER / f"{name}.pdf"
        path.parent.mkdir(exist_ok=True)
        # Not in the system's folder for such things: a Chromium in a snap has another one.
        with TemporaryDirectory(dir=self.root / STORE, ignore_cleanup_errors=True) as folder:
            when = build_time(self.memo)
            path.write_bytes(bind(made, words, self.print_page, Path(folder, "book.html"), when))
        size = path.stat().st_size / 1e6
        click.echo(f"{_FOLDER}/{path.name}을(를) 썼다. 페이지 {len(bundle)}개, {size:,.1f} MB.")


@click.command()
@click.argument("names", nargs=-1, metavar="[PAGE…]")
@jobs_option
@root_option
def pdf(names: tuple[str, ...], jobs: int, root: Path) -> None:
    """사이트 전체를 언어마다 책 한 권으로 pdf/에 찍는다. PAGE가 있으면 그 페이지만 찍는다.

    PAGE는 market/size 따위다.
    """
    browser = executable()
    if browser is None:
        raise click.ClickException(_NO_BROWSER)
    memo = open_project(root)
    pages = [_known(memo, name) for name in names]
    try:
        with kept_site(root, jobs) as (site, _):
            press = _Press(root, memo, site, partial(printed, browser))
            for lang in LANGS:
                if (site / page_address(HOME, lang) / "index.html").is_file():
                    _write_all(press, pages, lang)
    except PaperError as error:
        raise click.ClickException(str(error)) from None


def _known(memo: Memo, name: str) -> str:
    """The key of the page that is meant. Raises ClickException where there is none."""
    key = page_meant(memo, name)
    if key not in keys(memo):
        raise click.ClickException(f"'{key}' 페이지가 없다.{suggestion(key, keys(memo))}")
    return key


def _write_all(press: _Press, pages: Sequence[str], lang: Lang) -> None:
    """The book of a language, or some of its pages, each by itself where it is written in it."""
    if not pages:
        press.write(lang, lang, tuple(leaves(press.site, _folder(HOME, lang))))
    for key in pages:
        if (key, lang) in written(press.memo):
            leaf = leaf_at(press.site, _folder(key, lang))
            press.write(f"{key.replace('/', '-')}.{lang}", lang, [leaf])


def _folder(key: str, lang: Lang) -> str:
    return page_address(key, lang).rstrip("/")
