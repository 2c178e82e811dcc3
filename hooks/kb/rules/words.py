"""Every interface word that templates or code ask for is there, and none that nothing asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import kb
from kb.facts.view import Facts
from kb.findings import rules
from kb.findings.finding import Finding, Span
from kb.korean.wording import suggestion
from kb.memo import Memo, question, text
from kb.model.base import Record, Text
from kb.project import Project, docs_files
from kb.rules.causes import compiled, is_known, is_whole
from kb.rules.rule import Check, at
from kb.search.kinds import KIND_WORDS
from kb.show.templates import can_be_filled
from kb.text import LANGS, SOURCE_LANG

PATH = "data/words.yml"
_TEMPLATES = "overrides"
_CODE = Path(kb.__file__).parent
# Not `lang.t(…)`, which is the theme's own.
_BY_TEMPLATE = re.compile(r"(?:(?<![\w.])t\(|\bfacts\.words\[)(?P<inside>[^()\]]*)")
_BY_CODE = re.compile(r"\b(?:word\(|_says?\(|_words\(|facts\.words\[)(?P<inside>[^()\]]*)")
_KEY = re.compile(r"""(?<![=\w])["']([a-z][\w.-]*)["'](?!\s*~)""")
_QUOTED = re.compile(r"""(?P<quote>["'])(?P<key>[a-z][\w.-]*)(?:(?P=quote)|\{)""")


@dataclass(frozen=True)
class Asked:
    """The interface words that a text asks for. named: by name. mentioned: names in quotation marks,
    and the beginnings of names that are put together.
    """

    named: frozenset[str]
    mentioned: frozenset[str]

    @classmethod
    def by(cls, text: str, asking: re.Pattern[str]) -> Asked:
        """What a text asks for. asking: how it does so, with the names `inside`."""
        found = (match["inside"] for match in asking.finditer(text))
        named = frozenset(key for inside in found for key in _KEY.findall(inside))
        return cls(named, frozenset(match["key"] for match in _QUOTED.finditer(text)))


_READ = (".html", ".js", ".md", ".txt", ".xml")


@question
def asked(memo: Memo) -> tuple[tuple[str, Asked], ...]:
    """What each template and script, and each module of this program, asks for, with its path."""
    paths = (path for path in docs_files(memo, _TEMPLATES) if path.endswith(_READ))
    templates = ((path, Asked.by(text(memo, path) or "", _BY_TEMPLATE)) for path in paths)
    return (*templates, *_asked_by_code())


def _asked_by_code() -> Iterator[tuple[str, Asked]]:
    """What the modules of this program ask for; what they put together of lists is named here."""
    for path in sorted(_CODE.rglob("*.py")):
        if path != Path(__file__):
            name = f"hooks/kb/{path.relative_to(_CODE).as_posix()}"
            yield name, Asked.by(path.read_text("utf-8"), _BY_CODE)
    kinds, languages = frozenset(KIND_WORDS), frozenset(f"language-{lang}" for lang in LANGS)
    yield "hooks/kb/search/kinds.py", Asked(kinds, kinds)
    yield "hooks/kb/site/link.py", Asked(languages, languages)


@question
def missing_words(memo: Memo) -> dict[str, str]:
    """Words that are asked for by name and are not there, with the first file that asks."""
    facts = Facts(memo)
    missing: dict[str, str] = {}
    for path, found in asked(memo):
        for word in sorted(found.named):
            if not is_known(facts, "words", word):
                missing.setdefault(word, path)
    return missing


def _words(project: Project) -> Iterator[Finding]:
    known = sorted(project.facts.words)
    for word, path in missing_words(project.memo).items():
        yield Finding(
            rules.MISSING_WORD,
            Span(PATH, 1, 1),
            f"'{word}' 말이 없는데 {path}에서 씁니다.",
            f"{PATH}에 '{word}: {{ko: …, en: …}}'를 더하십시오.{suggestion(word, known)}",
        )


_FOR_DATA = ("topic-", "market-")
"""Beginnings of words for what the data name."""


def _unused(project: Project) -> Iterator[Finding]:
    """Words that nothing asks for, by their names or by the beginnings of these.

    None while a page is not whole: a template that is damaged may be what asks.
    """
    memo = project.memo
    if not all(is_whole(compiled(memo, key, SOURCE_LANG)) for key in project.keys):
        return
    mentioned = frozenset().union(*(found.mentioned for _, found in asked(memo)))
    beginnings = (*_FOR_DATA, *(name for name in mentioned if name.endswith("-")))
    for word, record in project.facts.words.items():
        is_asked_for = word in mentioned or word.startswith(beginnings)
        if not is_asked_for and not get_close_matches(word, missing_words(memo), n=1):
            message = f"'{word}' 말을 쓰는 곳이 없습니다."
            yield at(
                project, record, rule=rules.UNUSED, message=message, hint="지우십시오.", key=True
            )


def _placeholders(project: Project, record: Record) -> Iterator[Finding]:
    if record.address.collection != "words" or not isinstance(record, Text):
        return
    for lang, value in (("ko", record.ko), ("en", record.en)):
        if value and not can_be_filled(value):
            loc = () if record.proper else (lang,)
            message = "중괄호의 짝이 맞지 않습니다."
            hint = "값이 들어갈 자리는 {이름}처럼 쓰십시오."
            yield at(project, record, *loc, rule=rules.PLACEHOLDER, message=message, hint=hint)


CHECKS = (
    Check(_words, (rules.MISSING_WORD,)),
    Check(_unused, (rules.UNUSED,)),
    Check(_placeholders, (rules.PLACEHOLDER,)),
)
