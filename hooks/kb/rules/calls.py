"""Every call in a page can be carried out, in every language that the page has."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, get_args

from kb.content.compile import Failure, context_of
from kb.facts.load import WHOLE, file_by_id, ids, record
from kb.facts.maturity import edition_dates
from kb.facts.symbols import datum_of_figure
from kb.facts.vendors import event_ids, vendor_ids
from kb.facts.view import MissingRecord, field_values, ids_having
from kb.findings.finding import Finding, Fix, Rule, Scope, Severity, Span
from kb.memo import Memo, Question, question
from kb.model.base import Reference
from kb.project import DOCS, Project, page, typed_title
from kb.read import Call, Page, PageError, scan_calls
from kb.read.call import (
    Attribute,
    Called,
    CallError,
    Constant,
    Expression,
    Filtered,
    in_plain_signs,
    parse_call,
)
from kb.rules.causes import (
    compiled,
    is_known,
    is_misspelt,
    is_unread,
    original_of,
    unknown_references,
)
from kb.rules.damage import TEMPLATE, TEMPLATE_HINT, template_mistakes, text_mistakes
from kb.rules.rule import Check, mended, on
from kb.rules.words import MISSING_WORD, missing_words
from kb.rules.words import PATH as WORDS
from kb.show.directive import CODE, Directive, DirectiveError
from kb.show.evaluate import Evaluator
from kb.show.registry import DIRECTIVES
from kb.show.templates import TEMPLATES
from kb.text import SOURCE_LANG, Lang
from kb.translation.parity import bare
from kb.translation.state import part_states
from kb.translation.status import Status

CALL = Rule(
    "page/call",
    Scope.PAGE,
    Severity.ERROR,
    "지시어는 모두 실행할 수 있다.",
    "Every call can be carried out.",
    '{{ figure("market.frist.target") }}',
    mends=True,
)
BLOCK_CALL = Rule(
    "page/block-call",
    Scope.PAGE,
    Severity.ERROR,
    "덩어리를 만드는 지시어는 빈 줄 사이에 홀로 쓴다.",
    "A call that makes a block stands alone between blank lines.",
    "시장은 {{ estimates_table() }}",
    mends=True,
)
TRANSLATED_CALL = Rule(
    "translation/call",
    Scope.PAGE,
    Severity.WARNING,
    "한국어가 바뀐 뒤에도 옮긴 글의 지시어는 계산할 수 있다.",
    "The calls of a translation can be carried out after its Korean has changed.",
    '{{ figure("market.frist.target") }}',
)

VEGALITE = "vegalite"
"""The expression of a failure that is a chart and no call."""
GAP = re.compile(r'<mark class="kb-gap"[^<>]* data-missing="([a-z_]+)/([^"]*)">([^<]*)<')
"""What stands for something that the data lack: collection, id, call."""


def _calls(project: Project, page: Page) -> Iterator[Finding]:
    found = compiled(project.memo, page.key, page.lang)
    if found is None:
        return
    failed = {f.expression: f for f in found.failures if not f.name}
    for call in page.calls:
        if failure := failed.get(call.expr):
            if not _is_told_there(project, page, call) and not is_told(project, page, failure):
                rule = TRANSLATED_CALL if _is_behind(project, page, call) else CALL
                length = call.end - call.start
                found_here = _finding(page, call.line, call.column, failure, length, rule)
                yield replace(found_here, fix=_mend(page, call), lacking=_lacked(project, failure))
        elif call.expr in found.blocks and not call.in_heading:
            yield from _among_text(page, call)
    for failure in found.failures:
        if failure.name and not is_told(project, page, failure):
            yield _finding(page, page.line_of(failure.name), 1, failure)


def _is_behind(project: Project, page: Page, call: Call) -> bool:
    """Whether a call stands in a section of a translation whose Korean has gone on since."""
    if original_of(project.memo, page) is None:
        return False
    above = [section.id for section in page.sections if section.start <= call.start]
    states = {part.id: part.status for part in part_states(project.memo, page.key)}
    return states.get(above[-1]) is not Status.FRESH


def _is_told_there(project: Project, page: Page, call: Call) -> bool:
    """Whether the same call of the Korean page cannot be carried out, either."""
    if page.lang == SOURCE_LANG:
        return False
    there = failures(project.memo, page.key, SOURCE_LANG)
    return bare(call.expr) in {bare(failure.expression) for failure in there}


def _lacking(project: Project, page: Page) -> Iterator[Finding]:
    """Records that only turn out to be missing when they are needed."""
    found = compiled(project.memo, page.key, page.lang)
    for gap in GAP.finditer(found.html if found else ""):
        collection, id, expression = gap[1], html.unescape(gap[2]), html.unescape(gap[3])
        if collection == TEMPLATES:
            yield from _broken(project, id)
        elif collection == CODE or expression == VEGALITE or _is_told(project, collection, id):
            continue
        elif collection == "words":
            yield Finding(
                MISSING_WORD,
                Span(WORDS, 1, 1),
                f"'{id}' 말이 없는데 페이지에서 씁니다.",
                f"{WORDS}에 '{id}: {{ko: …, en: …}}'를 더하십시오.",
            )
        else:
            call = next((call for call in page.calls if call.expr == expression), None)
            named = collection if id == WHOLE else f"{collection}의 '{id}'"
            message = f"보여 줄 것이 data에 없습니다: {named}."
            failure = Failure(expression, message, None)
            yield _finding(page, call.line if call else 1, call.column if call else 1, failure)


def _broken(project: Project, id: str) -> Iterator[Finding]:
    """A template that is missing or fails, where its file as such does not say why."""
    path, line, message = id.split(":", 2)
    if not text_mistakes(project.memo, path) and not template_mistakes(project.memo, path):
        yield Finding(TEMPLATE, Span(path, int(line), 1), message, TEMPLATE_HINT)


def _is_told(project: Project, collection: str, id: str) -> bool:
    """Whether it is told of elsewhere that a record is missing."""
    return (
        is_unread(project.facts, collection, id)
        or (id == WHOLE and bool(project.facts.unread(collection)))
        or (collection, id) in unknown_references(project.memo)
        or (collection == "words" and id in missing_words(project.memo))
        or collection == "levels"
    )


def _mend(page: Page, call: Call) -> Fix | None:
    """The mend of a call that is only typed with other signs than those of a call."""
    typed, plain = page.body[call.start : call.end], in_plain_signs(call.expr)
    if not plain:
        return None
    span = Span(f"{DOCS}/{page.path}", call.line, call.column)
    return mended(span, typed, typed.replace(call.expr, plain))


def _lacked(project: Project, failure: Failure) -> str:
    """The record that a call names and that is nowhere."""
    for call in _calls_in(failure):
        directive = DIRECTIVES.get(call.name)
        for collection, id in _named_by(directive, call) if directive else ():
            if not is_known(project.facts, collection, id):
                return f"{collection}/{id}"
    return ""


def _finding(
    page: Page, line: int, column: int, failure: Failure, length: int = 0, rule: Rule = CALL
) -> Finding:
    return on(
        page,
        line,
        column,
        rule=rule,
        message=failure.message,
        hint=failure.hint,
        length=length,
    )


def _among_text(page: Page, call: Call) -> Iterator[Finding]:
    """A call that makes a block and does not stand alone, with the mend where only blank lines lack."""
    above, _, before = page.body[: call.start].rpartition("\n")
    after, _, below = page.body[call.end :].partition("\n")
    is_in_line = bool(before.strip(" >-") or after.strip())
    follows, goes_on = (bool(_TEXT.match(line)) for line in (above.rpartition("\n")[2], below))
    if not (is_in_line or follows or goes_on):
        return
    typed = page.body[call.start : call.end]
    new = ("\n" if follows else "") + typed + ("\n" if goes_on else "")
    yield on(
        page,
        call.line,
        call.column,
        rule=BLOCK_CALL,
        message=f"'{call.expr}'은(는) 한 줄에 홀로 있어야 합니다.",
        hint="앞뒤에 빈 줄을 두고 다른 글 없이 쓰십시오.",
        length=call.end - call.start,
        mend=None if is_in_line or before else (typed, new),
    )


_TEXT = re.compile(r"(?! *(?:#{1,6} |!!!|\?\?\?|===|[-*+] |\d+\. |>|:|<|\{\{|\{:|\|)).*\S")
"""A line that runs on into the next one."""


def failures(memo: Memo, key: str, lang: Lang) -> list[Failure]:
    """What could not be carried out on a page; nothing where it could not be compiled."""
    found = compiled(memo, key, lang)
    return list(found.failures) if found else []


def is_told(project: Project, page: Page, failure: Failure) -> bool:
    """Whether a call that failed is told of elsewhere: for its cause, or as a fault of the code."""
    return bool(failure.fault) or is_echo(project, page, failure)


def is_echo(project: Project, page: Page, failure: Failure) -> bool:
    """Whether a call fails only because of what is told of elsewhere.

    That is a record which could not be read or whose id is misspelt in the data, or the title of
    another page.
    """
    called = _calls_in(failure)
    if not called or any(_names_nothing(project, call) for call in called):
        return False
    collections, pages = reads_of(project.memo, page.key, page.lang, expressions_of(failure))
    if any(project.facts.unread(collection) for collection in collections):
        return True
    named = [named for call in called for named in _named_by(DIRECTIVES[call.name], call)]
    if any(is_misspelt(project.memo, *name) for name in named):
        return True
    others = (failures(project.memo, *other) for other in pages - {(page.key, page.lang)})
    return any(failure.message == other.message for found in others for other in found)


def expressions_of(failure: Failure) -> tuple[str, ...]:
    """The call that failed, or those in the title or description that did; none if not closed."""
    if not failure.name:
        return (failure.expression,)
    try:
        return tuple(call.expr for call in scan_calls(failure.expression))
    except PageError:
        return ()


def _calls_in(failure: Failure) -> list[Called]:
    """The directives that are called; none where the syntax is wrong."""
    try:
        trees = [parse_call(expression) for expression in expressions_of(failure)]
    except CallError:
        return []
    return [call for tree in trees for call in _called(tree)]


def _called(tree: Expression) -> Iterator[Called]:
    match tree:
        case Called(_, arguments, named):
            yield tree
            for argument in (*arguments, *(value for _, value in named)):
                yield from _called(argument)
        case Attribute(owner, _):
            yield from _called(owner)
        case Filtered(value, _):
            yield from _called(value)


def _names_nothing(project: Project, call: Called) -> bool:
    """Whether a call itself is wrong: no such directive, or the id of a record that is nowhere."""
    directive = DIRECTIVES.get(call.name)
    return directive is None or any(
        not is_known(project.facts, *named) for named in _named_by(directive, call)
    )


def _named_by(directive: Directive, call: Called) -> Iterator[tuple[str, str]]:
    """The records that the arguments of a call name, as collection and id."""
    arguments = dict(zip(directive.parameters, call.arguments, strict=False)) | dict(call.named)
    for name, argument in arguments.items():
        if not isinstance(argument, Constant) or not isinstance(argument.value, str):
            continue
        kind = directive.types.get(name)
        for option in (kind, *get_args(kind)):
            if isinstance(option, type) and issubclass(option, Reference):
                yield option.target, argument.value
        if directive.name == "figure":
            yield datum_of_figure(argument.value)


@question
def reads_of(
    memo: Memo, key: str, lang: Lang, expressions: tuple[str, ...]
) -> tuple[frozenset[str], frozenset[tuple[str, Lang]]]:
    """The collections and pages that calls of a page read before they fail.

    They are carried out once more. Interface words do not count.
    """
    evaluator = Evaluator(DIRECTIVES, context_of(memo, key, lang, lang))
    for expression in expressions:
        try:
            evaluator.evaluate(expression).html()
        except (DirectiveError, MissingRecord, PageError):
            continue
    asked: tuple[Question[..., Any], ...] = (ids, file_by_id, record, field_values, ids_having)
    collections = {arguments[0] for read in asked for arguments in memo.read_here(read)}
    for read, collection in _BEHIND:
        collections |= {collection for _ in memo.read_here(read)}
    pages = {*memo.read_here(typed_title), *memo.read_here(page)}
    pages |= {(*arguments, SOURCE_LANG) for arguments in memo.read_here(part_states)}
    return frozenset(collections - {"words"}), frozenset((key, lang) for key, lang in pages)


_BEHIND: tuple[tuple[Question[..., Any], str], ...] = (
    (edition_dates, "editions"),
    (vendor_ids, "vendors"),
    (event_ids, "vendors"),
)
"""The collection behind questions that are asked without its name."""


CHECKS = (
    Check(_calls, (CALL, BLOCK_CALL, TRANSLATED_CALL)),
    Check(_lacking, (MISSING_WORD, CALL, TEMPLATE), Scope.PAGE),
)
