"""Pages and data as they were read, kept over a change of code: reading them all takes seconds.

They hold as long as the code that reads them is the same, which is a small part of all.
"""

from __future__ import annotations

import hashlib
import sys
from importlib.metadata import version
from pathlib import Path

from kb import memo as memos
from kb import project, read, store
from kb import text as texts
from kb.facts import load
from kb.facts.load import plain_value
from kb.memo import Key, Memo, text
from kb.project import DOCS, page_or_error

_FILE = "preview/read"
_CODE = (load, memos, project, texts)
"""What reads files, beside the package `kb.read`."""


def keep_read(memo: Memo) -> None:
    """Keep what has been read."""
    known = memo.answered
    kept: set[Key] = {key for key in known if key[0] in (page_or_error, plain_value)}
    kept |= {(text, (_path(key),)) for key in kept}
    store.save(memo.store / _FILE, _version(), memo.dumped(without=known - kept))


def take_read(memo: Memo) -> bool:
    """Give a fresh memo what was kept; false where there is nothing that holds."""
    dump = store.load(memo.store / _FILE, _version())
    if dump is not None:
        memo.loaded(dump)
    return dump is not None


def _path(key: Key) -> str:
    """The file that an answer was read from."""
    asked, (path, *_) = key
    return f"{DOCS}/{path}" if asked is page_or_error else path


def _version() -> str:
    digest = hashlib.sha256(f"{sys.version} {version('pyyaml')}".encode())
    files = [Path(str(module.__file__)) for module in _CODE]
    files += sorted(Path(str(read.__file__)).parent.glob("*.py"))
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
