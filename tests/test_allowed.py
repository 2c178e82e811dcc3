"""Whatever HTML Markdown makes of a page, a browser finds in it only what a page may hold."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.read.allowed import ELEMENTS, only_allowed

MADE = ELEMENTS | {"input", "vegachart"}


class Found(HTMLParser):
    """What a parser of HTML finds: elements, names of attributes, and where they lead."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.led_to: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.led_to |= {value or "" for name, value in attrs if name in ("href", "src")}

    def handle_decl(self, decl: str) -> None:
        self.elements.add(f"!{decl}")

    def handle_pi(self, data: str) -> None:
        self.elements.add(f"?{data}")

    def unknown_decl(self, data: str) -> None:
        self.elements.add(f"![{data}")


@pytest.mark.parametrize(
    "html",
    [
        '<p id="a" class="b">글 &amp; <a href="../b/#c" title="d">글</a> <br /></p>',
        '<td align="right">1</td><!-- 글 -->',
        '<input checked="checked" id="__tabbed_1_1" name="__tabbed_1" type="radio" />',
        '<a id="__codelineno-0-1" name="__codelineno-0-1" href="#__codelineno-0-1"></a>',
        '<a href="&#109;&#97;ilto:kb@example.com">글</a><img alt="a > b" src="a.png">',
    ],
)
def test_what_a_page_may_hold_stays_as_it_is(html: str) -> None:
    assert only_allowed(html) == (html, ())


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<script>a</script>", "&lt;script>a&lt;/script>"),
        ('<p title="<b onclick=x>">', '<p title="<b onclick=x>">'),
        ("<p onclick='<b>'>", "&lt;p onclick='<b>'>"),
        ("<img/src=x/onerror=y>", "&lt;img/src=x/onerror=y>"),
        ("<!--><img src=x onerror=y>-->", "&lt;!-->&lt;img src=x onerror=y>-->"),
        ("<!-- a --!><b onclick=y> -->", "&lt;!-- a --!>&lt;b onclick=y> -->"),
        ('<a href="java\tscript:x">', '&lt;a href="java\tscript:x">'),
        ('<a href=" javascript&colon;x">', '&lt;a href=" javascript&colon;x">'),
        ('<img src="//x.example/a">', '&lt;img src="//x.example/a">'),
        ("<a\u00a0href=javascript:x>", "&lt;a\u00a0href=javascript:x>"),
        ("a &#8238;b \u202ec", "a &amp;#8238;b c"),
        ('<b title="&#8238;">', '&lt;b title="&amp;#8238;">'),
        ("<b", "&lt;b"),
    ],
)
def test_the_rest_is_shown_as_text_and_told(html: str, shown: str) -> None:
    found, refused = only_allowed(html)
    assert found == shown and bool(refused) is (html != shown)


PIECES = st.sampled_from(
    ["<", ">", "/", "=", '"', "'", " ", "\t", "\n", "!--", "--", "-->", "--!>", "?", "!", "[CDATA[", "]]>", "&", ";",
     "a", "p", "img", "svg", "script", "style", "textarea", "title", "href", "src", "onclick", "srcdoc", "id", "__config",
     "javascript:", "java", "script:", "&#106;avascript:", "&colon;", "data:text/html,", "//x.example", "x", "&#8238;",
     "\x00", "\u00a0", "<a href=", "<p ", "</p>", "<!--", "<b title='"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=16).map("".join))
def test_a_parser_finds_nothing_else_whatever_is_written(html: str) -> None:
    shown, _ = only_allowed(html)
    found = Found(shown)
    assert found.elements <= MADE
    assert not [name for name in found.attributes if name.startswith("on") or name == "srcdoc"]
    for address in found.led_to:
        scheme = re.match(
            r"[\x00-\x20]*([a-z][a-z0-9+.-]*):", re.sub("[\t\n\r]", "", address), re.I
        )
        assert scheme is None or scheme[1].lower() in ("http", "https", "mailto"), address
    assert only_allowed(shown)[0] == shown


def test_the_largest_page_is_looked_at_in_no_time() -> None:
    for odd in (
        "<a " + " " * 200_000,
        "<" * 200_000,
        "<a b=" * 40_000,
        "<!--" * 50_000,
        "&#" * 99_999,
    ):
        only_allowed(odd)
