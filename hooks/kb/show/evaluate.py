"""Carries out what calls say; nothing else of Python is within their reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from markupsafe import escape

from kb.korean import particles
from kb.korean.wording import listed, suggestion
from kb.project import typed_title
from kb.read import substitute
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
from kb.show.directive import Context, Directive, DirectiveError, Fragment
from kb.text import SOURCE_LANG


class Evaluator:
    """Carries out the calls of one page."""

    def __init__(self, directives: Mapping[str, Directive], context: Context) -> None:
        self._directives = directives
        self._context = context

    def evaluate(self, expression: str) -> Fragment:
        """What a call puts into the page.

        Raises DirectiveError for mistakes of the page; what else a directive raises is a mistake
        of its own and goes through.
        """
        try:
            tree = parse_call(expression)
        except CallError as error:
            raise DirectiveError(error.message, error.hint) from None
        return _as_fragment(self._value(tree, expression), expression)

    def _value(self, tree: Expression, whole: str) -> Any:
        """whole: the expression that the tree is a part of, for messages."""
        match tree:
            case Constant(value):
                return value
            case Name(name):
                usage = self._directive(name).signature()
                raise DirectiveError(f"'{name}' 뒤에 괄호가 없습니다.", f"쓰는 법: {usage}")
            case Called(name, arguments, named):
                directive = self._directive(name)
                values = [self._value(argument, whole) for argument in arguments]
                by_name = {word: self._value(argument, whole) for word, argument in named}
                return directive.call_from(self._context, *values, **by_name)
            case Attribute(owner, name):
                return _attribute(self._value(owner, whole), name)
            case Filtered(value, filter_):
                pair = _pair(filter_, whole)
                return _with_particle(self._value(value, whole), pair, whole)

    def _directive(self, name: str) -> Directive:
        if name in self._directives:
            return self._directives[name]
        known = sorted(self._directives)
        raise DirectiveError(
            f"'{name}'이라는 지시어는 없습니다.",
            f"쓸 수 있는 지시어: {listed(known)}. 글이라면 따옴표로 감싸십시오."
            f"{suggestion(name, known)}",
        )


def plain(text: str, context: Context) -> str:
    """A title or description with each call as plain text. Raises DirectiveError."""
    evaluator = Evaluator(context.directives, context)
    return substitute(text, lambda call: evaluator.evaluate(call.expr).text)


def title_of(key: str, context: Context) -> str:
    """Title of another page, for a link to it. Raises DirectiveError."""
    own = typed_title(context.memo, key, context.lang)
    title = own or typed_title(context.memo, key, SOURCE_LANG) or key
    return plain(title, elsewhere(key, context))


class Titles(dict[str, str]):
    """Titles of other pages by their keys, each worked out when it is first asked for, as lists of
    pages name the same ones again and again. Asking for one raises DirectiveError.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context

    def __missing__(self, key: str) -> str:
        self[key] = title = title_of(key, self._context)
        return title


def elsewhere(key: str, context: Context) -> Context:
    """The context of another page in the same language; nothing on this page is cited by it."""
    return replace(context, key=key, citations={}, files={}, _used_ids={})


def _as_fragment(value: Any, whole: str) -> Fragment:
    """A value as page content. Raises DirectiveError for what has no text."""
    if isinstance(value, Fragment):
        return value
    if isinstance(value, str | int) and not isinstance(value, bool):
        return Fragment.inline(escape(value), str(value))
    raise DirectiveError(f"'{whole}'은(는) 글이 아닙니다.", "속성을 하나 고르십시오. 보기: .name")


def _attribute(owner: Any, name: str) -> Any:
    """A field of what a directive gave; no other attribute is there."""
    known = [field.name for field in fields(owner)] if is_dataclass(owner) else []
    known = [word for word in known if not word.startswith("_")]
    if name in known:
        return getattr(owner, name)
    hint = f"쓸 수 있는 속성: {listed(known)}.{suggestion(name, known)}" if known else None
    raise DirectiveError(f"'{name}'이라는 속성은 없습니다.", hint)


def _pair(filter_: Called, whole: str) -> str:
    """The particles that the filter `josa` is to choose from."""
    match filter_:
        case Called("josa", (Constant(str(pair)),), ()):
            return pair
        case Called("josa"):
            raise DirectiveError(
                f"'{whole}'을 계산할 수 없습니다: josa에는 조사 한 쌍을 씁니다.",
                '보기: josa("은/는")',
            )
    raise DirectiveError(f"'{whole}'에 없는 거르개가 있습니다.", "쓸 수 있는 거르개: josa")


def _with_particle(value: Any, pair: str, whole: str) -> Fragment:
    """A value with the particle that fits it right behind it."""
    fragment = _as_fragment(value, whole)
    try:
        return fragment.followed_by(particles.particle(fragment.text, pair))
    except ValueError as error:  # a pair that is not known
        raise DirectiveError(f"'{whole}'을 계산할 수 없습니다: {error}") from None
