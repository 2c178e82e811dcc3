"""Texts of the data keep their translation's pin under a lasting name; differences are shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.facts.load import place_in
from kb.memo import Memo
from kb.read import parse_page
from kb.translation.diff import (
    Op,
    changes,
    in_brackets,
    render,
    sentences,
    size,
    words,
)
from kb.translation.git import NOW, History, Version
from kb.translation.lock import pinned_anew, read_lock, string_statuses, write_lock
from kb.translation.past import Before, Pasts
from kb.translation.pins import page_pins, pin
from kb.translation.state import data_strings, string_states
from kb.translation.strings import DataString
from texts import Texts, real


def test_a_text_goes_by_its_file_and_the_way_to_it() -> None:
    words = "hello: {ko: 안녕, en: Hello}\nname: MLflow\nlater:\n  ko: 나중\n"
    memo = Memo(Texts({"data/words.yml": words}))
    found = data_strings(memo)
    assert [(s.key, s.en, s.path, place_in(memo, s.path, s.loc).line) for s in found] == [
        ("words hello", "Hello", "data/words.yml", 1),
        ("words later", None, "data/words.yml", 4),
    ]


def test_the_state_of_a_text_does_not_hang_on_its_line() -> None:
    words = "hello: {ko: 안녕, en: Hello}\n"
    texts = Texts({"data/words.yml": words})
    memo = Memo(texts)
    (before,) = string_states(memo)
    texts["data/words.yml"] = f"# 인사\n\n{words}"
    memo.changed(["data/words.yml"])
    (after,) = string_states(memo)
    assert after is before
    assert place_in(memo, after.string.path, after.string.loc).line == 3
    texts["data/translation.lock"] = write_lock({"words hello": pin("안녕")})
    memo.changed(["data/translation.lock"])
    assert string_states(memo)[0].status.value == "fresh"


def test_items_of_a_list_go_by_their_id_in_any_order() -> None:
    keys = [string.key for string in data_strings(real())]
    assert len(keys) == len(set(keys))
    assert "vendors/vertex-ai events.renamed-2026.text" in keys


def string(key: str, ko: str, en: str | None) -> DataString:
    return DataString(key, ko, en, "data/words.yml", (key, "ko"), ("words", key))


def test_a_text_is_fresh_stale_missing_or_never_checked() -> None:
    strings = [string("a x", "가", "A"), string("b x", "나", "B"), string("c x", "다", None)]
    strings.append(string("d x", "라", "D"))
    pins = {"a x": pin("가"), "b x": pin("옛"), "c x": pin("다")}
    assert [state.status.value for state in string_statuses(strings, pins)] == [
        "fresh",
        "stale",
        "missing",
        "unchecked",
    ]


def test_a_text_that_stays_in_korean_is_nothing_to_do() -> None:
    memo = Memo(Texts({"data/words.yml": "law: {ko: 인공지능기본법, translate: false}\n"}))
    (state,) = string_states(memo)
    assert state.status.value == "kept" and not state.status.is_due


def test_the_lock_is_one_sorted_line_for_each_text() -> None:
    text = write_lock({"b y": "v1-00000002", "a x.y": "v1-00000001"})
    assert text == "a x.y v1-00000001\nb y v1-00000002\n"


name = st.text("abz", min_size=1, max_size=3)
keys = st.builds(
    "{}{} {}{}".format, name, name.map("/{}".format) | st.just(""), name, st.just(".a")
)
pins = st.integers(0, 2**32 - 1).map("v1-{:08x}".format)


@given(st.dictionaries(keys, pins))
def test_what_the_lock_says_is_read_back(entries: dict[str, str]) -> None:
    assert read_lock(write_lock(entries)) == entries


def test_lines_that_are_no_entries_are_skipped() -> None:
    assert read_lock("<<<<<<< HEAD\n\na x v1-00000001\n") == {"a x": "v1-00000001"}


def test_pinning_touches_the_named_texts_and_drops_what_is_gone() -> None:
    strings = [string("a x", "가", "A"), string("b x", "나", "B"), string("c x", "다", None)]
    before = {"a x": "v1-00000001", "b x": "v1-00000002", "gone x": "v1-00000003"}
    after = pinned_anew(strings, before, {"a x", "c x"})
    assert after == {"a x": pin("가"), "b x": "v1-00000002"}


OLD = "시장은 크다. 성장은 2028년까지\n이어진다. 끝."
NEW = "시장은 아주 크다. 성장은 2028년까지 이어진다. 새 말. 끝."


def test_only_changed_sentences_are_shown_with_their_words() -> None:
    shown = [render(change, in_brackets) for change in changes(OLD, NEW)]
    assert shown == ["시장은 {+아주+} 크다.", "{+새 말.+}"]


def test_a_sentence_ends_at_its_stop_or_at_a_blank_line() -> None:
    assert sentences("3.5배 컸다. “왜?” 물었다\n\n- 항목\n계속") == [
        "3.5배 컸다.",
        "“왜?”",
        "물었다",
        "- 항목 계속",
    ]


def test_the_size_of_a_change_is_the_share_of_its_words() -> None:
    assert size(OLD, OLD) == 0
    assert size("가", "나") == 1
    assert size("", "") == 0
    assert size("가 나 다 라", "가 나 다 마") == pytest.approx(0.25)


texts = st.lists(st.sampled_from(["가", "나.", "다", "라!", "\n\n", "마"])).map(" ".join)


@given(texts, texts)
def test_both_texts_can_be_read_from_their_difference(old: str, new: str) -> None:
    pieces = list(words(old, new))
    before = " ".join(p.text for p in pieces if p.kind is not Op.ADDED)
    after = " ".join(p.text for p in pieces if p.kind is not Op.REMOVED)
    assert (before, after) == (" ".join(old.split()), " ".join(new.split()))
    assert 0 <= size(old, new) <= 1


class Remembered(History):
    """A history that is written down: texts of files, newest first."""

    def __init__(self, **texts: tuple[str, ...]) -> None:
        super().__init__(Path())
        self.files = {f"docs/{name.replace('_', '.')}": found for name, found in texts.items()}

    def versions(self, path: str) -> Iterator[Version]:
        for number, found in enumerate(self.files.get(path, ())):
            yield Version(f"{number}", f"2026-11-{20 - number}", found)

    def text(self, commit: str, path: str) -> str:
        number = 0 if commit == NOW else int(commit.removesuffix("^")) + commit.endswith("^")
        return [*self.files.get(path, ()), "", ""][number]


def one(text: str) -> str:
    return f"---\ntitle: 가\n---\n\n## 하나 {{#one}}\n\n{text}\n"


def test_what_was_translated_is_found_in_the_history() -> None:
    pinned, current = (page_pins(parse_page("a.md", one(text)))["one"] for text in ("옛글", "새글"))
    history = Remembered(
        a_md=(one("새글"), "{{ x", one("다른 글"), one("옛글")),
        a_en_md=(one("New"), one("New"), one("New"), one("Old"), one("Older")),
    )
    found = Pasts(history).part("docs/a.md", "docs/a.en.md", "one", pinned, current)
    assert found == Before("하나\n\n\n옛글\n", "하나\n\n\nOld\n", "2026-11-18")
    nothing = Pasts(Remembered()).part("docs/a.md", "docs/a.en.md", "one", pinned, current)
    assert nothing == Before()


def test_what_was_never_translated_is_as_old_as_its_korean() -> None:
    current = page_pins(parse_page("a.md", one("새글")))["one"]
    history = Remembered(a_md=(one("새글"), one("새글"), one("옛글")))
    found = Pasts(history).part("docs/a.md", "docs/a.en.md", "one", None, current)
    assert found == Before(since="2026-11-19")


def test_what_was_translated_of_the_data_is_found_in_the_history() -> None:
    history = Remembered(
        a_yml=(
            "a: [",
            "a:\n  - {id: x, text: {ko: 지금}}",
            "a:\n  - {id: x, text: {ko: 옛글, en: Old}}",
        )
    )
    found = Pasts(history).string("docs/a.yml", pin("옛글"), pin("지금"))
    assert found == Before("옛글", "Old", "2026-11-19")


def test_a_renamed_file_or_id_of_the_data_keeps_its_pins() -> None:
    strings = [string("b x", "가", "A"), string("c y", "나", "B"), string("d z", "가", "D")]
    pins = {"a x": pin("가"), "c x": pin("나")}
    assert [state.status.value for state in string_statuses(strings, pins)] == [
        "fresh",
        "fresh",
        "unchecked",
    ]
    assert pinned_anew(strings, pins, ()) == {"b x": pin("가"), "c y": pin("나")}
