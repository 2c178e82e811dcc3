"""Code is rendered the same with and without the calls of a page being replaced.

The scanner is compared with Python-Markdown itself, with the extensions of this site: a call is
found exactly where Markdown does not make code of it.
"""

from __future__ import annotations

import contextlib
import itertools
import re
import time
from functools import cache

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.content.markdown import Converter, converter
from kb.read import PageError, scan_calls, substitute
from texts import project_of, project_texts

CODE = ("code", "pre", "script", "style", "textarea")


@cache
def of_this_site() -> Converter:
    return converter(project_of(project_texts({})))


def rendered(body: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(f"<div>{of_this_site().convert(body, str).html}</div>")


def code_texts(tree: lxml.html.HtmlElement) -> list[str]:
    path = " or ".join(f"self::{tag}" for tag in CODE)
    return [found.text_content() for found in tree.xpath(f"//*[{path}]")]


def visible_text(tree: lxml.html.HtmlElement) -> str:
    """What is left of a page without its code, which is taken out."""
    for hidden in tree.xpath("|".join(f"//{tag}" for tag in (*CODE, "comment()"))):
        hidden.drop_tree()
    return tree.text_content()


def check(body: str) -> None:
    """Calls become tokens; then code holds none of them, and text shows no braces.

    What is code without replacing is asked with words for braces, as attr_list takes braces right
    behind a code span for attributes.
    """
    replaced = rendered(substitute(body, lambda call: f"\ue000{call.expr}\ue001"))
    plain = body.replace("{{ ", "\ue002").replace(" }}", "\ue003")
    code = [
        text.replace("\ue002", "{{ ").replace("\ue003", " }}")
        for text in code_texts(rendered(plain))
    ]
    assert code_texts(replaced) == code
    assert not re.search(r"\{\{ n\d+ \}\}", visible_text(replaced))


def numbered(text: str) -> str:
    """Each `@` becomes a call with a number of its own."""
    count = itertools.count(1)
    return re.sub("@", lambda _: f"{{{{ n{next(count)} }}}}", text)


CASES = {
    "fence": "```\n@\n```\n\n@",
    "fence of tildes with a fence of backticks in it": "~~~\n```\n@\n```\n~~~\n@",
    "longer fence": "`````yaml\n```\n@\n```\n`````\n\n@",
    "fence in a list": "- a\n\n    ```yaml\n    @\n    ```\n\n    @",
    "fence in a list without a blank line": "- a @\n    ```\n    @\n    ```",
    "fence in a box": '!!! note "@"\n\n    ```\n    @\n    ```\n\n    @\n\n@',
    "fence in a tab": '=== "A"\n\n    ~~~\n    @\n    ~~~\n\n=== "B"\n\n    @',
    "fence in a quotation": "> @\n>\n> ```\n> @\n> ```\n>\n> @",
    "fence with a title": '```yaml title="a.yml"\n@\n```',
    "fence that is never closed": "```\n@\n\n@",
    "fence that loses its indentation": "- a\n\n    ```\n    @\n  @\n    ```\n",
    "indented code": "글 @\n\n    @\n\n글 @",
    "indented code in a list": "- @\n\n        @\n\n- @",
    "indented text after a list": "- a\n\n    @\n\n글\n\n    @",
    "nested lists": "1. @\n    - @\n        - @\n\n            @\n\n                @\n",
    "code span": "`@` @ ``@ ` @`` @",
    "code span over two lines": "글 `a\n@ b` @",
    "backtick alone": "글 ` @\n\n@ ` @",
    "escaped backtick": "\\`@ `@`",
    "code span in a cell": "| a | b |\n|---|---|\n| `@` | @ |\n| ` | @ |\n| @ | ` |",
    "comment": "<!-- @ --> @\n\n글 <!-- @ --> @\n\n<!--\n\n@\n\n-->\n\n@",
    "raw pre": "<pre>\n@\n\n@\n</pre>\n\n@",
    "raw code": "글 <code>@</code> @",
    "script and style": "<script>\n@\n</script>\n\n<style>@</style>\n\n@",
    "raw div": '<div class="x">\n\n`@`\n\n</div>\n\n`@`',
    "div with Markdown in it": "<div markdown>\n@ `@`\n\n    @\n\n</div>\n\n@",
    "details": "<details markdown>\n<summary>@</summary>\n\n```\n@\n```\n\n@\n</details>",
    "pre inside a div": "<div>\n<pre>@</pre>\n@\n</div>",
    "tag named in a code span": "`<pre>` @ `<script>` @",
    "definition list": "말\n:   @ `@`\n\n        @\n\n    @",
    "footnote": "글[^1] @\n\n[^1]: @ `@`\n\n    @\n\n        @\n",
    "heading": "# @ `@` {#a}\n@\n\n@\n===\n",
}


@pytest.mark.parametrize("text", CASES.values(), ids=CASES.keys())
def test_calls_are_found_where_markdown_makes_no_code(text: str) -> None:
    check(numbered(text))


def test_workflow_files_keep_their_braces() -> None:
    body = (
        "```yaml\nif: ${{ github.ref == 'main' }}\n```\n\n`{{ .Values.image }}` {{ chart('a') }}\n"
    )
    assert [call.expr for call in scan_calls(body)] == ["chart('a')"]


@pytest.mark.parametrize(
    "text",
    [
        "-" * 5000 + " a",
        "<div " + " " * 5000,
        "`" * 3000 + "a" + "`" * 2999,
        "[" * 3000,
        "{{" * 999,
    ],
    ids=["dashes", "open tag", "backticks", "brackets", "braces"],
)
def test_a_long_odd_line_is_read_in_no_time(text: str) -> None:
    started = time.process_time()
    with contextlib.suppress(PageError):
        scan_calls(text)
    assert time.process_time() - started < 1


words = st.sampled_from(["글", "@", "`@`", "``@ ` @``", "a", "**@**", "[a](b.md)", "\\`", "&amp;"])
rich = words | st.sampled_from(["<code>@</code>", "<!-- @ -->", "<b>@</b>", "<br>", "`", "|"])
line = st.lists(words, min_size=1, max_size=4).map(" ".join)
paragraph = st.lists(st.lists(rich, min_size=1, max_size=4).map(" ".join), max_size=3)
code_line = st.sampled_from(["@", "  @", "`@", "", "# @", "- @", "> @", "``"])
code_lines = st.lists(code_line, min_size=1, max_size=4)
raw_lines = st.lists(st.sampled_from(["@", "  @", "a @ b", "&lt;@"]), min_size=1, max_size=3)
fence = st.sampled_from(["```", "~~~", "````", "~~~~~"])
info = st.sampled_from(["", "yaml", " python", 'yaml title="x"'])


def fenced(mark: str, header: str, lines: list[str]) -> list[str]:
    return [mark + header, *lines, mark]


leaf = st.one_of(
    paragraph,
    st.builds(fenced, fence, info, code_lines),
    st.tuples(st.integers(1, 4), line).map(lambda pair: ["#" * pair[0] + " " + pair[1]]),
    code_lines.map(lambda lines: ["글", "", *(f"    {text}" for text in lines)]),
    line.map(lambda text: ["| a | b |", "|---|---|", f"| {text} | @ |"]),
    raw_lines.map(lambda lines: ["<pre>", *lines, "</pre>"]),
    raw_lines.map(lambda lines: ["<!--", *lines, "-->"]),
    line.map(lambda text: ["<div>", text, "</div>"]),
    line.map(lambda text: ["말", f":   {text}"]),
    st.just(["---"]),
)


def indented(first: str, children: list[list[str]], depth: int = 4) -> list[str]:
    """A container: its own first line, its blocks some columns in."""
    inner = [text for child in children for text in ["", *child]]
    return [first, *(" " * depth + text if text else "" for text in inner)]


def quoted(children: list[list[str]]) -> list[str]:
    inner = [text for child in children for text in [*child, ""]]
    return [f"> {text}".rstrip() for text in inner]


def containers(child: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    blocks = st.lists(child, min_size=1, max_size=3)
    heads = st.sampled_from(["- @", "1. `@`", '!!! note "@"', '??? tip "a"', '=== "@"', "- a"])
    wrapped = blocks.map(lambda b: ["<div markdown>", *indented("", b, 0), "", "</div>"])
    return st.builds(indented, heads, blocks) | blocks.map(quoted) | wrapped


block = st.recursive(leaf, containers, max_leaves=6)
document = st.lists(block, min_size=1, max_size=5)


@given(document)
def test_code_of_any_page_is_left_alone_and_nothing_else_is(blocks: list[list[str]]) -> None:
    check(numbered("\n\n".join("\n".join(lines) for lines in blocks)))


@given(st.lists(st.lists(rich, max_size=5).map(" ".join), max_size=8))
def test_code_spans_are_those_of_markdown(lines: list[str]) -> None:
    check(numbered("\n".join(lines)))


@given(st.text(alphabet="`{} @\n\"'\\<>-|#a", max_size=60))
def test_replacing_calls_by_themselves_changes_nothing(body: str) -> None:
    try:
        calls = scan_calls(body)
    except PageError:
        return
    assert substitute(body, lambda call: body[call.start : call.end]) == body
    assert all(a.end <= b.start for a, b in itertools.pairwise(calls))
