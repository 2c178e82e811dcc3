"""What a translation says of its Korean: pins, states, and changes to its file."""

from __future__ import annotations

import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.read import Page, parse_page
from kb.translation.parity import differences
from kb.translation.pins import page_pins, pin
from kb.translation.shown import passages
from kb.translation.status import (
    Status,
    extras,
    part_statuses,
    pins_of,
    renamed,
    sections_in,
)
from kb.translation.write import add_missing, scaffold, set_pins, with_draft

KOREAN = """
---
title: 시장 규모
description: 얼마나 큰가
---

들어가는 글 [출처](../sources.md#a).

## 규모 {#size}

시장은 {{ figure("market.brief.base") | josa("이다/다") }}.

{{ chart("market-forecast") }}

### 성장 {#growth}

```yaml
if: ${{ github.ref }}
```

성장은 빠르다.
"""


def page(text: str, path: str = "market/size.md") -> Page:
    return parse_page(path, textwrap.dedent(text).lstrip("\n"))


def english(text: str) -> Page:
    return page(text, "market/size.en.md")


def translation(korean: Page, body: str, drop: tuple[str, ...] = ()) -> Page:
    """A translation that says it translates the Korean of today, except of some sections."""
    pins = {name: value for name, value in page_pins(korean).items() if name not in drop}
    front = "---\ntitle: Market size\ndescription: How large\n---\n\n"
    return parse_page("market/size.en.md", set_pins(front + textwrap.dedent(body), pins))


def stale(korean: Page, translated: Page) -> list[dict[str, str]]:
    return sections_in(Status.STALE, part_statuses(korean, translated), translated)


def with_korean(korean: Page, translated: Page, broken: tuple[str, ...] = ()) -> str:
    """What readers of a translation are shown, notices as words."""
    parts = part_statuses(korean, translated)
    shown = passages(parts, korean, translated, lambda status, id: f"<p>{status} {id}</p>", broken)
    return "\n".join(passage.text for passage in shown)


def states(korean: Page, translated: Page | None) -> dict[str, str]:
    return {part.id: part.status.value for part in part_statuses(korean, translated)}


ENGLISH = """
Intro [source](../sources.md#a).

## Size {#size}

The market is {{ figure("market.brief.base") }}.

{{ chart("market-forecast") }}

### Growth {#growth}

```yaml
if: ${{ github.ref }}
```

It grows fast.
"""


def test_a_pin_names_its_rule_and_eight_digits() -> None:
    assert re.fullmatch(r"v1-[0-9a-f]{8}", pin("시장"))
    assert pin("시장") == "v1-b46fa208"


@pytest.mark.parametrize(
    "cosmetic",
    [
        "시장은  [크다](b.md).\n자란다.",
        "\n시장은\n[크다](https://example.org/x)\n. 자란다.\n".replace("\n.", "."),
        "시장은 [크다](a.md).\t자란다.\r\n",
    ],
)
def test_white_space_wrapping_and_targets_keep_the_pin(cosmetic: str) -> None:
    assert pin(cosmetic) == pin("시장은 [크다](a.md). 자란다.")


@pytest.mark.parametrize(
    "changed", ["시장은 작다.", "시장은 크다!", "시장은 크다. {{ x }}", "시장"]
)
def test_another_word_sign_or_call_changes_the_pin(changed: str) -> None:
    assert pin(changed) != pin("시장은 크다.")


def test_case_counts() -> None:
    assert pin("mlops") != pin("MLOps")


words = st.lists(
    st.sampled_from(["시장은", "크다.", "MLOps", "`a b`", "{{ x }}", "**는**"]), min_size=1
)
spaces = st.sampled_from([" ", "\n", "  ", "\t", " \n"])


@given(words, st.data())
def test_any_rewrapping_keeps_the_pin(text: list[str], data: st.DataObject) -> None:
    wrapped = "".join(word + data.draw(spaces) for word in text)
    assert pin(wrapped) == pin(" ".join(text))


@given(words, st.data())
def test_any_other_word_changes_the_pin(text: list[str], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(text) - 1))
    changed = [*text[:index], "다른말", *text[index + 1 :]]
    assert pin(" ".join(changed)) != pin(" ".join(text))


def test_each_part_of_a_page_has_a_pin_in_the_order_of_the_page() -> None:
    assert list(page_pins(page(KOREAN))) == ["_meta", "_intro", "size", "growth"]


def test_a_change_reaches_the_pin_of_its_own_section_only() -> None:
    before, after = page_pins(page(KOREAN)), page_pins(page(KOREAN.replace("빠르다", "느리다")))
    assert [name for name in before if before[name] != after[name]] == ["growth"]


def test_a_page_without_translation_is_missing_everywhere() -> None:
    assert set(states(page(KOREAN), None).values()) == {"missing"}


def test_pinned_sections_are_fresh_until_the_korean_changes() -> None:
    korean = page(KOREAN)
    translated = translation(korean, ENGLISH)
    assert set(states(korean, translated).values()) == {"fresh"}
    changed = page(KOREAN.replace("빠르다", "느리다").replace("얼마나", "아주"))
    assert states(changed, translated) == {
        "_meta": "stale",
        "_intro": "fresh",
        "size": "fresh",
        "growth": "stale",
    }


def test_a_changed_target_or_wrapping_leaves_a_translation_fresh() -> None:
    translated = translation(page(KOREAN), ENGLISH)
    cosmetic = KOREAN.replace("../sources.md#a", "../sources.md#b").replace(
        "성장은 빠", "성장은\n빠"
    )
    assert set(states(page(cosmetic), translated).values()) == {"fresh"}


def test_a_section_without_a_pin_was_never_checked_and_one_without_words_is_missing() -> None:
    korean = page(KOREAN)
    assert states(korean, translation(korean, ENGLISH, drop=("size",)))["size"] == "unchecked"
    framed = ENGLISH.replace("It grows fast.", "<!-- 성장은 빠르다. -->")
    assert states(korean, translation(korean, framed, drop=("growth",)))["growth"] == "missing"


def test_what_has_no_korean_is_its_own_translation() -> None:
    korean = page(KOREAN + '\n## MLflow {#mlflow}\n\n{{ vendor_card("mlflow") }}\n')
    same = ENGLISH + '\n## MLflow {#mlflow}\n\n{{ vendor_card("mlflow") }}\n'
    assert states(korean, translation(korean, same, drop=("mlflow",)))["mlflow"] == "unchecked"


def test_pins_that_are_no_mapping_count_as_none() -> None:
    translated = english("---\ntitle: Market size\npins: v1-00000000\n---\n\nIntro\n")
    assert states(page(KOREAN), translated)["_intro"] == "unchecked"


def test_readers_are_told_the_stale_sections_by_their_english_names() -> None:
    korean = page(KOREAN)
    translated = translation(korean, ENGLISH)
    assert stale(korean, translated) == []
    assert sections_in(Status.STALE, part_statuses(korean, None), korean) == []
    changed = page(
        KOREAN.replace("빠르다", "느리다").replace("얼마나", "아주").replace("들어가는", "첫")
    )
    assert stale(changed, translated) == [
        {"id": "", "title": "Market size"},
        {"id": "growth", "title": "Growth"},
    ]


def test_what_only_the_translation_has_is_named_with_its_place() -> None:
    translated = english(ENGLISH + '\n## More {#more}\n\n{{ figure("b") }} [x](y.md)\n')
    assert [(e.kind, e.text, e.line) for e in extras(page(KOREAN), translated)] == [
        ("section", "more", 17),
        ("call", 'figure("b")', 19),
        ("link", "y.md", 19),
    ]
    assert list(extras(page(KOREAN), english(ENGLISH))) == []


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: 'a'   # why\n---\n",
        "---\ntitle: a\npins: {size: v1-11111111}\ndescription: b\n---\n",
        "---\npins:\n  _meta: v1-1\n  # old\n  size: v1-2\ntitle: a\n---\n",
        "---\ntitle: a\npins:\n---\n",
        "",
    ],
)
def test_setting_pins_changes_nothing_but_the_pins(front: str) -> None:
    body = "\n  본문 \n\npins: x\n---\n끝"
    text = set_pins(front + body, {"_meta": "v1-aaaaaaaa", "size": "v1-bbbbbbbb"})
    parsed = parse_page("a.en.md", text)
    assert parsed.meta["pins"] == {"_meta": "v1-aaaaaaaa", "size": "v1-bbbbbbbb"}
    assert text.endswith(body)
    for kept in ("title: 'a'   # why\n", "title: a\n", "description: b\n"):
        assert (kept in text) == (kept in front)
    assert set_pins(text, parsed.meta["pins"]) == text


def test_a_scaffold_keeps_ids_calls_and_code_and_hides_the_korean() -> None:
    korean = page(KOREAN)
    text = scaffold(korean)
    framed = parse_page("market/size.en.md", text)
    assert [s.id for s in framed.sections] == [s.id for s in korean.sections]
    assert [call.expr for call in framed.calls] == ['chart("market-forecast")']
    assert "```yaml\nif: ${{ github.ref }}\n```" in text
    assert "<!--\n성장은 빠르다.\n-->" in text
    assert set(states(korean, framed).values()) == {"missing"}


def test_a_missing_section_is_shown_in_korean_where_it_belongs() -> None:
    korean = page(KOREAN)
    partly = translation(korean, ENGLISH.split("## Size")[0] + "### Growth {#growth}\n\nFast.\n")
    body = with_korean(korean, partly)
    shown = parse_page("market/size.en.md", body)
    assert body.index("Intro") < body.index("## 규모 {#size}") < body.index("### Growth")
    assert '<div lang="ko" class="kb-untranslated" markdown>' in body
    assert [heading.id for heading in shown.headings] == ["size", "growth"]
    assert [call.expr for call in shown.calls][-1] == 'chart("market-forecast")'


def test_a_section_in_korean_says_below_its_heading_why() -> None:
    korean = page(KOREAN)
    partly = translation(korean, ENGLISH.split("## Size")[0] + "### Growth {#growth}\n\nFast.\n")
    assert "## 규모 {#size}\n\n<p>missing size</p>\n\n시장은" in with_korean(korean, partly)


def test_a_frame_without_words_is_replaced_by_the_korean() -> None:
    korean = page(KOREAN)
    body = with_korean(korean, parse_page("market/size.en.md", scaffold(korean)))
    assert body.count('lang="ko"') == 3
    assert "<!--" not in body


def test_a_whole_translation_is_left_byte_for_byte() -> None:
    korean = page(KOREAN)
    translated = translation(korean, ENGLISH)
    assert with_korean(korean, translated) == translated.body


def test_frames_of_new_sections_are_added_and_the_rest_kept() -> None:
    korean = page(KOREAN)
    text = "---\ntitle: Market size\n---\n\nIntro\n\n### Growth {#growth}\n\nFast.\n"
    added = add_missing(korean, parse_page("market/size.en.md", text), text)
    parsed = parse_page("market/size.en.md", added)
    assert [s.id for s in parsed.sections] == ["_intro", "size", "growth"]
    assert added.startswith("---\ntitle: Market size\n---\n\nIntro\n\n## 규모 {#size}\n")
    assert add_missing(korean, parsed, added) == added


def test_a_section_that_is_behind_says_so_below_its_heading() -> None:
    translated = translation(page(KOREAN), ENGLISH)
    body = with_korean(page(KOREAN.replace("빠르다", "느리다")), translated)
    assert "### Growth {#growth}\n\n<p>stale growth</p>\n\n```yaml" in body
    assert body.count("<p>stale") == 1


def test_a_section_whose_korean_is_gone_is_not_shown() -> None:
    translated = translation(page(KOREAN), ENGLISH)
    without = page(KOREAN.partition("### 성장")[0])
    assert "Growth" not in with_korean(without, translated)
    own = english(translated.body + "\n## More {#more}\n\nOnly here.\n")
    assert "Only here" in with_korean(page(KOREAN), own)


def test_a_section_goes_by_the_id_of_today() -> None:
    translated = translation(page(KOREAN), ENGLISH)
    korean = page(KOREAN.replace("{#growth}", "{#pace}"))
    assert set(states(korean, translated).values()) == {"fresh"}
    body = with_korean(korean, translated)
    assert "### Growth {#pace}" in body and "성장은" not in body


def test_a_section_that_cannot_be_carried_out_is_shown_in_korean() -> None:
    translated = translation(page(KOREAN), ENGLISH)
    body = with_korean(page(KOREAN), translated, broken=("growth",))
    assert "성장은 빠르다" in body and "It grows fast" not in body


def test_what_is_not_to_be_translated_is_kept_and_shown_without_a_notice() -> None:
    korean = page(KOREAN.replace("{#growth}", "{#growth translate=no}"))
    translated = translation(korean, ENGLISH.partition("### Growth")[0])
    assert states(korean, translated)["growth"] == "kept"
    body = with_korean(korean, translated)
    assert "### 성장 {#growth translate=no}\n\n```yaml" in body and "<p>" not in body
    assert add_missing(korean, translated, translated.body) == translated.body
    assert "성장" not in scaffold(korean)


def test_a_page_that_is_not_to_be_translated_is_kept_as_a_whole() -> None:
    korean = page(KOREAN.replace("title:", "translate: false\ntitle:"))
    assert set(states(korean, None).values()) == {"kept"}


def differing(korean: str, translated: str) -> list[tuple[str, str, str, int]]:
    """The differences of a section `part` with these texts."""
    sides = [
        page(f"## 절 {{#part}}\n\n{text}\n", path)
        for text, path in ((korean, "a.md"), (translated, "a.en.md"))
    ]
    there, here = (side.section("part") for side in sides)
    assert there and here
    found = differences(sides[0], there, sides[1], here)
    return [(d.kind.value, d.korean, d.english, d.line) for d in found]


@pytest.mark.parametrize(
    ("korean", "translated"),
    [
        ("[가](a.md)와 [나](b.md)", "[B](b.md) and [A](a.md)"),
        ('{{ figure("a.b") | josa("이/가") }}', '{{ figure("a.b") }}'),
        ("| 가 | `a|b` |\n| --- | --- |\n| 1 | 2 |", "| A | `x|y` |\n|---|---|\n| 1 | 2 |"),
        ("```yaml\na: 1  # 하나\nb: 2\n```", "```yaml\na: 1  # one\nb: 2\n```"),
        ("- 가\n- 나", "* A\n* B"),
    ],
)
def test_sections_alike_have_no_difference(korean: str, translated: str) -> None:
    assert differing(korean, translated) == []


@pytest.mark.parametrize(
    ("korean", "translated", "found"),
    [
        ("[가](a.md)", "[A](b.md)", ("link", "a.md", "b.md", 3)),
        ("[가](a.md)", "A", ("link", "a.md", "", 1)),
        ("가", "A\n\n[A](b.md)", ("link", "", "b.md", 5)),
        ("![가](a.png)", "![A](b.png)", ("picture", "a.png", "b.png", 3)),
        ('{{ chart("a") }}', "A", ("call", 'chart("a")', "", 1)),
        ("| 가 | 나 |\n| - | - |\n| 1 | 2 |", "| A | B |\n| - | - |", ("table", "2×2", "1×2", 3)),
        ("| 가 | 나 |\n| - | - |", "A, B", ("table", "1", "0", 1)),
        ("```\na\n```", "```\nb\n```", ("code", "```\na\n```", "```\nb\n```", 3)),
        ("- 가\n- 나", "A\n\n- B", ("list", "2", "1", 5)),
    ],
)
def test_what_differs_is_named_with_its_place(
    korean: str, translated: str, found: tuple[str, str, str, int]
) -> None:
    assert differing(korean, translated) == [found]


def test_a_draft_of_a_machine_is_no_translation_and_no_reader_meets_it() -> None:
    korean = page(KOREAN)
    text = scaffold(korean)
    drafted = with_draft(
        korean, parse_page("market/size.en.md", text), text, "growth", "Fast --> x"
    )
    parsed = parse_page("market/size.en.md", drafted)
    assert states(korean, parsed)["growth"] == Status.DRAFT
    assert "<!-- draft\nFast --&gt; x\n-->" in drafted
    assert with_korean(korean, parsed) == with_korean(korean, parse_page("market/size.en.md", text))


def test_a_section_whose_id_alone_has_changed_stays_translated() -> None:
    translated = translation(page(KOREAN), ENGLISH)
    korean = page(KOREAN.replace("{#growth}", "{#pace}"))
    assert renamed(korean, translated) == {"pace": "growth"}
    assert states(korean, translated)["pace"] == Status.FRESH
    followed = parse_page(
        "market/size.en.md", set_pins(ENGLISH.replace("{#growth}", "{#pace}"), pins_of(translated))
    )
    assert set(states(korean, followed).values()) == {"fresh"}
    assert renamed(korean, followed) == {}
