"""What is done last, when a whole site is written."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kb.addresses import BUILD
from kb.folder import digests, write_files
from kb.memo import Memo
from kb.site.digest import build_file
from kb.site.link import program_files
from kb.site.named import give_hashed_names


def finish(memo: Memo, site: Path) -> dict[str, str]:
    """Add the program of charts, give styles and scripts their names, and tell the site's digest.

    Returns the digest of each file by its path. Raises OSError.
    """
    write_files(site, program_files(memo, site))
    give_hashed_names(site)
    listing = digests(site)
    write_files(site, {BUILD: (about := build_file(memo, listing))})
    return listing | {BUILD: hashlib.sha256(about).hexdigest()}
