"""What does not fit the model of its record, with the mend where that is certain."""

from __future__ import annotations

import re
from functools import reduce
from operator import getitem
from typing import Any

from kb.facts.collections import BY_NAME
from kb.facts.load import plain_value
from kb.findings import rules
from kb.findings.finding import Finding, Span
from kb.memo import Memo, text
from kb.model.explain import Misfit, type_at
from kb.model.retyped import retyped
from kb.read import yamlfile
from kb.read.yamlfile import Loc
from kb.rules.rule import datum_at, in_data, mended, standing


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
        rules.BY_ID[misfit.rule],
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
