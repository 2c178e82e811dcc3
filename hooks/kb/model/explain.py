"""Say in Korean what pydantic says, at the place in the file that is meant."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from kb.korean.wording import meant, suggestion
from kb.read.yamlfile import Loc

SCAFFOLDED = frozenset({"vendor", "technology", "edition", "term"})
"""Kinds of records that `make new` writes a skeleton of."""

_PATTERN_HINTS = {
    r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$": "영어 소문자와 숫자를 붙임표(-)로 이어 쓰십시오. 보기: model-deployment",
    r"^https?://[^\s<>\"']+$": "http:// 또는 https://로 시작하는 주소만 쓸 수 있습니다.",
    r"^\d+(\.\d+)?[KMBT]?$": '발표된 그대로 쓰십시오. 보기: "4.1B", "612M", "80.7"',
    r"^-?\d+(\.\d+)?$": '발표된 그대로 숫자만 쓰십시오. 보기: "38.2"',
    r"^[A-Z]{2}$": "두 글자 나라 부호를 쓰십시오. 보기: KR, US",
}


@dataclass(frozen=True)
class Misfit:
    """What a record does wrong. loc: the way to it from the file's root; at_key: at its key.

    message, hint: Korean. wrong, right: what stands there and what has to, where that is certain.
    """

    loc: Loc
    at_key: bool
    rule: str
    message: str
    hint: str | None = None
    wrong: str = ""
    right: str = ""


def explain(error: ValidationError, model: type[BaseModel], root: Loc) -> Iterator[Misfit]:
    """The mistakes behind a validation error, one each.

    model: what was validated. root: the way from the file's root to the record. A field that is
    missing because its name is misspelt is one mistake, and so is a record without any field.
    """
    details = error.errors(include_url=False)
    if all(_lacks_all(detail) for detail in details):
        yield _empty(model, root)
        return
    slips = _misspelt(details)
    echoes = {loc for loc, _ in slips.values()}
    for detail in details:
        loc = tuple(part for part in detail["loc"])
        if detail["type"] == "missing" and loc in echoes:
            continue
        rule, say = _SAYINGS.get(detail["type"], ("schema/type", _other))
        message, hint = say(detail, model, loc)
        at_key = detail["type"] in {"extra_forbidden", "missing"} or not loc
        wrong, right = _certain(detail, model, slips.get(loc))
        yield Misfit((*root, *loc), at_key, rule, message, hint, wrong, right)


def _lacks_all(detail: ErrorDetails) -> bool:
    return detail["type"] == "missing" and len(detail["loc"]) == 1 and detail["input"] == {}


def _empty(model: type[BaseModel], root: Loc) -> Misfit:
    fields = [info.alias or name for name, info in model.model_fields.items() if info.is_required()]
    kind = model.__name__.lower()
    skeleton = f"파일을 지우고 make new KIND={kind} ID=<식별자>로 뼈대를 만들거나, "
    return Misfit(
        root,
        True,
        "schema/empty",
        f"'{root[-1]}' 기록이 비어 있습니다." if root else "빈 파일입니다.",
        f"{skeleton if kind in SCAFFOLDED else ''}꼭 쓰는 항목을 쓰십시오: {', '.join(fields)}.",
    )


def _misspelt(details: Sequence[ErrorDetails]) -> dict[Loc, tuple[Loc, bool]]:
    """The missing field that each unknown one beside it is meant to be, by their places.

    With whether it is the only one that comes near.
    """
    missing = [detail["loc"] for detail in details if detail["type"] == "missing"]
    slips: dict[Loc, tuple[Loc, bool]] = {}
    for detail in details:
        if detail["type"] == "extra_forbidden":
            *above, word = detail["loc"]
            taken = [loc for loc, _ in slips.values()]
            free = [loc for loc in missing if list(loc[:-1]) == above and loc not in taken]
            name, wide, _ = str(word).partition("：")
            near = get_close_matches(name, [str(loc[-1]) for loc in free])
            if near:
                slips[detail["loc"]] = (*above, near[0]), len(near) == 1 and not wide
    return slips


def _certain(
    detail: ErrorDetails, model: type[BaseModel], slip: tuple[Loc, bool] | None
) -> tuple[str, str]:
    """What stands there and what has to; empty where that is not certain."""
    if slip is not None:
        name, is_only = slip
        return (str(detail["loc"][-1]), str(name[-1])) if is_only else ("", "")
    if detail["type"] == "extra_forbidden":
        word = str(detail["loc"][-1])
        right = meant(word, names(model_at(model, detail["loc"][:-1]) or model))
        return (word, right) if right else ("", "")
    word = detail["input"]
    if detail["type"] == "literal_error" and isinstance(word, str):
        right = meant(word, _choices(model, detail["loc"]))
        return (word, right) if right else ("", "")
    return "", ""


def mend(error: ValidationError, kind: Any = None) -> str | None:
    """How to mend the first thing that is wrong with a value that stands alone. kind: its type."""
    detail = error.errors(include_url=False)[0]
    if detail["type"] == "literal_error":
        return _allowed(str(detail["input"]), _literals(type_at(kind, detail["loc"])))
    _, say = _SAYINGS.get(detail["type"], ("", _other))
    return say(detail, BaseModel, ())[1]


def model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    """The model class that a way through a model leads to, if it leads to one."""
    current: Any = model
    for part in loc:
        if not _is_model(current):
            return None
        info = _field(current, str(part)) if isinstance(part, str) else None
        inner = _inner_model(info.annotation) if info is not None else None
        current = inner if inner is not None else current
    return current if _is_model(current) else None


def _field(model: type[BaseModel], name: str) -> FieldInfo | None:
    for field_name, info in model.model_fields.items():
        if name in (info.alias, field_name):
            return info
    return None


def _is_model(value: Any) -> bool:
    return isinstance(value, type) and issubclass(value, BaseModel)


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if _is_model(annotation):
        return annotation  # type: ignore[no-any-return]
    for argument in get_args(annotation):
        found = _inner_model(argument)
        if found is not None:
            return found
    return None


def names(model: type[BaseModel]) -> list[str]:
    """The field names of a model as they are written in YAML."""
    return [
        info.alias or name
        for name, info in model.model_fields.items()
        if not (isinstance(info.json_schema_extra, dict) and info.json_schema_extra.get("hidden"))
    ]


def _label(model: type[BaseModel], loc: Loc) -> str:
    if loc and isinstance(loc[-1], int):
        return f"{_label(model, loc[:-1])}의 {loc[-1] + 1}번째"
    parent = model_at(model, loc[:-1])
    info = _field(parent, str(loc[-1])) if parent and loc else None
    return f"{loc[-1]}({info.title})" if info and info.title else str(loc[-1] if loc else "")


Saying = Callable[[ErrorDetails, type[BaseModel], Loc], tuple[str, str | None]]


def _unknown(detail: ErrorDetails, model: type[BaseModel], loc: Loc) -> tuple[str, str | None]:
    parent = model_at(model, loc[:-1]) or model
    known = names(parent)
    word = str(loc[-1])
    if "：" in word:
        return (
            f"'{word}'의 콜론이 전각(：)입니다.",
            "키 뒤에는 반각 콜론과 빈칸(': ')을 쓰십시오.",
        )
    if detail["input"] is None and (" " in word or not word.isascii()):
        return (
            f"쉼표 뒤의 '{word}'이(가) 항목으로 읽혔습니다.",
            "쉼표가 든 글은 처음부터 끝까지 따옴표로 감싸십시오.",
        )
    return (
        f"'{word}'은(는) 없는 항목입니다.",
        f"쓸 수 있는 항목: {', '.join(known)}.{suggestion(word, known)}",
    )


def _missing(detail: ErrorDetails, model: type[BaseModel], loc: Loc) -> tuple[str, str | None]:
    parent = model_at(model, loc[:-1]) or model
    info = _field(parent, str(loc[-1]))
    example = json.dumps(info.examples[0], ensure_ascii=False) if info and info.examples else ""
    return f"'{_label(model, loc)}' 항목이 없습니다.", f"보기: {loc[-1]}: {example}"


def _choice(detail: ErrorDetails, model: type[BaseModel], loc: Loc) -> tuple[str, str | None]:
    word = str(detail["input"])
    return f"'{word}'은(는) 허용되지 않는 값입니다.", _allowed(word, _choices(model, loc))


def _allowed(word: str, known: Sequence[str]) -> str | None:
    return f"허용값: {', '.join(known)}.{suggestion(word, known)}" if known else None


def _choices(model: type[BaseModel], loc: Loc) -> list[str]:
    """The values that a model allows at a place."""
    return _literals(type_at(model, loc))


def type_at(annotation: Any, loc: Loc) -> Any:
    """The type that a way through a type leads to; None where it leads nowhere."""
    for part in loc:
        option = _option(annotation)
        if _is_model(option):
            annotation = _hints(option).get(str(part))
        else:
            arguments = get_args(option)
            annotation = arguments[0 if isinstance(part, int) else -1] if arguments else None
    return annotation


def _hints(model: type[BaseModel]) -> dict[str, Any]:
    """The types of a model's fields, by their names as they are written in YAML."""
    hints = get_type_hints(model, include_extras=True)
    return {info.alias or name: hints[name] for name, info in model.model_fields.items()}


def _option(annotation: Any) -> Any:
    """A type without `Annotated` around it and `None` beside it."""
    while get_origin(annotation) in (Annotated, Union, UnionType):
        options = [option for option in get_args(annotation) if option is not type(None)]
        annotation = options[0]
    return annotation


def _literals(annotation: Any) -> list[str]:
    option = _option(annotation)
    return [str(value) for value in get_args(option)] if get_origin(option) is Literal else []


def _pattern(detail: ErrorDetails, model: type[BaseModel], loc: Loc) -> tuple[str, str | None]:
    return (
        f"'{detail['input']}'은(는) 형식에 맞지 않습니다.",
        _PATTERN_HINTS.get(detail["ctx"]["pattern"]),
    )


def _type(kind: str, hint: str | None = None) -> Saying:
    def say(detail: ErrorDetails, model: type[BaseModel], loc: Loc) -> tuple[str, str | None]:
        subject = f"'{_label(model, loc)}'의 값" if loc else "기록"
        return f"{subject}은 {kind}이어야 합니다.", hint

    return say


def _range(detail: ErrorDetails, model: type[BaseModel], loc: Loc) -> tuple[str, str | None]:
    context: Mapping[str, Any] = detail.get("ctx", {})
    bounds = {"ge": "이상", "gt": "초과", "le": "이하", "lt": "미만"}
    limit = next((f"{context[k]} {word}" for k, word in bounds.items() if k in context), "")
    return f"'{detail['input']}'은(는) 범위를 벗어난 값입니다.", f"허용 범위: {limit}"


def _date(detail: ErrorDetails, model: type[BaseModel], loc: Loc) -> tuple[str, str | None]:
    return (
        f"'{detail['input']}'은(는) 날짜가 아닙니다.",
        "2026, 2026-04, 2026-04-22처럼 쓰십시오.",
    )


def _years(detail: ErrorDetails, model: type[BaseModel], loc: Loc) -> tuple[str, str | None]:
    base, target = detail["ctx"]["base"], detail["ctx"]["target"]
    return (
        f"목표 연도 {target}이(가) 기준 연도 {base}보다 뒤가 아닙니다.",
        "두 연도가 바뀌지 않았는지 보십시오.",
    )


def _other(detail: ErrorDetails, model: type[BaseModel], loc: Loc) -> tuple[str, str | None]:
    info = _field(model_at(model, loc[:-1]) or model, str(loc[-1])) if loc else None
    example = json.dumps(info.examples[0], ensure_ascii=False) if info and info.examples else ""
    hint = f"보기: {loc[-1]}: {example}" if example else None
    return f"'{_label(model, loc)}'의 값이 맞지 않습니다.", hint


def _year(detail: ErrorDetails, model: type[BaseModel], loc: Loc) -> tuple[str, str | None]:
    first, last = detail["ctx"]["first"], detail["ctx"]["last"]
    return (
        f"'{detail['input']}'은(는) 범위를 벗어난 날짜입니다.",
        f"연도를 확인하십시오. 허용 범위: {first}~{last}",
    )


def _country(detail: ErrorDetails, model: type[BaseModel], loc: Loc) -> tuple[str, str | None]:
    meant = detail["ctx"]["meant"]
    return (
        f"'{detail['input']}'은(는) 나라 부호가 아닙니다.",
        "ISO 3166-1의 두 글자를 쓰십시오. 보기: KR, US" + (f". 혹시 '{meant}'?" if meant else ""),
    )


def _own_use(detail: ErrorDetails, model: type[BaseModel], loc: Loc) -> tuple[str, str | None]:
    return (
        f"쓰지 않는 표기 '{detail['ctx']['text']}'이(가) 바른 표기(use)에 들어 있습니다.",
        "둘 가운데 하나를 고치십시오.",
    )


def _kept(detail: ErrorDetails, model: type[BaseModel], loc: Loc) -> tuple[str, str | None]:
    return (
        "옮기지 않는 글(translate: false)에 영어(en)가 있습니다.",
        "둘 가운데 하나를 지우십시오.",
    )


_QUOTE = "숫자나 날짜처럼 보이는 값은 따옴표로 감싸십시오."
_SAYINGS: Mapping[str, tuple[str, Saying]] = {
    "extra_forbidden": ("schema/unknown-field", _unknown),
    "missing": ("schema/missing-field", _missing),
    "literal_error": ("schema/choice", _choice),
    "string_pattern_mismatch": ("schema/pattern", _pattern),
    "string_too_short": (
        "schema/empty",
        _type("빈칸이 아닌 글", "내용을 쓰거나 항목을 지우십시오."),
    ),
    "kb_blank": ("schema/empty", _type("빈칸이 아닌 글", "내용을 쓰거나 항목을 지우십시오.")),
    "kb_no_letters": (
        "schema/empty",
        _type("글자나 숫자가 든 글", "찾을 표기를 쓰거나 지우십시오."),
    ),
    "too_short": ("schema/empty", _type("한 건 이상을 담은 묶음")),
    "string_type": ("schema/type", _type("글", _QUOTE)),
    "int_type": ("schema/type", _type("정수")),
    "int_parsing": ("schema/type", _type("정수")),
    "int_from_float": ("schema/type", _type("정수")),
    "bool_type": ("schema/type", _type("true 또는 false")),
    "bool_parsing": ("schema/type", _type("true 또는 false", "YAML 1.2에서 yes와 no는 글입니다.")),
    "dict_type": ("schema/type", _type("키와 값의 묶음")),
    "model_type": ("schema/type", _type("키와 값의 묶음")),
    "model_attributes_type": ("schema/type", _type("키와 값의 묶음")),
    "tuple_type": ("schema/type", _type("목록", "각 항목 앞에 '- '를 쓰십시오.")),
    "greater_than_equal": ("schema/range", _range),
    "less_than_equal": ("schema/range", _range),
    "greater_than": ("schema/range", _range),
    "kb_years": ("data/date-order", _years),
    "kb_date": ("schema/date", _date),
    "kb_year": ("schema/range", _year),
    "kb_country": ("schema/pattern", _country),
    "kb_own_use": ("schema/pattern", _own_use),
    "kb_kept": ("schema/pattern", _kept),
}
