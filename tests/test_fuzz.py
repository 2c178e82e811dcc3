"""The fuzzer: its damages come again, and it sees what is lost and what is shown as signs."""

from __future__ import annotations

import os
import signal

import pytest

from conftest import TESTS
from fuzz import ended
from fuzz_damage import damage
from fuzz_shown import stray_signs, unseen_words
from kb.content.compile import content
from test_findings import memo_of, sound_texts
from texts import Texts

FILES = {path: text.encode() for path, text in Texts.of(TESTS / "fixture").items()}
HEAD = "---\ntitle: 가\ndescription: 나\n---\n\n"
SIGNS = {f"overrides/kb/{name}.html": b"{{ a }}" for name in "ab"}


def shown(text: str) -> str:
    """What the page of a text shows."""
    memo = memo_of(Texts(sound_texts() | {"docs/market/fresh.md": HEAD + text}))
    found = content(memo, "market/fresh", "ko", "ko")
    assert found
    return found.html


def test_a_damage_comes_again_and_is_one() -> None:
    files = FILES | SIGNS | {"data/translation.lock": b"a b v1-0\n"}
    for number in range(200):
        first, again = damage(files, 3, number), damage(files, 3, number)
        assert first == again
        assert all(files.get(path) != held for path, held in first.files.items())


@pytest.mark.parametrize(
    "text",
    [
        "글 **굵게**는 [가](size.md) `x = 1` {{ figure(\"market.first.target\") }}로.\n\n- 가\n- 나",
        "| 가 | 나 |\n| --- | --- |\n| 1 | `a|b` |\n\n> 인용\n\n!!! note \"제목\"\n    글",
        "```sh\nls | wc\n# 글\n```\n\n글[^1].\n\n[^1]: 각주",
    ],
)  # fmt: skip
def test_a_sound_page_is_shown_as_typed(text: str) -> None:
    html = shown(text)
    assert unseen_words(HEAD + text, html) == []
    assert stray_signs(html) == []


def test_words_that_vanish_are_seen() -> None:
    table = "| 가 |\n| --- |\n| 나 | 다 |"
    assert unseen_words(table, shown(table)) == ["다"]


@pytest.mark.parametrize("text", ["글\n- 가\n- 나", "| 가 |\n| — |", "[[가]]", "글 **굵게"])
def test_signs_that_are_shown_are_seen(text: str) -> None:
    assert stray_signs(shown(text))


def test_a_command_that_does_not_end_is_killed_with_what_it_has_begun() -> None:
    command = ["sh", "-c", "echo begun; sleep 10000 & sleep 10000"]
    assert ended(command, os.environ, 0.5)[0] == -signal.SIGKILL
    assert ended(["sh", "-c", "echo done; exit 1"], os.environ, None) == (1, "done\n")
