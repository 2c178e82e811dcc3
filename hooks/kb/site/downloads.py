"""The data as files, written once for a site: tables, what describes them, terms and changes."""

from __future__ import annotations

import json

from kb.facts.published.files import VERSIONED, table_files
from kb.facts.view import Facts
from kb.memo import Memo, question
from kb.project import licence
from kb.redirects import redirects
from kb.show.templates import templates
from kb.text import LANGS, SOURCE_LANG

MOVED = f"{VERSIONED}/moved.json"
"""The list of ids that were others when they were published."""


def _moved(memo: Memo) -> bytes:
    """What has another id by now; the id of an event has that of its record before it."""
    named = ((old, new) for old, new in redirects(memo).items() if not old.startswith("/"))
    rows = [
        {
            "collection": old.partition(".")[0],
            "old": old.partition(".")[2],
            "new": new.partition(".")[2],
        }
        for old, new in named
    ]
    return f"{json.dumps(rows, indent=1)}\n".encode()


@question
def data_files(memo: Memo) -> dict[str, bytes]:
    """The published data by path below the site's root."""
    facts = Facts(memo)
    said = {lang: templates(memo, lang).word for lang in LANGS}
    named = licence(memo)
    values = {"say": said, "licence": named, "releases": list(facts.published.values())}
    texts = {
        f"{VERSIONED}/{name}": str(templates(memo, SOURCE_LANG).render(template, **values)) + "\n"
        for name, template in (("LICENCE.txt", "licence.txt"), ("CHANGELOG.md", "changelog.md"))
    }
    title = facts.words["data-title"]
    return {
        MOVED: _moved(memo),
        **table_files(facts, title, named),
        **{path: text.encode() for path, text in texts.items()},
    }
