"""What does not fit the model of its record, with the mend where that is certain."""

from __future__ import annotations

import re
from functools import reduce
from operator import getitem
from typing import Any

from kb.facts.collections import BY_NAME
from kb.facts.load import plain_value
from kb.findings.finding import Finding, Rule, Scope, Severity, Span
from kb.memo import Memo, text
from kb.model.explain import Misfit, type_at
from kb.model.retyped import retyped
from kb.read import yamlfile
from kb.read.yamlfile import Loc
from kb.rules.rule import datum_at, in_data, mended, standing

UNKNOWN_FIELD = Rule(
    "schema/unknown-field",
    Scope.FILE,
    Severity.ERROR,
    "기록에는 정해진 항목만 쓴다.",
    "A record has only the fields of its model.",
    "deploymnt: [managed]",
    mends=True,
)
MISSING_FIELD = Rule(
    "schema/missing-field",
    Scope.FILE,
    Severity.ERROR,
    "꼭 쓰는 항목이 모두 있다.",
    "Every required field is there.",
    "{name: AlphaML}",
)
CHOICE = Rule(
    "schema/choice",
    Scope.FILE,
    Severity.ERROR,
    "고르는 값은 허용된 것 가운데 하나다.",
    "A choice is one of the allowed values.",
    "level: matur",
    mends=True,
)
PATTERN = Rule(
    "schema/pattern",
    Scope.FILE,
    Severity.ERROR,
    "식별자, 주소, 수, 나라 부호는 정해진 꼴로 쓴다.",
    "Ids, addresses, numbers and country codes have their form.",
    "country: Korea",
    mends=True,
)
EMPTY = Rule(
    "schema/empty",
    Scope.FILE,
    Severity.ERROR,
    "기록과 글과 목록은 비어 있지 않다.",
    "Records, texts and lists are not empty.",
    "ko: ''",
)
TYPE = Rule(
    "schema/type",
    Scope.FILE,
    Severity.ERROR,
    "값은 항목이 받는 종류다.",
    "A value is of the kind that its field takes.",
    "usd: 4.1",
    mends=True,
)
RANGE = Rule(
    "schema/range",
    Scope.FILE,
    Severity.ERROR,
    "수는 허용 범위 안에 있다.",
    "A number lies in its range.",
    "year: 203",
)
DATE = Rule(
    "schema/date",
    Scope.FILE,
    Severity.ERROR,
    "날짜는 2026, 2026-04, 2026-04-22 가운데 한 꼴이다.",
    "A date reads 2026, 2026-04 or 2026-04-22.",
    "as_of: 2026년",
    mends=True,
)
DATE_ORDER = Rule(
    "data/date-order",
    Scope.RECORD,
    Severity.ERROR,
    "날짜와 연도의 앞뒤가 맞는다.",
    "Dates and years follow one another.",
    "{published: '2027', accessed: 2026-01-02}",
)


MISFITS = (
    UNKNOWN_FIELD,
    MISSING_FIELD,
    CHOICE,
    PATTERN,
    EMPTY,
    TYPE,
    RANGE,
    DATE,
    DATE_ORDER,
)
"""What a misfit may be a breach of."""
_BY_ID = {rule.id: rule for rule in MISFITS}


def misfit_finding(memo: Memo, collection: str, path: str, misfit: Misfit) -> Finding:
    """The finding on a misfit. collection: what the file at the path holds."""
    span = in_data(memo, path, misfit.loc, key=misfit.at_key)
    wrong, right = misfit.wrong, misfit.right
    if not wrong and not misfit.at_key:
        loc = misfit.loc if BY_NAME[collection].one_file_each else misfit.loc[1:]
        wrong = _scalar_at(memo, span, misfit.loc)
        right = retyped(wrong, type_at(BY_NAME[collection].model, loc)) if wrong else ""
    around = _value_at(memo, path, misfit.loc[:-1]) if misfit.at_key else None
    is_taken = isinstance(around, dict) and right in around
    found = standing(memo, span, wrong) if right and not is_taken else None
    return Finding(
        _BY_ID[misfit.rule],
        found or span,
        misfit.message,
        misfit.hint,
        datum=datum_at(memo, path, misfit.loc),
        fix=mended(found, wrong, right) if found else None,
    )


def _scalar_at(memo: Memo, span: Span, loc: Loc) -> str:
    """A value as it is typed, where it is one scalar that ends in its line; otherwise empty."""
    value = _value_at(memo, span.path, loc)
    line = (text(memo, span.path) or "").split("\n")[span.line - 1]
    for found in (pattern.match(line, span.column - 1) for pattern in _SCALARS):
        file, _ = yamlfile.parse(found["typed"], "") if found else (None, [])
        if found and file and file.value == value:
            return found["typed"]
    return ""


def _value_at(memo: Memo, path: str, loc: Loc) -> Any:
    """The value at the end of a way through a file; empty where the way leads nowhere."""
    try:
        return reduce(getitem, loc, plain_value(memo, path)[1])
    except (KeyError, IndexError, TypeError):  # the model sees a plain text as a group
        return ""


_SCALARS = tuple(
    re.compile(rf"(?P<typed>\"[^\"\\]*\"|'[^']*'|{plain})[ \t]*{end}")
    for plain, end in (
        (r"[^\s\[{\"'][^#]*?", r"(?:$|#)"),
        (r"[^\s\[\]{}\"',][^\[\]{},#]*?", r"[,\]}]"),
    )
)
"""A scalar at the end of a line, and one between brackets."""
