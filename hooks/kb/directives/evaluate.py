"""Evaluates `{{ … }}` in Jinja's sandbox: expressions only, nothing undefined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import escape

from kb.directives.core import Context, Directive, DirectiveError, Fragment
from kb.korean.particles import josa
from kb.wording import suggestion


class Evaluator:
    """Carries out the calls of one page."""

    def __init__(self, directives: Mapping[str, Directive], context: Context) -> None:
        self._directives = directives
        self._context = context
        self._environment = _environment()
        self._environment.globals |= {
            name: partial(self._call, directive) for name, directive in directives.items()
        }

    def evaluate(self, expression: str) -> Fragment:
        """What a call puts into the page. Raises DirectiveError."""
        for name in names_in(expression):
            if name not in self._directives:
                known = list(self._directives)
                raise DirectiveError(
                    f"'{name}'이라는 지시어는 없습니다.",
                    f"쓸 수 있는 지시어: {', '.join(known)}.{suggestion(name, known)}",
                )
        try:
            value = self._environment.compile_expression(expression, undefined_to_none=False)()
        except TemplateSyntaxError as error:
            raise DirectiveError(
                f"'{expression.strip()}'의 문법이 맞지 않습니다.", error.message
            ) from None
        except (UndefinedError, SecurityError) as error:
            raise DirectiveError(f"'{expression}'에 없는 속성이 있습니다.", str(error)) from None
        except (TypeError, ValueError) as error:
            raise DirectiveError(f"'{expression}'을 계산할 수 없습니다: {error}") from None
        return as_fragment(value, expression)

    def _call(self, directive: Directive, *args: Any, **kwargs: Any) -> Any:
        return directive.call(self._context, args, kwargs)


def as_fragment(value: Any, expression: str) -> Fragment:
    """A value as page content. Raises DirectiveError for what has no text."""
    if isinstance(value, Fragment):
        return value
    if isinstance(value, StrictUndefined):
        raise DirectiveError(f"'{expression}'에 없는 속성이 있습니다.")
    if isinstance(value, str | int):
        return Fragment.inline(escape(value), str(value))
    raise DirectiveError(
        f"'{expression}'은(는) 글이 아닙니다.", "속성을 하나 고르십시오. 보기: .name"
    )


def particle(value: Any, pair: str) -> Any:
    """The filter `josa`: the value with the particle that fits it right behind it."""
    if isinstance(value, Fragment):
        return value.followed_by(josa(value.text, pair).removeprefix(value.text))
    return josa(str(value), pair)


def names_in(expression: str) -> list[str]:
    """Names of the functions that an expression calls. Raises DirectiveError on bad syntax."""
    tree = _parsed(expression)
    found = [name.name for name in tree.find_all(nodes.Name)]
    return list(dict.fromkeys(found))


def constant_arguments(expression: str) -> Iterator[tuple[str, list[str]]]:
    """The directives an expression calls, each with its arguments that are plain text."""
    for call in _parsed(expression).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name):
            values = [*call.args, *(keyword.value for keyword in call.kwargs)]
            texts = [v.value for v in values if isinstance(v, nodes.Const)]
            yield call.node.name, [text for text in texts if isinstance(text, str)]


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined)
    environment.globals.clear()
    environment.filters = {"josa": particle}
    return environment


def _parsed(expression: str) -> nodes.Template:
    try:
        return _environment().parse("{{" + expression + "}}")
    except TemplateSyntaxError as error:
        raise DirectiveError(
            f"'{expression.strip()}'의 문법이 맞지 않습니다.", error.message
        ) from None
