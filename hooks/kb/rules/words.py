"""Every interface word that a template asks for is there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.facts.view import Facts
from kb.findings.finding import Finding, Rule, Scope, Severity, Span
from kb.korean.wording import suggestion
from kb.memo import Memo, question, text
from kb.model.base import Record, Text
from kb.project import Project, docs_files
from kb.rules.causes import is_known
from kb.rules.rule import Check, at
from kb.show.templates import can_be_filled

MISSING_WORD = Rule(
    "data/missing-word",
    Scope.SITE,
    Severity.ERROR,
    "화면의 말은 모두 data/words.yml에 있다.",
    "Every word of the interface stands in data/words.yml.",
    '{{ t("none-statde") }}',
)
PLACEHOLDER = Rule(
    "data/placeholder",
    Scope.RECORD,
    Severity.ERROR,
    "화면의 말에서 중괄호는 값이 들어갈 자리이고 짝이 맞는다.",
    "Braces in a word of the interface are places of values, and are closed.",
    "in-year: {ko: '{year년', en: '{year}'}",
)

PATH = "data/words.yml"
_TEMPLATES = "overrides"
# Not `lang.t(…)`, which is the theme's own.
_ASKED = re.compile(r"""(?<![\w.])t\(\s*["']([\w.-]+)["']\s*[,)]""")


@question
def missing_words(memo: Memo) -> dict[str, str]:
    """Words that templates ask for and that are not there, with the first template that does."""
    facts = Facts(memo)
    missing: dict[str, str] = {}
    for path in docs_files(memo, _TEMPLATES):
        if path.endswith(".html"):
            for word in _ASKED.findall(text(memo, path) or ""):
                if not is_known(facts, "words", word):
                    missing.setdefault(word, path)
    return missing


def _words(project: Project) -> Iterator[Finding]:
    known = sorted(project.facts.words)
    for word, path in missing_words(project.memo).items():
        yield Finding(
            MISSING_WORD,
            Span(PATH, 1, 1),
            f"'{word}' 말이 없는데 {path}에서 씁니다.",
            f"{PATH}에 '{word}: {{ko: …, en: …}}'를 더하십시오.{suggestion(word, known)}",
        )


def _placeholders(project: Project, record: Record) -> Iterator[Finding]:
    if record.address.collection != "words" or not isinstance(record, Text):
        return
    for lang, value in (("ko", record.ko), ("en", record.en)):
        if value and not can_be_filled(value):
            loc = () if record.proper else (lang,)
            message = "중괄호의 짝이 맞지 않습니다."
            hint = "값이 들어갈 자리는 {이름}처럼 쓰십시오."
            yield at(project, record, *loc, rule=PLACEHOLDER, message=message, hint=hint)


CHECKS = (
    Check(_words, (MISSING_WORD,)),
    Check(_placeholders, (PLACEHOLDER,)),
)
