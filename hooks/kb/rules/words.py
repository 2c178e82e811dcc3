"""Every interface word that a template asks for is there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.findings.finding import Finding, Severity
from kb.korean.wording import suggestion
from kb.project import Project

PATH = "data/words.yml"
# Not `lang.t(…)`, which is the theme's own.
_ASKED = re.compile(r"""(?<![\w.])t\(\s*["']([\w.-]+)["']\s*[,)]""")


def words(project: Project) -> Iterator[Finding]:
    facts = project.facts
    if "*" in facts.unread.get("words", ()):
        return
    known = {*facts.words, *facts.unread.get("words", ())}
    told: set[str] = set()
    for path in sorted((project.root / "overrides").rglob("*.html")):
        for word in _ASKED.findall(path.read_text("utf-8")):
            if word not in known and word not in told:
                told.add(word)
                yield Finding(
                    PATH,
                    1,
                    1,
                    Severity.ERROR,
                    "data/missing-word",
                    f"'{word}' 말이 없는데 {path.relative_to(project.root).as_posix()}에서 씁니다.",
                    f"{PATH}에 '{word}: {{ko: …, en: …}}'를 더하십시오."
                    f"{suggestion(word, sorted(known))}",
                )
