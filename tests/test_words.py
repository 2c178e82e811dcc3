"""Interface words are there for whoever asks for them, template or code, and none for nobody."""

from __future__ import annotations

from conftest import ROOT
from kb.project import Project
from kb.rules import words
from texts import Texts, project_of


def told(old: str = "", new: str = "") -> set[str]:
    """What is found of the words, where some are written otherwise."""
    texts = Texts.of_folder(ROOT, "overrides", words.PATH)
    assert old in texts[words.PATH]
    texts[words.PATH] = texts[words.PATH].replace(old, new, 1)
    project = Project(project_of(texts))
    found = (finding for check in words.CHECKS[:2] for finding in check.look(project))
    return {f"{finding.message} {finding.rule.id}" for finding in found}


def test_every_word_is_asked_for_and_there() -> None:
    assert told() == set()


def test_a_word_that_only_code_asks_for_is_missed_with_who_asks() -> None:
    for word, path in {
        "chart-domain": "hooks/kb/show/chartbook/maturity.py",
        "data-title": "hooks/kb/site/downloads.py",
        "kind-vendor": "hooks/kb/search/kinds.py",
        "language-en": "hooks/kb/site/link.py",
    }.items():
        assert told(f"\n{word}:", f"\n{word}x:") == {
            f"'{word}' 말이 없는데 {path}에서 씁니다. data/missing-word"
        }


def test_a_word_that_a_condition_chooses_is_missed() -> None:
    found = told("\nstale-section:", "\nstale-sectino:")
    assert found == {
        "'stale-section' 말이 없는데 overrides/kb/section_notice.html에서 씁니다. data/missing-word"
    }


def test_a_word_that_nothing_asks_for_is_found() -> None:
    found = told("\nstale-section:", "\nnobody-asks: 가\nstale-section:")
    assert found == {"'nobody-asks' 말을 쓰는 곳이 없습니다. data/unused"}
