"""The data as files, written once for a site: tables, what describes them, terms and changes."""

from __future__ import annotations

from kb.facts.published.files import VERSIONED, table_files
from kb.facts.view import Facts
from kb.memo import Memo, question
from kb.project import licence
from kb.show.templates import templates
from kb.text import LANGS, SOURCE_LANG


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
        **table_files(facts, title, named),
        **{path: text.encode() for path, text in texts.items()},
    }
