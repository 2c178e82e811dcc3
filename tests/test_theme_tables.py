"""Tables on a page: reachable, named, and otherwise untouched."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.content.tables import with_plain_corners, wrap_tables

LABEL = "표"


def test_a_table_becomes_a_named_region_that_the_keyboard_reaches() -> None:
    html = wrap_tables("<h2>규모</h2><table><tr><td>1</td></tr></table><p>끝</p>", LABEL)
    assert html == (
        '<h2>규모</h2><div class="kb-scroll" role="region" tabindex="0" aria-label="규모: 표">'
        '<table class="kb-table"><tr><td>1</td></tr></table></div><p>끝</p>'
    )


def test_the_caption_names_the_region_before_the_heading_does() -> None:
    html = wrap_tables(
        "<h2>규모</h2><table><caption>추정 <b>&lt;2024&gt;</b></caption></table>", LABEL
    )
    assert 'aria-label="추정 &lt;2024&gt;: 표"' in html


def test_two_tables_under_one_heading_have_two_names() -> None:
    html = wrap_tables("<h2>규모</h2><table></table>\n<table></table>", LABEL)
    assert 'aria-label="규모: 표"' in html
    assert 'aria-label="규모: 표 2"' in html


def test_a_table_without_heading_is_named_by_the_label_alone() -> None:
    assert 'aria-label="표"' in wrap_tables("<table></table>", LABEL)


def test_a_table_keeps_the_class_it_has() -> None:
    assert '<table class="wide">' in wrap_tables('<table class="wide"></table>', LABEL)


def test_a_table_that_stands_in_a_region_already_is_left_alone() -> None:
    html = '<div class="kb-scroll"><div><table class="kb-table"></table></div></div>'
    assert wrap_tables(html, LABEL) == html


def test_code_listings_with_line_numbers_are_left_alone() -> None:
    html = '<table class="highlighttable"><tr><td><pre>x</pre></td></tr></table>'
    assert wrap_tables(html, LABEL) == html


def test_a_table_within_a_table_is_not_wrapped_twice() -> None:
    html = wrap_tables("<table><tr><td><table></table></td></tr></table>", LABEL)
    assert html.count("kb-scroll") == 1
    assert html.endswith("</table></div>")


def test_cards_repeat_the_name_of_the_column_in_each_cell() -> None:
    html = wrap_tables(
        '<table class="kb-table kb-table--cards"><thead><tr><th>기술</th><th>주요 <b>과제</b></th>'
        '</tr></thead><tbody><tr><th scope="row">배포</th><td>비용</td></tr></tbody></table>',
        LABEL,
    )
    assert '<th scope="row">' in html
    assert '<td data-label="주요 과제">' in html


def test_cells_that_span_columns_keep_the_count() -> None:
    html = wrap_tables(
        '<table class="kb-table--cards"><thead><tr><th>A<th>B<th>C</tr></thead>'
        '<tr><td colspan="2">1<td>2</tr></table>',
        LABEL,
    )
    assert '<td colspan="2" data-label="A">1<td data-label="C">2' in html


def test_all_but_the_tables_stays_byte_for_byte() -> None:
    html = '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>\r\n<p>a&nbsp;b\u2028 &amp; c<br>\n<img src=x>'
    assert wrap_tables(html, LABEL) == html
    wrapped = wrap_tables(f"{html}<table></table>{html}", LABEL)
    assert wrapped.startswith(html)
    assert wrapped.endswith(f"</table></div>{html}")


@pytest.mark.parametrize(
    "whole",
    [
        "<!-- </table><h2>아님</h2> -->",
        '<script>const a = "<table>" + (1<2)</script>',
        "<style>/* <table></table> */</style>",
        "<textarea><table></textarea>",
        '<img alt="a > <table>" src=x>',
        "<img alt='</table>' data-x = \"<h2>\"/>",
        "<a href=?a=b>it's</a>",
        '<svg><style/><text x="1">&lt;table&gt;</text><path d="M0 0"/></svg>',
    ],
)
def test_what_only_looks_like_a_table_is_none(whole: str) -> None:
    rest = f"><tr><td>{whole}</td></tr></table>"
    before = f"{whole}<h2>규모</h2>{whole}"
    assert wrap_tables(f"{before}<table{rest}{whole}", LABEL) == (
        f'{before}<div class="kb-scroll" role="region" tabindex="0" aria-label="규모: 표">'
        f'<table class="kb-table"{rest}</div>{whole}'
    )
    cells = f"<tr>{whole}<th>이름</th></tr>{whole}"
    assert with_plain_corners(cells) == cells


def test_the_class_is_read_and_not_what_looks_like_one() -> None:
    html = "<div title='class=\"kb-scroll\"'><table></table></div>"
    assert '<div class="kb-scroll" role' in wrap_tables(html, LABEL)
    html = (
        "<DIV CLASS=kb-scroll><table></table></DIV><div class='kb-scroll x'><table></table></div>"
    )
    assert wrap_tables(html, LABEL) == html


def test_a_template_is_read_like_the_rest_of_the_page() -> None:
    html = wrap_tables("<h2>규모</h2><template><table></table></template>", LABEL)
    assert html.startswith('<h2>규모</h2><template><div class="kb-scroll"')


def test_a_script_in_a_heading_names_nothing() -> None:
    html = wrap_tables("<h2>규모<script>a</script></h2><table></table>", LABEL)
    assert 'aria-label="규모: 표"' in html


@given(
    st.lists(
        st.sampled_from(
            [
                *("<table>", "</table>", '<table class="kb-table--cards">', "<thead>", "</thead>"),
                *("<tr>", "</tr>", "<th>", "</th>", "<td>", "</td>", '<td colspan="2">'),
                *("<div>", '<div class="kb-scroll">', "</div>", "<h2>", "</h2>", "<caption>"),
                *("<b", "글", "&lt;", "<!--", "-->", "<script>", "</script>", '"', "=", ">", " "),
            ]
        ),
        max_size=30,
    ).map("".join)
)
@settings(deadline=None, derandomize=True)
def test_nothing_is_taken_away_from_any_html(html: str) -> None:
    rest = iter(wrap_tables(html, LABEL))
    assert all(char in rest for char in html)


def test_a_header_cell_without_a_word_is_a_plain_cell() -> None:
    html = '<tr><th></th><th align="left"> </th><th>이름</th></tr>'
    assert with_plain_corners(html) == '<tr><td></td><td align="left"></td><th>이름</th></tr>'
    html = '<thead></th><thx></th><!-- <th></th> --><script>"<th></th>"</script>'
    assert with_plain_corners(html) == html
    assert with_plain_corners('<th title="a > b"></th>') == '<td title="a > b"></td>'
