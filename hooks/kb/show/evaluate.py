"""Evaluates `{{ … }}` in Jinja's sandbox: expressions only, nothing undefined."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache, partial
from typing import Any

from jinja2 import (
    StrictUndefined,
    TemplateAssertionError,
    TemplateSyntaxError,
    UndefinedError,
    nodes,
)
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import escape

from kb.korean.particles import josa
from kb.korean.wording import listed, suggestion
from kb.read import substitute
from kb.show.directive import Context, Directive, DirectiveError, Fragment


class Evaluator:
    """Carries out the calls of one page."""

    def __init__(self, directives: Mapping[str, Directive], context: Context) -> None:
        self._directives = directives
        self._calls = {
            name: partial(directive.call_from, context) for name, directive in directives.items()
        }

    def evaluate(self, expression: str) -> Fragment:
        """What a call puts into the page. Raises DirectiveError."""
        for name in _names_in(expression):
            if name not in self._directives:
                known = sorted(self._directives)
                raise DirectiveError(
                    f"'{name}'이라는 지시어는 없습니다.",
                    f"쓸 수 있는 지시어: {listed(known)}. 글이라면 따옴표로 감싸십시오."
                    f"{suggestion(name, known)}",
                )
        compiled = _compiled(expression)
        try:
            value = compiled(**self._calls)
        except (UndefinedError, SecurityError) as error:
            raise DirectiveError(f"'{expression}'에 없는 속성이 있습니다.", str(error)) from None
        except (TypeError, ValueError, ArithmeticError) as error:
            raise DirectiveError(f"'{expression}'을 계산할 수 없습니다: {error}") from None
        return as_fragment(value, expression)


def plain(text: str, context: Context) -> str:
    """A title or description with each call as plain text. Raises DirectiveError."""
    evaluator = Evaluator(context.directives, context)
    return substitute(text, lambda call: evaluator.evaluate(call.expr).text)


def title_of(key: str, context: Context) -> str:
    """Title of another page, for a link to it. Raises DirectiveError."""
    page = context.project.page_at(key, context.lang)
    if page is None:
        return key
    return plain(str(page.meta.get("title", key)), elsewhere(key, context))


def elsewhere(key: str, context: Context) -> Context:
    """The context of another page in the same language; nothing on this page is cited by it."""
    return replace(context, key=key, citations={}, _used_ids={})


def as_fragment(value: Any, expression: str) -> Fragment:
    """A value as page content. Raises DirectiveError for what has no text."""
    if isinstance(value, Fragment):
        return value
    if isinstance(value, StrictUndefined):
        raise _no_attribute(value)
    if isinstance(value, str | int):
        return Fragment.inline(escape(value), str(value))
    raise DirectiveError(
        f"'{expression}'은(는) 글이 아닙니다.", "속성을 하나 고르십시오. 보기: .name"
    )


def particle(value: Any, pair: str = "") -> Any:
    """The filter `josa`: the value with the particle that fits it right behind it."""
    if isinstance(value, StrictUndefined):
        raise _no_attribute(value)
    if isinstance(value, Fragment):
        return value.followed_by(josa(value.text, pair).removeprefix(value.text))
    return josa(str(value), pair)


@cache
def constant_arguments(expression: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The directives an expression calls, each with its arguments that are plain text.

    Raises DirectiveError on bad syntax.
    """
    found = []
    for call in _parsed(expression).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name):
            values = [*call.args, *(keyword.value for keyword in call.kwargs)]
            texts = (v.value for v in values if isinstance(v, nodes.Const))
            found.append((call.node.name, tuple(text for text in texts if isinstance(text, str))))
    return tuple(found)


@cache
def _names_in(expression: str) -> tuple[str, ...]:
    """Names that an expression uses. Raises DirectiveError on bad syntax."""
    return tuple(dict.fromkeys(name.name for name in _parsed(expression).find_all(nodes.Name)))


@cache
def _compiled(expression: str) -> Callable[..., Any]:
    try:
        return _environment().compile_expression(expression, undefined_to_none=False)
    except TemplateSyntaxError as error:
        raise _bad_syntax(expression, error) from None


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined)
    environment.globals.clear()
    environment.filters = {"josa": particle}
    return environment


def _parsed(expression: str) -> nodes.Template:
    try:
        return _environment().parse("{{" + expression + "}}")
    except TemplateSyntaxError as error:
        raise _bad_syntax(expression, error) from None


def _bad_syntax(expression: str, error: TemplateSyntaxError) -> DirectiveError:
    if isinstance(error, TemplateAssertionError):
        return DirectiveError(
            f"'{expression.strip()}'에 없는 거르개가 있습니다.", "쓸 수 있는 거르개: josa"
        )
    return DirectiveError(
        f"'{expression.strip()}'의 문법이 맞지 않습니다.",
        '괄호와 따옴표의 짝을 맞추십시오. 보기: figure("market.brief.target")',
    )


def _no_attribute(value: StrictUndefined) -> DirectiveError:
    owner, word = value._undefined_obj, str(value._undefined_name)
    known = [field.name for field in fields(owner)] if is_dataclass(owner) else []
    hint = f"쓸 수 있는 속성: {listed(known)}.{suggestion(word, known)}" if known else None
    return DirectiveError(f"'{word}'이라는 속성은 없습니다.", hint)
