"""Remembered questions: an answer is worked out again only where something that it read is other."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from kb.memo import CycleError, Memo, Unanswered, given, names, question, text, tool
from kb.store import forget_unused, kept, load, save
from texts import Texts

asked: Counter[str] = Counter()


@pytest.fixture(autouse=True)
def _nothing_asked() -> None:
    asked.clear()


@question
def length(memo: Memo, path: str) -> int:
    asked["length"] += 1
    return len(text(memo, path) or "")


@question
def total(memo: Memo) -> int:
    asked["total"] += 1
    return sum(length(memo, path) for path in names(memo, ""))


@question
def first_or_second(memo: Memo) -> str | None:
    asked["first_or_second"] += 1
    return text(memo, "a") or text(memo, "b")


@tool
def reader_of_a(memo: Memo) -> list[str]:
    asked["reader_of_a"] += 1
    return [text(memo, "a") or ""]


@question
def by_tool(memo: Memo) -> str:
    asked["by_tool"] += 1
    return reader_of_a(memo)[0]


@question
def endless(memo: Memo) -> int:
    return endless(memo)


@question
def greeting(memo: Memo) -> str:
    return f"hello {given(memo, 'name')}"


def test_a_question_is_answered_once() -> None:
    memo = Memo(Texts({"a": "one", "b": "two!"}))
    assert total(memo) == total(memo) == 7
    assert asked == {"total": 1, "length": 2}


def test_an_edit_reaches_only_what_read_the_file() -> None:
    texts = Texts({"a": "one", "b": "two!"})
    memo = Memo(texts)
    total(memo)
    asked.clear()
    texts["a"] = "longer"
    assert memo.changed(["a"]) == {"a"}
    assert total(memo) == 10
    assert asked == {"length": 1, "total": 1}


def test_an_equal_answer_stops_the_wave() -> None:
    texts = Texts({"a": "one", "b": "two!"})
    memo = Memo(texts)
    total(memo)
    asked.clear()
    texts["a"] = "six"
    memo.changed(["a"])
    assert total(memo) == 7
    assert asked == {"length": 1}


def test_a_file_written_as_it_was_changes_nothing() -> None:
    memo = Memo(Texts({"a": "one"}))
    total(memo)
    asked.clear()
    assert memo.changed(["a", "never asked for"]) == set()
    assert total(memo) == 3
    assert not asked


def test_a_new_and_a_removed_file_are_noticed_through_their_folder() -> None:
    texts = Texts({"a": "one"})
    memo = Memo(texts)
    assert total(memo) == 3
    texts["b"] = "four"
    memo.changed(["b"])
    assert total(memo) == 7
    del texts["a"]
    memo.changed(["a"])
    assert total(memo) == 4


def test_what_is_other_is_told_by_name() -> None:
    texts = Texts({"a": "one", "docs/b": "two", "docs/picture": "<svg>"})
    memo = Memo(texts)
    names(memo, ""), names(memo, "docs"), text(memo, "a"), text(memo, "docs/b")
    texts |= {"a": "other", "docs/new": "", "docs/deep/page": ""}
    del texts["docs/b"]
    changed = {"a", "docs/b", "docs/new", "docs/deep", "docs/deep/page", "docs/picture", "x/y"}
    assert memo.changed(changed) == {"a", "docs/b", "docs/new", "docs/deep/", "docs/picture"}
    assert memo.changed(changed - {"docs/picture"}) == {"docs/new"}  # which nobody has read yet


def test_a_folder_that_is_moved_stands_for_all_below() -> None:
    texts = Texts({"docs/a": "one", "docs/deep/b": "two"})
    memo = Memo(texts)
    names(memo, ""), names(memo, "docs"), text(memo, "docs/a"), text(memo, "docs/deep/b")
    away = dict(texts)
    texts.clear()
    assert memo.changed(["docs"]) == {"docs/", "docs/a", "docs/deep/", "docs/deep/b"}
    assert text(memo, "docs/deep/b") is None
    texts.update(away | {"docs/a": "other"})
    assert memo.changed(["docs"]) == {"docs/", "docs/a", "docs/deep/", "docs/deep/b"}
    assert text(memo, "docs/a") == "other"


def test_answers_that_nobody_wants_are_forgotten() -> None:
    texts = Texts({"a": "one", "b": "two!"})
    memo = Memo(texts)
    total(memo), by_tool(memo)
    del texts["b"]
    memo.changed(["b"])
    assert total(memo) == 3
    for _ in range(3):
        memo.changed([])
        total(memo)
    before = memo.answered
    memo.forget_unused(3)
    assert {key[1] for key in before - memo.answered if key[0] in (length, text)} == {("b",)}
    asked.clear()
    assert total(memo) == 3 and not asked
    assert by_tool(memo) == "one" and asked == {"by_tool": 1, "reader_of_a": 1}
    texts |= {"a": "four", "b": "five!"}
    memo.changed(["a", "b"])
    assert (total(memo), by_tool(memo)) == (9, "four")


def test_what_was_not_read_does_not_count() -> None:
    texts = Texts({"a": "one", "b": "two"})
    memo = Memo(texts)
    assert first_or_second(memo) == "one"
    texts["b"] = "other"
    memo.changed(["b"])
    assert first_or_second(memo) == "one"
    del texts["a"]
    memo.changed(["a"])
    assert first_or_second(memo) == "other"
    assert asked == {"first_or_second": 2}


def test_what_a_tool_was_made_of_counts_for_what_uses_it() -> None:
    texts = Texts({"a": "one"})
    memo = Memo(texts)
    assert by_tool(memo) == "one"
    texts["a"] = "two"
    memo.changed(["a"])
    assert by_tool(memo) == "two"
    assert asked == {"reader_of_a": 2, "by_tool": 2}


def test_another_given_value_is_an_input_like_any_other() -> None:
    memo = Memo(Texts({}), {"name": "you"})
    assert greeting(memo) == "hello you"
    memo.give("name", "all")
    assert greeting(memo) == "hello all"


@question
def written(memo: Memo) -> str:
    found = text(memo, "a")
    if found is None:
        raise Unanswered("a")
    return found


@question
def written_or_not(memo: Memo) -> str:
    try:
        return written(memo)
    except Unanswered:
        return "nothing"


def test_what_cannot_be_answered_any_more_is_dealt_with_by_who_asks() -> None:
    texts = Texts({"a": "x"})
    memo = Memo(texts)
    assert written_or_not(memo) == "x"
    del texts["a"]
    memo.changed(["a"])
    assert written_or_not(memo) == "nothing"


def test_a_question_that_asks_itself_is_a_mistake_in_the_code() -> None:
    with pytest.raises(CycleError):
        endless(Memo(Texts({})))


def test_kept_answers_are_taken_over_and_looked_at_again() -> None:
    texts = Texts({"a": "one", "b": "two!"})
    first = Memo(texts)
    total(first)
    by_tool(first)
    asked.clear()
    second = Memo(texts)
    second.loaded(first.dumped())
    assert (total(second), by_tool(second)) == (7, "one")
    assert not asked
    texts["a"] = "four"
    third = Memo(texts)
    third.loaded(second.dumped())
    assert (total(third), by_tool(third)) == (8, "four")
    assert asked == {"length": 1, "total": 1, "reader_of_a": 1, "by_tool": 1}


def test_what_a_copy_has_answered_since_is_taken_over() -> None:
    texts = Texts({"a": "one", "b": "two!"})
    first = Memo(texts)
    assert length(first, "a") == 3
    texts["a"] = "four"
    first.changed(["a"])
    copy = Memo(texts)
    copy.loaded(first.dumped())
    known = copy.answered
    assert total(copy) == 8
    asked.clear()
    first.take(copy.dumped(without=known))
    assert total(first) == 8
    assert not asked
    texts["b"] = "longer"
    first.changed(["b"])
    assert total(first) == 10
    assert asked == {"length": 1, "total": 1}


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-1],
        lambda content: content[: len(content) // 2],
        lambda content: content.replace(b"kept", b"kepT"),
        lambda content: b"",
        lambda content: b"other version " + content,
    ],
)
def test_a_damaged_or_half_written_file_is_not_believed(damage, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "answers"
    save(path, "v1", b"kept answers")
    assert load(path, "v1") == b"kept answers"
    assert load(path, "v2") is None
    path.write_bytes(damage(path.read_bytes()))
    assert load(path, "v1") is None
    assert load(tmp_path / "missing", "v1") is None


def test_what_is_kept_has_the_rights_of_any_file(tmp_path: Path) -> None:
    save(tmp_path / "answers", "v1", b"kept")
    (tmp_path / "any").write_bytes(b"")
    assert {path.stat().st_mode for path in tmp_path.iterdir()} == {
        (tmp_path / "any").stat().st_mode
    }


def test_what_is_costly_is_forgotten_when_nobody_asks_for_it(tmp_path: Path) -> None:
    def ask(name: str) -> bytes:
        asked[name] += 1
        return name.encode()

    for name in ("used", "unused"):
        kept(tmp_path, ".png", (name,), lambda of=name: ask(of))
    for path in tmp_path.iterdir():
        os.utime(path, (0, 0))
    kept(tmp_path, ".png", ("used",), lambda: ask("used"))
    forget_unused(tmp_path)
    for name in ("used", "unused"):
        assert kept(tmp_path, ".png", (name,), lambda of=name: ask(of)) == name.encode()
    assert asked == {"used": 1, "unused": 2}


PATHS = st.sampled_from(["a", "b", "c"])


@drawn(
    st.lists(st.tuples(PATHS, st.none() | st.text("xy", max_size=3)), max_size=12), st.booleans()
)
def test_after_any_edits_warm_and_cold_agree(
    edits: list[tuple[str, str | None]], forgets: bool
) -> None:
    texts = Texts({"a": "x"})
    warm = Memo(texts)
    for path, content in edits:
        if content is None:
            texts.pop(path, None)
        else:
            texts[path] = content
        warm.changed([path])
        if forgets:
            warm.forget_unused(2)
        cold = Memo(texts)
        for asks in (total, first_or_second, by_tool):
            assert asks(warm) == asks(cold)
