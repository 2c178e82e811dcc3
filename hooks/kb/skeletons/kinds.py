"""What can be made anew, where it goes, and what is asked of who makes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import get_args

from pydantic import TypeAdapter, ValidationError

from kb.facts.view import Facts
from kb.korean.wording import listed, suggestion
from kb.model.base import ID_PATTERN
from kb.model.vendors import CountryCode, VendorKind

_COUNTRY: TypeAdapter[str] = TypeAdapter(CountryCode)


class SkeletonError(Exception):
    """A skeleton that cannot be written. message: Korean."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Ask:
    """What is asked of who makes a thing.

    name: of the option. about: what it is, in Korean. choices: the values that it may have, where
    they are fixed.
    """

    name: str
    about: str
    choices: Callable[[Facts], tuple[str, ...]] | None = None

    def checked(self, value: str, facts: Facts) -> str:
        """The value. Raises SkeletonError for one that it may not have."""
        if self.name == "country" and not _is_country(value):
            raise SkeletonError(f"'{value}'은(는) 나라가 아니다. ISO 3166-1의 두 글자로 쓴다: KR")
        known = self.choices(facts) if self.choices else ()
        if known and value not in known:
            hint = f"{', '.join(known)} 가운데 고른다.{suggestion(value, known)}"
            raise SkeletonError(f"{self.about}({self.name.upper()})에 '{value}'은(는) 없다. {hint}")
        return value


@dataclass(frozen=True)
class Skeleton:
    """A kind of thing. files: templates by the path of what they become. data: the folder of its
    records, page: that of its pages, each below `data/` or `docs/`.
    """

    files: Mapping[str, str]
    asks: tuple[Ask, ...] = ()
    data: str = ""
    page: str = ""


_NAME = Ask("name", "이름")
KINDS: Mapping[str, Skeleton] = {
    "vendor": Skeleton(
        {
            "data/vendors/$id.yml": "vendor.yml",
            "docs/vendors/$id.md": "vendor.md",
            "docs/vendors/$id.en.md": "vendor.en.md",
        },
        (
            Ask("name", "제품 이름"),
            Ask("company", "회사 또는 재단"),
            Ask("of", "종류", lambda facts: get_args(VendorKind)),
            Ask("country", "나라(두 글자)"),
            Ask("licence", "라이선스(SPDX, 보기: Apache-2.0)"),
        ),
        data="vendors",
        page="vendors",
    ),
    "technology": Skeleton(
        {
            "data/technologies/$id.yml": "technology.yml",
            "docs/maturity/$id.md": "technology.md",
            "docs/maturity/$id.en.md": "technology.en.md",
        },
        (_NAME, Ask("of", "영역", lambda facts: tuple(facts.domains))),
        data="technologies",
        page="maturity",
    ),
    "edition": Skeleton({}, data="maturity"),
    "term": Skeleton({"data/glossary/$id.yml": "term.yml"}, (_NAME,), data="glossary"),
    "page": Skeleton({"docs/$id.md": "page.md", "docs/$id.en.md": "page.en.md"}, (_NAME,)),
}


def meant(words: tuple[str, ...]) -> tuple[str, str]:
    """Kind and id that someone means. Raises SkeletonError.

    words: a kind and an id, or a path alone, such as `data/vendors/acme.yml`, `docs/vendors/acme.md`
    or `trends/small-models`. An id may have the ending of a file.
    """
    *before, name = words or ("",)
    kind = " ".join(before)
    if not kind and name in KINDS:
        kind, name = name, ""
    named, id = _of_path(name, kind)
    if (kind and kind not in KINDS) or not (kind or named):
        raise SkeletonError(
            f"무엇을 만들지(KIND) 고른다: {', '.join(KINDS)}."
            f"{suggestion(kind or name, list(KINDS))}"
        )
    if kind and named and kind != named:
        raise SkeletonError(f"'{name}'은(는) {kind}의 자리가 아니라 {named}의 자리다.")
    if not id:
        raise SkeletonError(f"식별자(ID)를 정한다. 보기: make new KIND={kind} ID=my-{kind}")
    _require_id(kind or named, id)
    return kind or named, id


def _of_path(name: str, kind: str) -> tuple[str, str]:
    """The kind that a path belongs to, empty where it is none, and the id in it."""
    bare = re.sub(r"(\.en)?\.(md|yml|yaml)$", "", name.removeprefix("./"))
    folder, _, id = bare.rpartition("/")
    for known, one in KINDS.items():
        if one.data and folder == f"data/{one.data}":
            return known, id
        if one.page and folder in (f"docs/{one.page}", one.page) and kind != "page":
            return known, id
    is_page = bool(folder) and kind in ("", "page")
    return ("page", bare.removeprefix("docs/")) if is_page else ("", bare)


def _require_id(kind: str, id: str) -> None:
    parts = id.split("/") if kind == "page" else [id]
    if not all(re.match(ID_PATTERN, part) and "." not in part for part in parts):
        raise SkeletonError(
            f"'{id}'은(는) 식별자로 쓸 수 없다. 영어 소문자와 숫자를 붙임표로 이어 쓴다."
        )
    if kind == "edition" and not re.fullmatch(r"\d{4}(-\d{2})?", id):
        raise SkeletonError(f"판의 식별자는 연도다: '{id}'. 보기: make new KIND=edition ID=2027")


def _is_country(value: str) -> bool:
    try:
        _COUNTRY.validate_python(value)
    except ValidationError:
        return False
    return True


def refused(kind: str, given: Mapping[str, str]) -> None:
    """Raises SkeletonError for an option that a kind does not take."""
    known = [ask.name for ask in KINDS[kind].asks]
    for name in given:
        if name not in known:
            taken = listed([one.upper() for one in known]) or "없음"
            raise SkeletonError(f"{kind}에는 {name.upper()}을(를) 쓰지 않는다. 쓰는 것: {taken}.")
