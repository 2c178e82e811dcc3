"""What is published: every table with its columns. Names of both are permanent.

A table has a row for each record of a collection, or for each thing inside of its records. A
column names the way to its values from there; types, labels, choices and what it refers to follow
from the models. A text for readers becomes two columns, `_ko` and `_en`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """What stands in one column.

    way: from `record`, from `item` (what the row is about) or from `keys` (the keys, names or
    places under which the item stands in the record); through a reference it goes on in the record
    that is meant. unit: of a number that has the same one in every row.
    """

    name: str
    way: str = ""
    unit: str = ""

    @property
    def steps(self) -> tuple[str, ...]:
        return tuple((self.way or f"item.{self.name}").split("."))


@dataclass(frozen=True)
class Table:
    """One table. key: the columns that tell its rows apart.

    each: the way from a record to what has a row of its own, a step for each list or map; fields
    that stand side by side are parted by `|`. Empty where it is the record.
    """

    name: str
    collection: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    each: tuple[str, ...] = ()


def _named(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names)


def _proof(way: str = "item.source") -> tuple[Column, ...]:
    """What a row rests on. way: to its source."""
    return (
        Column("source", way),
        Column("source_url", f"{way}.url"),
        Column("grade", f"{way}.quality"),
        Column("accessed", f"{way}.accessed"),
    )


_ID = Column("id", "record.id")
_OWN_ID = Column("id", "item.key")
_PLACE = Column("place", "keys.0")
_NOW = (Column("now_as_of", "item.now.as_of"), Column("now", "item.now.text"))


def _whole(name: str, collection: str, *columns: Column) -> Table:
    return Table(name, collection, ("id",), (_ID, *columns))


def _sources(of: str, collection: str, way: str) -> Table:
    """The sources of each record, where it may have several."""
    columns = (Column(of, "record.id"), _PLACE, *_proof("item"))
    return Table(f"{of}-sources", collection, (of, "place"), columns, (way,))


def _aliases(of: str, collection: str) -> Table:
    columns = (
        Column(of, "record.id"),
        Column("language", "keys.0"),
        Column("place", "keys.1"),
        Column("alias", "item"),
    )
    return Table(
        f"{of}-aliases",
        collection,
        (of, "language", "place"),
        columns,
        ("aliases.ko|aliases.en",),
    )


def _others(of: str, collection: str, way: str, name: str) -> Table:
    """The records that each record refers to."""
    columns = (Column(of, "record.id"), _PLACE, Column(name, "item"))
    table = f"{of}-{way.rpartition('.')[2]}"
    return Table(table, collection, (of, "place"), columns, (way,))


_MARKET = (
    Table(
        "estimates",
        "estimates",
        ("id", "year"),
        (
            _ID,
            Column("publisher", "record.publisher"),
            Column("scope", "record.scope"),
            Column("as_of", "record.as_of"),
            Column("kind", "keys.0"),
            Column("year"),
            Column("value_usd", "item.usd", "USD"),
            Column("rounding_usd", "item.usd.half_step", "USD"),
            Column("use", "record.use"),
            Column("superseded_by", "record.superseded_by"),
            *_proof("record.source"),
            Column("note", "record.note"),
        ),
        ("base|target",),
    ),
    Table(
        "estimate-growth",
        "estimates",
        ("estimate",),
        (
            Column("estimate", "record.id"),
            Column("from_year"),
            Column("to_year"),
            Column("percent_a_year", "item.percent", "percent"),
            Column("rounding_percent", "item.percent.half_step", "percent"),
            *_proof("record.source"),
        ),
        ("stated_cagr",),
    ),
    _whole(
        "figures",
        "figures",
        *_named("label", "value"),
        Column("rounding", "item.value.half_step"),
        *_named("unit", "as_of", "topic", "region", "sample"),
        *_proof(),
        *_named("measure", "asked_by", "firm_size", "item", "year"),
    ),
    _whole("drivers", "drivers", *_named("name", "text"), *_proof(), *_NOW),
    _sources("driver", "drivers", "now.sources"),
    _whole(
        "regulations",
        "regulations",
        *_named("name", "text", "jurisdiction", "citation", "mlops"),
    ),
    Table(
        "regulation-duties",
        "regulations",
        ("regulation", "id"),
        (
            Column("regulation", "record.id"),
            _OWN_ID,
            Column("text"),
            _PLACE,
            *_named("name", "limit", "applies", "artefact"),
        ),
        ("duties",),
    ),
    Table(
        "regulation-duty-sources",
        "regulations",
        ("regulation", "duty_place", "place"),
        (
            Column("regulation", "record.id"),
            Column("duty_place", "keys.0"),
            Column("place", "keys.1"),
            *_proof("item"),
        ),
        ("duties", "sources"),
    ),
    Table(
        "regulation-duty-conditions",
        "regulations",
        ("regulation", "duty_place", "place"),
        (
            Column("regulation", "record.id"),
            Column("duty_place", "keys.0"),
            Column("place", "keys.1"),
            Column("condition", "item"),
            Column("condition_name", "item.name"),
        ),
        ("duties", "when"),
    ),
    Table(
        "regulation-events",
        "regulations",
        ("regulation", "id"),
        (Column("regulation", "record.id"), _OWN_ID, *_named("date", "text"), *_proof()),
        ("events",),
    ),
)

_AREAS = (_whole("high-impact-areas", "areas", *_named("item", "name", "text"), *_proof()),)

_VENDOR = Column("vendor", "record.id")
_VENDORS = (
    _whole(
        "vendors",
        "vendors",
        Column("company"),
        Column("product", "item.product.name"),
        *_named("summary", "kind", "country"),
        Column("licence", "item.licence.spdx"),
        Column("open_source", "item.licence.open_source"),
        Column("licence_note", "item.licence.note"),
        Column("licence_source", "item.licence.source"),
        Column("status", "item.status.value"),
        Column("status_since", "item.status.since"),
        Column("status_source", "item.status.source"),
        *_named("suits", "does_not_suit"),
    ),
    Table(
        "vendor-briefs",
        "vendors",
        ("vendor",),
        (
            _VENDOR,
            *_named("group", "feature", "strength", "innovation", "differentiator"),
            *_proof(),
        ),
        ("brief",),
    ),
    Table(
        "vendor-capabilities",
        "vendors",
        ("vendor", "capability"),
        (_VENDOR, Column("capability", "keys.0"), *_named("value", "note", "as_of"), *_proof()),
        ("capabilities",),
    ),
    Table(
        "vendor-answers",
        "vendors",
        ("vendor", "aspect"),
        (_VENDOR, Column("aspect", "keys.0"), *_named("value", "text", "as_of"), *_proof()),
        ("answers",),
    ),
    Table(
        "vendor-events",
        "vendors",
        ("vendor", "id"),
        (_VENDOR, _OWN_ID, *_named("date", "type", "text"), *_proof()),
        ("events",),
    ),
    Table(
        "vendor-former-names",
        "vendors",
        ("vendor", "place"),
        (_VENDOR, _PLACE, *_named("name", "until")),
        ("product.former",),
    ),
    Table(
        "vendor-deployment",
        "vendors",
        ("vendor", "place"),
        (_VENDOR, _PLACE, Column("deployment", "item")),
        ("deployment",),
    ),
    _aliases("vendor", "vendors"),
    _whole("capabilities", "capabilities", *_named("name", "text")),
    _others("capability", "capabilities", "technologies", "technology"),
    _whole("aspects", "aspects", *_named("name", "text")),
    _whole(
        "deals",
        "deals",
        *_named("date", "bought", "vendor", "buyer", "buyer_vendor", "buyer_kind", "did", "state"),
        Column("value_usd", "item.usd", "USD"),
        Column("note"),
        *_proof(),
    ),
)

_MATURITY = (
    _whole("technologies", "technologies", *_named("name", "text", "domain")),
    _others("technology", "technologies", "related", "related"),
    _aliases("technology", "technologies"),
    _whole("domains", "domains", *_named("name", "text")),
    _whole("levels", "levels", *_named("name", "text", "criteria")),
    _whole("editions", "editions", *_named("as_of", "reviewed", "review_by"), *_proof()),
    Table(
        "assessments",
        "editions",
        ("edition", "technology"),
        (
            Column("edition", "record.id"),
            Column("technology", "keys.0"),
            *_named("level", "trend", "watch", "challenge", "rationale", "move"),
        ),
        ("assessments",),
    ),
    Table(
        "assessment-evidence",
        "editions",
        ("edition", "technology", "place"),
        (
            Column("edition", "record.id"),
            Column("technology", "keys.0"),
            Column("place", "keys.1"),
            *_named("date", "text"),
            *_proof(),
        ),
        ("assessments", "evidence"),
    ),
)

_TRENDS = (
    _whole("trends", "trends", *_named("name", "text", "label"), *_proof(), *_NOW),
    Table(
        "trend-elements",
        "trends",
        ("trend", "id"),
        (Column("trend", "record.id"), _OWN_ID, Column("text")),
        ("elements",),
    ),
    _others("trend", "trends", "technologies", "technology"),
    _sources("trend", "trends", "now.sources"),
    _whole(
        "outlook",
        "outlook",
        *_named("name", "text"),
        Column("horizon", unit="year"),
        Column("technology"),
        *_proof(),
        *_NOW,
        *_named("confirms", "refutes"),
    ),
    _sources("outlook", "outlook", "now.sources"),
    Table(
        "outlook-states",
        "outlook",
        ("outlook", "edition"),
        (
            Column("outlook", "record.id"),
            Column("edition", "keys.0"),
            *_named("verdict", "text"),
        ),
        ("states",),
    ),
)

_ADVICE = (
    _whole("findings", "findings", *_named("name", "text"), *_proof(), *_NOW),
    _sources("finding", "findings", "now.sources"),
    _whole("strategies", "strategies", *_named("name", "text", "advice"), *_proof()),
    _whole("roadmap", "roadmap", *_named("name", "text"), *_proof()),
    Table(
        "roadmap-months",
        "roadmap",
        ("stage", "month"),
        (Column("stage", "record.id"), Column("month", "item")),
        ("months",),
    ),
    Table(
        "roadmap-points",
        "roadmap",
        ("stage", "kind", "id"),
        (
            Column("stage", "record.id"),
            Column("kind", "keys.0"),
            Column("place", "keys.1"),
            _OWN_ID,
            Column("text"),
        ),
        ("entry|work|exit",),
    ),
    _whole("maturity-models", "maturity_models", *_named("name", "text", "publisher"), *_proof()),
    Table(
        "maturity-model-levels",
        "maturity_models",
        ("model", "level"),
        (Column("model", "record.id"), *_named("level", "name")),
        ("levels",),
    ),
)

_WORDS = (
    _whole("glossary", "glossary", *_named("term", "definition"), *_proof()),
    _aliases("term", "glossary"),
    _others("term", "glossary", "related", "related"),
    _whole(
        "corrections", "corrections", *_named("of", "date", "said", "text", "assessment", "ours")
    ),
    _sources("correction", "corrections", "sources"),
    _whole(
        "sources",
        "sources",
        *_named("kind", "title", "publisher", "published", "url", "accessed"),
        Column("grade", "item.quality"),
        *_named("quoted_by", "locator"),
    ),
)

TABLES = (*_MARKET, *_AREAS, *_VENDORS, *_MATURITY, *_TRENDS, *_ADVICE, *_WORDS)

UNPUBLISHED = frozenset({"editions.draft", "glossary.forbidden"})
"""Fields of public collections that only writers need."""
