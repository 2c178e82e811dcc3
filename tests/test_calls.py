"""What calls say is read as written, what they cannot say is told, and nothing else happens."""

from __future__ import annotations

import pickle
import re
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.model.base import Text
from kb.read.call import (
    Attribute,
    Called,
    CallError,
    Constant,
    Expression,
    Filtered,
    Name,
    parse_call,
)
from kb.read.inline import call_end
from kb.show.directive import BrokenCode, DirectiveError, Fragment, directive
from kb.show.evaluate import Evaluator

HANGUL = re.compile("[가-힣]")
SPACES = st.sampled_from(["", " ", "\n", "\t ", "\r\n  "])
names = st.sampled_from(["figure", "key", "a_z", "x1", "josa", "수치"])
numbers = st.integers(0, 10**30) | st.floats(0, allow_nan=False, allow_infinity=False)
values = st.recursive(
    st.text() | st.text("\"'\\}{\n") | numbers | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3).map(tuple),
    max_leaves=4,
)


def called(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Called]:
    arguments = st.lists(inner, max_size=3).map(tuple)
    named = st.dictionaries(names, inner, max_size=2).map(lambda found: tuple(found.items()))
    return st.builds(Called, names, arguments, named)


def larger(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return (
        called(inner)
        | st.builds(Attribute, inner, names)
        | st.builds(Filtered, inner, called(inner))
    )


expressions = st.recursive(
    st.builds(Constant, values) | st.builds(Name, names), larger, max_leaves=8
)


def written(tree: Expression, quote: str, gap: str) -> str:
    """An expression as a writer may type it. gap: white space around every sign."""
    match tree:
        case Constant(value):
            return as_constant(value, quote, gap)
        case Name(name):
            return name
        case Called(name, arguments, named):
            parts = [written(argument, quote, gap) for argument in arguments]
            parts += [f"{word}{gap}={gap}{written(value, quote, gap)}" for word, value in named]
            return f"{name}{gap}({gap}{f'{gap},{gap}'.join(parts)}{gap})"
        case Attribute(owner, name):
            inner = written(owner, quote, gap)
            is_plain = isinstance(owner, Name | Called | Attribute)
            return f"{inner if is_plain else f'({inner})'}{gap}.{gap}{name}"
        case Filtered(value, filter_):
            return f"{written(value, quote, gap)}{gap}|{gap}{written(filter_, quote, gap)}"


def as_constant(value: Any, quote: str, gap: str) -> str:
    if isinstance(value, str):
        return quote + re.sub(rf"([{quote}\\])", r"\\\1", value) + quote
    if isinstance(value, tuple):
        return "[" + f"{gap},{gap}".join(as_constant(item, quote, gap) for item in value) + "]"
    return str(value).lower() if value is None or isinstance(value, bool) else repr(value)


@given(expressions, st.sampled_from("\"'"), SPACES)
@settings(deadline=None, derandomize=True)
def test_an_expression_is_read_as_it_is_written(tree: Expression, quote: str, gap: str) -> None:
    text = written(tree, quote, gap)
    read = parse_call(text)
    assert read == tree
    assert hash(read) == hash(tree)
    assert pickle.loads(pickle.dumps(read)) == tree
    call = f"{{{{ {text} }}}}"
    assert call_end(f'{call} }}}}"', 0) == len(call)


@pytest.mark.parametrize("quote", "\"'")
@pytest.mark.parametrize("value", ["", "acme", "가, (나) {다}", "a\nb", "#"])
def test_a_usual_call_is_read_in_either_quotes(value: str, quote: str) -> None:
    assert parse_call(f" cite({quote}{value}{quote}) ") == Called("cite", (Constant(value),))


@pytest.mark.parametrize("word", ["if", "not", "lambda", "None", "True"])
def test_words_of_python_name_nothing(word: str) -> None:
    with pytest.raises(CallError):
        parse_call(f'{word}("acme")')


@given(st.text() | st.text("fg(\"'|,.=[]{}\\#:*-1 \n\u00a0“”（\u200b가"))
@settings(deadline=None, derandomize=True)
def test_any_text_is_read_or_is_a_mistake_told_in_korean(text: str) -> None:
    try:
        hash(parse_call(text))
    except CallError as error:
        assert HANGUL.search(error.message) and HANGUL.search(error.hint)


@pytest.mark.parametrize(
    "text",
    ["a" + ".b" * 50_000, "(" * 50_000, "a(" * 5000 + ")" * 5000, "a|" * 50_000 + "a", "9" * 5000],
    ids=["attributes", "brackets", "calls", "filters", "number"],
)
def test_what_is_too_large_is_a_mistake(text: str) -> None:
    with pytest.raises(CallError):
        parse_call(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("None", None),
        ("'a' \"b\"", "ab"),
        (r"'it\'s'", "it's"),
        (r"'\d\n'", "dn"),
        ("'두\n줄'", "두\n줄"),
        ("('a', 1)", ("a", 1)),
        ("'“전각（” #{{'", "“전각（” #{{"),
    ],
)
def test_a_constant_is_what_stands_there(text: str, value: Any) -> None:
    assert parse_call(text) == Constant(value)


def test_one_and_true_are_two_constants() -> None:
    assert len({Constant(1), Constant(1.0), Constant(True), Constant((1,)), Constant((True,))}) == 5


def test_a_filter_needs_no_brackets() -> None:
    assert parse_call("'a' | josa") == parse_call("'a' | josa()") != parse_call("'a' | josa(1)")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "figure(",
        'figure("a',
        'figure"a"',
        'f"a"',
        'b"a"',
        "figure('a') if",
        "figure('a') # 수치",
        "figure(\\'a')",
        "figure('a', key='b', key='c')",
        "figure(*a)",
        "figure(**a)",
        "vendor('a').name('b')",
        "vendor('a')['name']",
        "'a' | josa('은/는').text",
        "'a' | 'b'",
        "1 + 1",
        "-1",
        "1j",
        "...",
        "a if b else c",
        "[a for a in b]",
        "[figure('a')]",
        "{'a': 1}",
        "lambda: 1",
        "(a := 1)",
        "a; b",
        "import",
        ".Values.image",
    ],
)
def test_what_no_call_says_is_wrong_syntax(text: str) -> None:
    with pytest.raises(CallError, match="문법이 맞지 않습니다"):
        parse_call(text)


@pytest.mark.parametrize(
    ("text", "place", "named", "meant"),
    [
        ('figure(\u00a0"a")', 8, "줄 바꿈 없는 빈칸(U+00A0)", "보통 빈칸"),
        ('figure("a")\u3000| josa', 12, "전각 빈칸(U+3000)", "보통 빈칸"),
        ('figure\u2003("a")', 7, "특수한 빈칸(U+2003)", "보통 빈칸"),
        ('figure\u200b("a")', 7, "폭 없는 빈칸(U+200B)", "지우십시오"),
        ('figure("a"\x00)', 11, "보이지 않는 글자(U+0000)", "지우십시오"),
        ("figure(“a”)", 8, "'“'(U+201C)", 'ASCII 글자로 바꾸십시오: "'),
        ("figure(‘a’)", 8, "'‘'(U+2018)", "ASCII 글자로 바꾸십시오: '"),
        ('figure（"a")', 7, "'（'(U+FF08)", "ASCII 글자로 바꾸십시오: ("),
        ('figure("a")）', 12, "'）'(U+FF09)", "ASCII 글자로 바꾸십시오: )"),
        ('chart("a"，scope="b")', 10, "'，'(U+FF0C)", "ASCII 글자로 바꾸십시오: ,"),
        ('ｆigure("a")', 1, "'ｆ'(U+FF46)", "ASCII 글자로 바꾸십시오: f"),
        ("시장 → 규모", 4, "'→'(U+2192)", "따옴표로 감싸십시오"),
        ("…", 1, "'…'(U+2026)", "따옴표로 감싸십시오"),
    ],
)
def test_a_sign_that_no_call_has_is_named(text: str, place: int, named: str, meant: str) -> None:
    with pytest.raises(CallError) as caught:
        parse_call(text)
    assert f"의 {place}번째에 쓸 수 없는 글자가 있습니다: {named}." in caught.value.message
    assert meant in caught.value.hint


def evaluate(function: Any, expression: str) -> str:
    """The text of a call where one function is a directive."""
    context: Any = SimpleNamespace(project=SimpleNamespace(facts=None))
    made = directive(about=Text(ko="보인다."), examples=())(function)
    return Evaluator({made.name: made}, context).evaluate(expression).text


def mistake(function: Any, expression: str) -> DirectiveError:
    with pytest.raises(DirectiveError) as caught:
        evaluate(function, expression)
    return caught.value


def show(context: Any, key: str = "모델", size: int = 1) -> Fragment:
    return Fragment.inline(SimpleNamespace(), key * size)


@pytest.mark.parametrize("error", [TypeError, ValueError, ZeroDivisionError, AttributeError])
def test_a_mistake_of_a_directive_itself_is_told_as_its_own(error: type[Exception]) -> None:
    def broken(context: Any) -> Fragment:
        raise error("a bug")

    for expression in ("broken()", "broken() | josa('은/는')", "broken().text"):
        with pytest.raises(BrokenCode, match=f"{error.__name__}: a bug"):
            evaluate(broken, expression)


def test_a_call_gets_its_arguments() -> None:
    assert evaluate(show, "show('가', size=2)") == "가가"
    assert evaluate(show, "show(size=2) | josa('은/는')") == "모델모델은"


def test_a_call_without_brackets_is_told_with_how_it_is_called() -> None:
    told = mistake(show, "show")
    assert told.message == "'show' 뒤에 괄호가 없습니다."
    assert told.hint == '쓰는 법: show(key="모델", size=1)'


@pytest.mark.parametrize("expression", ["show(nothing)", "show('a', key=nothing)", "nothing.show"])
def test_an_unknown_name_is_found_anywhere(expression: str) -> None:
    assert mistake(show, expression).message == "'nothing'이라는 지시어는 없습니다."


@pytest.mark.parametrize("name", ["context", "self"])
def test_an_argument_that_only_code_sees_does_not_exist(name: str) -> None:
    assert f"'{name}' 인자는 없습니다" in mistake(show, f"show({name}='a')").message


@pytest.mark.parametrize(
    "filter_",
    ["josa", "josa()", "josa(1)", "josa('은/는', '이/가')", "josa(show())", "josa('은는')"],
)
def test_a_filter_that_is_called_wrongly_is_told(filter_: str) -> None:
    told = mistake(show, f"show() | {filter_}")
    assert "계산할 수 없습니다" in told.message
    assert "은/는" in f"{told.message} {told.hint}"


def test_an_attribute_is_a_field_of_what_the_directive_gave() -> None:
    assert evaluate(show, "show('가').text") == "가"
    for word in ("__class__", "followed_by", "nothing"):
        assert mistake(show, f"show().{word}").message == f"'{word}'이라는 속성은 없습니다."
    assert mistake(show, "show().text.upper").message == "'upper'이라는 속성은 없습니다."
