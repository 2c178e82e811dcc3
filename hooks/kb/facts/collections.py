"""Where the records of each kind live in `data/`, and what they are."""

from __future__ import annotations

from dataclasses import dataclass

from kb.model.base import Named, Record, Text
from kb.model.currency import Currency
from kb.model.market import Driver, Estimate, Figure, Regulation
from kb.model.maturity import Edition, Level, Technology
from kb.model.notes import CollectionNote, Correction, DirectiveNote, SearchWords, Term
from kb.model.published import Release, TableNote
from kb.model.recommendations import KeyFinding, MaturityModel, Stage, Strategy
from kb.model.sources import Source
from kb.model.trends import OutlookItem, Trend
from kb.model.vendors import Aspect, CapabilityKind, Deal, Vendor


@dataclass(frozen=True)
class Collection:
    """Where the records of one kind live.

    name: field of `Facts`. path: pattern below `data/`. one_file_each: a file is one record
    whose id is the file's stem; otherwise a file maps ids to records, in the order of display.
    """

    name: str
    path: str
    model: type[Record]
    one_file_each: bool = False


COLLECTIONS = (
    Collection("sources", "sources/*.yml", Source),
    Collection("words", "words.yml", Text),
    Collection("domains", "domains.yml", Named),
    Collection("capabilities", "capabilities.yml", CapabilityKind),
    Collection("aspects", "aspects.yml", Aspect),
    Collection("levels", "levels.yml", Level),
    Collection("estimates", "market/estimates.yml", Estimate),
    Collection("figures", "figures/*.yml", Figure),
    Collection("drivers", "market/drivers.yml", Driver),
    Collection("regulations", "market/regulations.yml", Regulation),
    Collection("vendors", "vendors/*.yml", Vendor, one_file_each=True),
    Collection("deals", "deals.yml", Deal),
    Collection("technologies", "technologies/*.yml", Technology, one_file_each=True),
    Collection("editions", "maturity/*.yml", Edition, one_file_each=True),
    Collection("trends", "trends.yml", Trend),
    Collection("outlook", "outlook.yml", OutlookItem),
    Collection("findings", "recommendations/findings.yml", KeyFinding),
    Collection("strategies", "recommendations/strategies.yml", Strategy),
    Collection("roadmap", "recommendations/roadmap.yml", Stage),
    Collection("maturity_models", "recommendations/maturity-models.yml", MaturityModel),
    Collection("currency", "currency.yml", Currency),
    Collection("glossary", "glossary/*.yml", Term, one_file_each=True),
    Collection("corrections", "corrections.yml", Correction),
    Collection("search_words", "search.yml", SearchWords),
    Collection("directive_notes", "reference/directives.yml", DirectiveNote),
    Collection("collection_notes", "reference/collections.yml", CollectionNote),
    Collection("table_notes", "reference/tables.yml", TableNote),
    Collection("published", "published.yml", Release),
)

BY_NAME = {collection.name: collection for collection in COLLECTIONS}
