"""What is done last, when a whole site is written."""

from __future__ import annotations

from pathlib import Path

from kb.addresses import BUILD
from kb.folder import write_files
from kb.memo import Memo
from kb.site.digest import build_file
from kb.site.link import program_files
from kb.site.named import give_hashed_names


def finish(memo: Memo, site: Path) -> None:
    """Add the program of charts, give styles and scripts their names, and tell the site's digest."""
    write_files(site, program_files(memo, site))
    give_hashed_names(site)
    write_files(site, {BUILD: build_file(memo, site)})
