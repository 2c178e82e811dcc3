"""What all records share: a place in a file, texts in two languages, references, dates."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    PrivateAttr,
    StringConstraints,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from kb.read.yamlfile import Loc
from kb.text import has_hole

ID_PATTERN = r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$"
Identifier = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
"""Permanent name of a thing: kebab-case ASCII."""


@dataclass(frozen=True)
class Address:
    """Which record this is, whatever line it stands on.

    collection, record: of the record that a file holds. loc: the way from there to this one, and
    id: the name it has there.
    """

    collection: str
    record: str
    loc: Loc
    id: str


class Record(BaseModel):
    """A record of `data/`. Unknown fields are refused; nothing changes after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    _address: Address | None = PrivateAttr(default=None)

    @property
    def address(self) -> Address:
        """Raises LookupError for a record that was not loaded from a file."""
        # Straight from where pydantic keeps it: templates ask for ids thousands of times.
        address: Address | None = (self.__pydantic_private__ or {}).get("_address")
        if address is None:
            raise LookupError(f"{type(self).__name__} was not loaded from a file")
        return address

    @property
    def is_loaded(self) -> bool:
        """Whether it was loaded from a file."""
        return (self.__pydantic_private__ or {}).get("_address") is not None

    @property
    def id(self) -> str:
        """The record's key in its file, or the file's stem where one file is one record."""
        return self.address.id


def attach(record: Record, address: Address) -> None:
    """Tell a freshly validated record, and every record inside it, which one it is."""
    record._address = address
    for name in type(record).model_fields:
        _attach_value(getattr(record, name), address, (*address.loc, name), name)


def _attach_value(value: Any, above: Address, loc: Loc, name: str) -> None:
    if isinstance(value, Record):
        attach(value, replace(above, loc=loc, id=name))
    elif isinstance(value, dict):
        for key, item in value.items():
            _attach_value(item, above, (*loc, key), key)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _attach_value(item, above, (*loc, index), name)


def walk(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, Any]]:
    """Every value inside a record with the way to it, records and containers included."""
    waiting = [(loc, value)]  # a generator within another for each value costs twice the time
    while waiting:
        loc, value = waiting.pop()
        yield loc, value
        waiting += reversed([((*loc, step), item) for step, item in _inside(value)])


def _inside(value: Any) -> Iterable[tuple[int | str, Any]]:
    """What stands directly in a value, with its name or number; nothing in a text."""
    if isinstance(value, Text):
        return ()
    if isinstance(value, Record):
        return [(name, getattr(value, name)) for name in type(value).model_fields]
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, tuple) else ()


def _filled(value: str) -> str:
    if value and not any(char.isprintable() and not char.isspace() for char in value):
        raise PydanticCustomError("kb_blank", "blank")
    return value


def _with_letters(value: str) -> str:
    if not any(map(str.isalnum, value)):
        raise PydanticCustomError("kb_no_letters", "no letters")
    return value


Filled = Annotated[str, AfterValidator(_filled)]
"""A text that is not only blanks."""
Spelling = Annotated[str, AfterValidator(_with_letters)]
"""What is looked for in texts: with nothing in it, it would be found everywhere."""


class Text(Record):
    """A text for readers. A plain string is a proper name, the same in both languages.

    translate: False for what stays in Korean, such as a title that is quoted.
    """

    ko: Filled = Field(title="한국어", examples=["모델 배포"], min_length=1)
    en: Filled | None = Field(default=None, title="영어", examples=["Model deployment"])
    translate: bool = Field(
        default=True, title="옮길 글인지", examples=[False], strict=True, exclude=True
    )
    proper: bool = Field(default=False, exclude=True, json_schema_extra={"hidden": True})

    @model_validator(mode="before")
    @classmethod
    def _from_name(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"ko": value, "en": value, "proper": True}
        if isinstance(value, dict) and "proper" in value:
            raise PydanticCustomError("extra_forbidden", "proper is not a field")
        if isinstance(value, dict) and has_hole(value.get("en")):
            return value | {"en": None}  # nobody has written it, so readers get the Korean
        return value

    @model_validator(mode="after")
    def _is_translated_or_not(self) -> Self:
        """Otherwise an English text would grow old and nobody would be told."""
        if self.en and not self.translate:
            raise PydanticCustomError("kb_kept", "not to be translated, and translated")
        return self

    def get(self, lang: str) -> str:
        """The text in a language; the Korean where the English is missing."""
        return (self.en or self.ko) if lang == "en" else self.ko

    def lang(self, lang: str) -> str:
        """The language of what `get` returns."""
        return "ko" if lang == "en" and not self.en else lang


class Reference(str):
    """The id of a record in another file. `target` names the collection of `Facts`."""

    target: ClassVar[str] = ""

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            cls, core_schema.str_schema(pattern=ID_PATTERN)
        )


class SourceRef(Reference):
    target = "sources"


class DomainRef(Reference):
    target = "domains"


class TechnologyRef(Reference):
    target = "technologies"


class CapabilityRef(Reference):
    target = "capabilities"


class AspectRef(Reference):
    target = "aspects"


class EstimateRef(Reference):
    target = "estimates"


class EditionRef(Reference):
    target = "editions"


class VendorRef(Reference):
    target = "vendors"


class TrendRef(Reference):
    target = "trends"


class OutlookRef(Reference):
    target = "outlook"


class RegulationRef(Reference):
    target = "regulations"


class TermRef(Reference):
    target = "glossary"


class AreaRef(Reference):
    target = "areas"


class ChoiceRef(Reference):
    target = "choices"


_YEARS = 1900, 2050
"""What a date here can be of; any other is misspelt."""
_DATE = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


def _date_text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def _checked_date(value: str) -> str:
    match = _DATE.match(value)
    try:
        if match is None:
            raise ValueError(value)
        year, month, day = (int(part) if part else 1 for part in match.groups())
        datetime.date(year, month, day)
    except ValueError:
        raise PydanticCustomError("kb_date", "not a date", {"value": value}) from None
    first, last = _YEARS
    if not first <= year <= last:
        raise PydanticCustomError("kb_year", "no year of ours", {"first": first, "last": last})
    return value


PartialDate = Annotated[str, BeforeValidator(_date_text), AfterValidator(_checked_date)]
"""A date as exact as it is known: `2026`, `2026-04` or `2026-04-22`. Sorts as text."""


class Aliases(Record):
    """Other spellings under which readers look for a thing."""

    ko: tuple[Spelling, ...] = Field(default=(), title="한국어 별칭", examples=[["세이지메이커"]])
    en: tuple[Spelling, ...] = Field(default=(), title="영어 별칭", examples=[["AWS SageMaker"]])


class Named(Record):
    """A thing with a name and, where it needs one, a sentence on it."""

    name: Text = Field(title="이름", examples=[{"ko": "운영", "en": "Operations"}])
    text: Text | None = Field(
        default=None, title="설명", examples=[{"ko": "모델을 서비스한다.", "en": "Serving models."}]
    )


class Statement(Record):
    """One dated statement with its source."""

    date: PartialDate = Field(title="날짜", examples=["2026-04-22"])
    text: Text = Field(title="내용", examples=[{"ko": "이름을 바꿨다.", "en": "Renamed."}])
    source: SourceRef = Field(title="출처", examples=["pythian-2026"])


class Event(Statement):
    """A dated statement that others refer to. `id` is permanent."""

    key: Identifier = Field(alias="id", title="식별자", examples=["renamed-2026"])


class CurrentState(Record):
    """What is so now, as of a date, with the sources it rests on."""

    as_of: PartialDate = Field(title="기준일", examples=["2026-11"])
    text: Text = Field(
        title="내용", examples=[{"ko": "이미 일상이 됐다.", "en": "Routine by now."}]
    )
    sources: tuple[SourceRef, ...] = Field(default=(), title="출처", examples=[["kserve-0-20"]])


class Point(Record):
    """One item of a list of texts; the id keeps its translation when the order changes."""

    key: Identifier = Field(alias="id", title="식별자", examples=["owner-named"])
    text: Text = Field(
        title="내용", examples=[{"ko": "책임자가 있다.", "en": "An owner is named."}]
    )
