"""Publish: what a site needs beside its pages, written when a language's pages are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from kb.addresses import BUILD
from kb.folder import digests, write_files
from kb.site.cards import card_files
from kb.site.digest import build_file
from kb.site.link import files_of, program_files, records
from kb.site.once import once_files
from kb.site.pictures import picture_files
from kb.site.twins import twin_files


@event_priority(-90)
def on_post_build(config: MkDocsConfig) -> None:
    i18n: Any = config.plugins["i18n"]
    memo, site, langs = config.extra["kb"], Path(config.site_dir), tuple(i18n.build_languages)
    lang, site_url = i18n.current_language, config.site_url or ""
    files = files_of(memo, lang, langs)
    files |= picture_files(memo, site_url, lang) | twin_files(memo, site_url, lang)
    files |= card_files(memo, lang)
    if "kb_only" not in config.extra and lang == langs[-1]:
        every = [page for lang in langs for page in records(memo, lang)]
        files |= once_files(memo, site_url, langs, every)
    write_files(site, files)
    if "kb_only" not in config.extra:
        write_files(site, program_files(memo, site))
        if lang == langs[-1]:
            write_files(site, {BUILD: build_file(memo, digests(site))})
