"""Amounts that stay on one line."""

import pytest

from kb.content.amounts import keep_amounts
from kb.site.styles import css_string


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("41억 달러로", "41억_달러로"),
        ("1조 2,000억 원", "1조_2,000억_원"),
        ("3만 9,000명", "3만_9,000명"),
        ("3 million people", "3_million people"),
        ("10억 2024년", "10억 2024년"),
        ("2024년 3개", "2024년 3개"),
        ("<code>1억 원</code>", "<code>1억 원</code>"),
        ('<a title="1억 원">2억 원</a>', '<a title="1억 원">2억_원</a>'),
        ('<a class="kb-figure kb-cite" href="#a">2억 원</a>', None),
        ("<svg><text>2억 원</text></svg>", None),
    ],
)
def test_a_number_keeps_its_unit(text: str, kept: str | None) -> None:
    assert keep_amounts(text) == (kept or text).replace("_", "\xa0")


def test_a_text_becomes_a_string_of_a_style_sheet() -> None:
    assert css_string('a "b" \\ </style>') == r'"a \22 b\22  \5c  \3c /style>"'
