"""A page is read with the place of every part of it."""

from __future__ import annotations

import textwrap

import pytest

from kb.read import INTRO, PageError, parse_page, scan_calls, substitute


def page(text: str, path: str = "market/size.md"):
    return parse_page(path, textwrap.dedent(text).lstrip("\n"))


def expressions(body: str) -> list[str]:
    return [call.expr for call in scan_calls(textwrap.dedent(body))]


def test_path_gives_language_and_the_key_that_both_languages_share() -> None:
    assert (page("x").lang, page("x").key) == ("ko", "market/size")
    english = page("x", "market/size.en.md")
    assert (english.lang, english.key) == ("en", "market/size")


def test_front_matter_knows_the_line_of_each_key() -> None:
    parsed = page(
        """
        ---
        title: 시장 규모
        description: 크기
        pins:
          market-size: v1-3f9a1c0b
        ---

        본문
        """
    )
    assert parsed.meta["pins"] == {"market-size": "v1-3f9a1c0b"}
    assert parsed.meta_lines == {"title": 2, "description": 3, "pins": 4}
    assert parsed.line_of("reviewed") == 1
    assert (parsed.body, parsed.body_line) == ("본문\n", 8)


def test_a_page_without_front_matter_is_all_body() -> None:
    parsed = page("본문 --- 끝\n")
    assert (parsed.meta, parsed.body_line) == ({}, 1)


@pytest.mark.parametrize(
    ("front", "line"),
    [("title: a\ntitle: b", 3), ("title: 'a", 2), ("- a", 2), ("title: a: b", 2)],
)
def test_front_matter_that_is_wrong_is_placed_in_the_file(front: str, line: int) -> None:
    with pytest.raises(PageError) as caught:
        parse_page("a.md", f"---\n{front}\n---\n\n본문\n")
    assert caught.value.line == line
    assert "머리말" in caught.value.message


def test_sections_are_headings_with_an_id_and_their_own_text() -> None:
    parsed = page(
        """
        ---
        title: 시장
        ---
        들어가며

        ## 규모 {#size}

        글 1

        ### 아이디 없음

        글 2

        ### 성장 {: #growth .wide }
        글 3

        밑줄 제목 {#set}
        ---------
        글 4
        """
    )
    assert [(s.id, s.level, s.title, s.line) for s in parsed.sections] == [
        (INTRO, 0, "", 4),
        ("size", 2, "규모", 6),
        ("growth", 3, "성장", 14),
        ("set", 2, "밑줄 제목", 17),
    ]
    assert parsed.section("size").text.split() == ["글", "1", "###", "아이디", "없음", "글", "2"]
    assert parsed.section("set").text == "글 4\n"
    assert parsed.section("nothing") is None
    assert "".join(parsed.body[s.start : s.end] for s in parsed.sections) == parsed.body


def test_headings_without_a_permanent_id_are_listed() -> None:
    parsed = page("## 규모\n\n## 나쁨 {#시장}\n\n## 좋음 {#size-2}\n\n## 클래스 {.wide}\n")
    assert [(h.title, h.line) for h in parsed.headings if not h.id] == [
        ("규모", 1),
        ("나쁨", 3),
        ("클래스", 7),
    ]


def test_a_heading_inside_a_container_starts_no_section() -> None:
    parsed = page('!!! note "x"\n\n    ## 안 {#inner}\n\n> ## 인용 {#quoted}\n\n## 밖 {#outer}\n')
    assert [heading.nested for heading in parsed.headings] == [True, True, False]
    assert [section.id for section in parsed.sections] == [INTRO, "outer"]


def test_headings_in_code_are_no_headings() -> None:
    parsed = page("```\n## a {#a}\n```\n\n글\n\n    ## b {#b}\n\n<pre>\n## c {#c}\n</pre>\n")
    assert parsed.headings == ()


def test_calls_know_their_place_in_file_and_body() -> None:
    parsed = page("---\ntitle: a\n---\n\n가 {{ a() }} 나\n\n## 제목 {{ b }} {#x}\n")
    first, second = parsed.calls
    assert (first.expr, first.line, first.column, first.in_heading) == ("a()", 5, 3, False)
    assert parsed.body[first.start : first.end] == "{{ a() }}"
    assert (second.expr, second.line, second.column, second.in_heading) == ("b", 7, 7, True)
    assert parsed.section("x").title == "제목 {{ b }}"


@pytest.mark.parametrize(
    "call",
    [
        'f("}}")',
        "f('it\\'s }}')",
        '{"a": {"b": 1}}',
        "f({'a': [1, {}]}) | josa(\"은/는\")",
        "f(\n  1,\n  2\n)",
        "'a' + \"'\"",
    ],
)
def test_braces_in_strings_and_dicts_end_no_call(call: str) -> None:
    assert expressions("가 {{ " + call + " }} 나 {{ z }}") == [call, "z"]


def test_a_pipe_in_a_call_parts_no_table_cell() -> None:
    assert expressions('| a | b |\n|---|---|\n| {{ x | josa("은/는") }} | `{{ n }}` |') == [
        'x | josa("은/는")'
    ]


def test_tabs_and_carriage_returns_keep_their_offsets() -> None:
    body = "-\ta {{ x }}\r\n\r\n\t\tb {{ code }}\r\n\r\n\tc {{ y }}\r\n"
    assert substitute(body, lambda call: f"<{call.expr}>") == (
        "-\ta <x>\r\n\r\n\t\tb {{ code }}\r\n\r\n\tc <y>\r\n"
    )


def test_substitution_leaves_everything_else_as_it_is() -> None:
    body = "a\\1 {{ x }} `{{ n }}` {{ y }}\n"
    assert substitute(body, lambda call: rf"\g<0>{call.expr}") == (
        "a\\1 \\g<0>x `{{ n }}` \\g<0>y\n"
    )


def test_a_backslash_makes_braces_text() -> None:
    assert expressions(r"\{{ n }} {{ y }}") == ["y"]


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        ("글 {{ a(", 1, 3),
        ("글\n\n가 {{ a\n\n}} 나", 3, 3),
        ("{{ 'a }}\n", 1, 1),
    ],
)
def test_a_call_that_is_never_closed_is_placed(body: str, line: int, column: int) -> None:
    with pytest.raises(PageError, match="닫는") as caught:
        scan_calls(body)
    assert (caught.value.line, caught.value.column) == (line, column)


def test_an_open_call_in_code_or_a_comment_is_no_mistake() -> None:
    assert expressions("`{{ a` <!-- {{ b --> {{ y }}\n\n```\n{{ c\n```\n") == ["y"]


def test_links_and_pictures_are_placed_and_code_has_none() -> None:
    parsed = page(
        """
        [글](../a.md#b) ![그림](p.png "제목") `[n](n.md)` <https://example.org/x>

        [call]({{ url }}) [각](<a b.md>)

        [뒤]: ../r.md
        <a href="raw.html">x</a>
        """
    )
    assert [(k.target, k.line, k.column, k.image) for k in parsed.links] == [
        ("../a.md#b", 1, 5, False),
        ("p.png", 1, 22, True),
        ("https://example.org/x", 1, 47, False),
        ("a b.md", 3, 24, False),
        ("../r.md", 5, 6, False),
        ("raw.html", 6, 10, False),
    ]
