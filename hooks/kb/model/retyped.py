"""Values that are typed in another form than their field takes, in the one that it does.

`reviewed: 2026.11.23` means one thing only, and so do `as_of: 2026` and `open_source: yes`. A value
whose meaning is a guess, such as an amount typed without its rounding, stays as it is.
"""

from __future__ import annotations

import datetime
import re
from typing import Any

from babel.core import get_global
from pydantic import TypeAdapter, ValidationError

from kb.model.fields import FieldKind, kind_of
from kb.read import yamlfile

_DATE = re.compile(
    r"(?P<year>\d{4})(?:(?:[-./]|년 ?)(?P<month>\d{1,2})(?:(?:[-./]|월 ?)(?P<day>\d{1,2}))?)?"
    r"[.년월일]?"
)
_AMOUNT = re.compile(r"(?:US)?\$? ?(?P<number>\d+(?:\.\d+)?) ?(?P<unit>[KMBTkmbt])")
_TRUTH = {"yes": "true", "on": "true", "no": "false", "off": "false"}
_WORD = re.compile(r"[A-Za-z0-9][\w-]*")


def retyped(typed: str, hint: Any) -> str:
    """How a value has to be typed; empty where that is not certain.

    typed: one scalar of YAML as it stands, with its quotes. hint: the type of its field.
    """
    try:
        kind = kind_of(hint)
    except LookupError:
        return ""
    quote = typed[:1] if typed[:1] in "'\"" else ""
    new = _in_form(typed.strip("'\"") if quote else typed, kind, quote)
    return new if new and new != typed and _fits(new, hint) else ""


def dated(typed: str) -> str:
    """A date of any usual form as ISO 8601 has it, as exact as it is; empty for what is none."""
    found = _DATE.fullmatch(typed)
    if found is None:
        return ""
    year, month, day = (int(part) if part else None for part in found.group("year", "month", "day"))
    try:
        datetime.date(year or 0, month or 1, day or 1)
    except ValueError:
        return ""
    return "-".join(f"{part:02}" for part in (year, month, day) if part is not None)


def _in_form(plain: str, kind: FieldKind, quote: str) -> str:
    """A value without its quotes in the form of a kind."""
    if kind.many == "list":
        return f"[{plain}]" if _WORD.fullmatch(plain) and not quote else ""
    match kind.name:
        case "date":
            date = dated(plain)
            return _quoted(date, quote or ("'" if date.isdecimal() else ""))
        case "number":
            return _quoted(plain.removesuffix("%").rstrip(), '"')
        case "amount":
            found = _AMOUNT.fullmatch(plain)
            return _quoted(found["number"] + found["unit"].upper(), '"') if found else ""
        case "boolean":
            return _TRUTH.get(plain.lower(), plain.lower())
        case "country":
            code = plain.upper()
            return str(next(iter(get_global("territory_aliases").get(code, [code]))))
        case "choice":
            same = [choice for choice in kind.choices if choice.casefold() == plain.casefold()]
            return _quoted(same[0], quote) if same else ""
        case "text" | "string" | "identifier" | "reference":
            return "" if quote else _quoted(plain, "'")
    return ""


def _quoted(text: str, quote: str) -> str:
    return f"{quote}{text}{quote}" if text else ""


def _fits(typed: str, hint: Any) -> bool:
    """Whether a field takes a value as it is typed."""
    file, mistakes = yamlfile.parse(typed, "")
    try:
        TypeAdapter(hint).validate_python(file.value if file else None)
    except ValidationError:
        return False
    return not mistakes
