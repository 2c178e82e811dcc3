"""A walk at random through edits: after each one, what is remembered is what a new start would say."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import TemplateNotFound

from kb.facts.load import document
from kb.facts.view import MissingRecord
from kb.memo import Memo, Question, text
from kb.project import keys
from kb.rules import words as rule_of_words
from kb.rules.check import findings
from kb.rules.damage import template_mistakes
from kb.site.link import article, files_of, navigation, site_files
from kb.text import LANGS
from kb.translation.lock import PATH as LOCK
from texts import STORE, Texts, words

TESTS = Path(__file__).parent
STEPS = 200
GIVEN = {"today": "2026-06-01"}
FOLDERS = ("data/", "docs/", "overrides/")


def project() -> Texts:
    """The small project, with the real words and templates."""
    texts = Texts.of_folder(TESTS / "fixture", "data", "docs", "mkdocs.yml")
    real = words()
    lock = {LOCK: texts[LOCK] + real[LOCK]}
    return Texts(texts | Texts.of_folder(TESTS.parent, "overrides/kb") | real | lock)


def everything(memo: Memo) -> dict[str, Any]:
    """All that a site says, and all that is wrong with it."""
    found: dict[str, Any] = {"findings": answered(lambda: findings(memo)), "menu": navigation(memo)}
    for lang in LANGS:
        for key in keys(memo):
            found[f"{lang} {key}"] = answered(lambda key=key, lang=lang: article(memo, key, lang))
        found[f"files {lang}"] = answered(lambda lang=lang: files_of(memo, lang, LANGS))
    found["site"] = answered(lambda: site_files(memo, "https://kb.example/", LANGS, ()))
    return found


def answered(ask: Callable[[], Any]) -> Any:
    """What is answered, or why nothing is: a template or a word that the code needs is gone."""
    try:
        return ask()
    except (TemplateNotFound, MissingRecord) as missing:
        return str(missing)


def known_by_text(question: Question[..., Any]) -> Callable[[Memo, str], Any]:
    """Answers a question on one file, which reads nothing else, once for each text of it."""
    known: dict[tuple[str, str | None], Any] = {}

    def answer(memo: Memo, path: str) -> Any:
        key = path, text(memo, path)
        if key not in known:
            known[key] = question.function(memo, path)
        return known[key]

    return answer


PARSERS = {question: known_by_text(question) for question in (document, template_mistakes)}
"""Most of a cold start is reading a hundred templates and data files, of which an edit changes one."""


def started(texts: Texts) -> Memo:
    """A project of which nothing is remembered but how a text is parsed."""
    memo = Memo(texts, GIVEN, STORE)
    memo.elsewhere = PARSERS
    return memo


def replaced_line(texts: Texts, chance: random.Random) -> str:
    path = some(texts, chance)
    lines = texts[path].split("\n")
    at = chance.randrange(len(lines))
    lines[at] = chance.choice(
        ["", lines[chance.randrange(len(lines))], lines[at] + " 더", "# 주석"]
    )
    texts[path] = "\n".join(lines)
    return path


def removed_line(texts: Texts, chance: random.Random) -> str:
    path = some(texts, chance)
    lines = texts[path].split("\n")
    del lines[chance.randrange(len(lines))]
    texts[path] = "\n".join(lines)
    return path


def line_above(texts: Texts, chance: random.Random) -> str:
    path = some(texts, chance)
    texts[path] = ("# 주석\n" if path.endswith(".yml") else "\n") + texts[path]
    return path


def other_digit(texts: Texts, chance: random.Random) -> str:
    path = some(texts, chance)
    places = [at for at, char in enumerate(texts[path]) if char.isdigit()]
    if places:
        at = chance.choice(places)
        texts[path] = texts[path][:at] + str(chance.randrange(10)) + texts[path][at + 1 :]
    return path


def added(texts: Texts, chance: random.Random) -> str:
    path = some(texts, chance)
    folder, _, name = path.rpartition("/")
    new = f"{folder}/{chance.choice('abc')}{name}"
    texts[new] = texts[path]
    return new


def removed(texts: Texts, chance: random.Random) -> str:
    path = some(texts, chance)
    del texts[path]
    return path


def some(texts: Texts, chance: random.Random) -> str:
    folder = chance.choice(FOLDERS)
    return chance.choice(sorted(path for path in texts if path.startswith(folder)))


def mended(texts: Texts, chance: random.Random) -> str:
    """A file as it was at the beginning; most steps break something, so this one comes often."""
    sound = project()
    path = chance.choice(sorted(texts.keys() | sound.keys()))
    if path in sound:
        texts[path] = sound[path]
    else:
        del texts[path]
    return path


EDITS: tuple[Callable[[Texts, random.Random], str], ...] = (
    replaced_line, removed_line, line_above, other_digit, added, removed,
    mended, mended, mended, mended, mended, mended,
)  # fmt: skip


@pytest.mark.slow
def test_after_each_of_200_edits_warm_and_cold_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    by_code = tuple(rule_of_words._asked_by_code())  # no step edits the code
    monkeypatch.setattr(rule_of_words, "_asked_by_code", lambda: by_code)
    chance = random.Random(7)
    texts = project()
    warm = Memo(texts, GIVEN, STORE)
    everything(warm)
    for step in range(STEPS):
        edit = chance.choice(EDITS)
        path = edit(texts, chance)
        if step % 20 == 19:  # now and then through the kept answers
            kept, warm = warm.dumped(), Memo(texts, GIVEN, STORE)
            warm.loaded(kept)
        else:
            warm.changed([path])
            warm.forget_unused(3)
        after, cold = everything(warm), everything(started(texts))
        other = [name for name in after.keys() | cold.keys() if after.get(name) != cold.get(name)]
        assert not other, f"step {step}, {edit.__name__} of {path}: {other}"
