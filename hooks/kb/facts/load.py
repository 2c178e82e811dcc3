"""All facts of `data/`, loaded and typed, each with its place in a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from kb.findings.finding import Finding, Severity
from kb.model.base import Identifier, Named, Origin, Record, Text, attach
from kb.model.explain import explain
from kb.model.market import Driver, Estimate, Figure, Regulation
from kb.model.maturity import Edition, Level, Technology
from kb.model.notes import CollectionNote, Correction, DirectiveNote, SearchWords, Term
from kb.model.recommendations import KeyFinding, MaturityModel, Stage, Strategy
from kb.model.sources import Source
from kb.model.trends import OutlookItem, Trend
from kb.model.vendors import Vendor
from kb.read import yamlfile
from kb.read.yamlfile import Mistake, YamlFile
from kb.text import Place


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
    Collection("capabilities", "capabilities.yml", Named),
    Collection("levels", "levels.yml", Level),
    Collection("estimates", "market/estimates.yml", Estimate),
    Collection("figures", "figures/*.yml", Figure),
    Collection("drivers", "market/drivers.yml", Driver),
    Collection("regulations", "market/regulations.yml", Regulation),
    Collection("vendors", "vendors/*.yml", Vendor, one_file_each=True),
    Collection("technologies", "technologies/*.yml", Technology, one_file_each=True),
    Collection("editions", "maturity/*.yml", Edition, one_file_each=True),
    Collection("trends", "trends.yml", Trend),
    Collection("outlook", "outlook.yml", OutlookItem),
    Collection("findings", "recommendations/findings.yml", KeyFinding),
    Collection("strategies", "recommendations/strategies.yml", Strategy),
    Collection("roadmap", "recommendations/roadmap.yml", Stage),
    Collection("maturity_models", "recommendations/maturity-models.yml", MaturityModel),
    Collection("glossary", "glossary/*.yml", Term, one_file_each=True),
    Collection("corrections", "corrections.yml", Correction),
    Collection("search_words", "search.yml", SearchWords),
    Collection("directive_notes", "reference/directives.yml", DirectiveNote),
    Collection("collection_notes", "reference/collections.yml", CollectionNote),
)


@dataclass(frozen=True, eq=False)
class Facts:
    """Every record by collection and id, in the order of the files."""

    sources: Mapping[str, Source] = field(default_factory=dict)
    words: Mapping[str, Text] = field(default_factory=dict)
    domains: Mapping[str, Named] = field(default_factory=dict)
    capabilities: Mapping[str, Named] = field(default_factory=dict)
    levels: Mapping[str, Level] = field(default_factory=dict)
    estimates: Mapping[str, Estimate] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    drivers: Mapping[str, Driver] = field(default_factory=dict)
    regulations: Mapping[str, Regulation] = field(default_factory=dict)
    vendors: Mapping[str, Vendor] = field(default_factory=dict)
    technologies: Mapping[str, Technology] = field(default_factory=dict)
    editions: Mapping[str, Edition] = field(default_factory=dict)
    trends: Mapping[str, Trend] = field(default_factory=dict)
    outlook: Mapping[str, OutlookItem] = field(default_factory=dict)
    findings: Mapping[str, KeyFinding] = field(default_factory=dict)
    strategies: Mapping[str, Strategy] = field(default_factory=dict)
    roadmap: Mapping[str, Stage] = field(default_factory=dict)
    maturity_models: Mapping[str, MaturityModel] = field(default_factory=dict)
    glossary: Mapping[str, Term] = field(default_factory=dict)
    corrections: Mapping[str, Correction] = field(default_factory=dict)
    search_words: Mapping[str, SearchWords] = field(default_factory=dict)
    directive_notes: Mapping[str, DirectiveNote] = field(default_factory=dict)
    collection_notes: Mapping[str, CollectionNote] = field(default_factory=dict)
    files: tuple[YamlFile, ...] = ()
    unread: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Ids by collection that stand in a file but could not be read; `*` for all of a file."""

    def collection(self, name: str) -> Mapping[str, Any]:
        """One collection by its name. Raises AttributeError for an unknown one."""
        return getattr(self, name)  # type: ignore[no-any-return]

    def records(self) -> Iterator[tuple[str, Record]]:
        """Every record with the name of its collection."""
        for collection in COLLECTIONS:
            for record in self.collection(collection.name).values():
                yield collection.name, record


def load(root: Path) -> tuple[Facts, list[Finding]]:
    """Read `root/data`.

    root: the project's folder. Returns the records that hold, and a finding for each mistake;
    a record with a mistake is left out, so that the rest can still be checked.
    """
    loader = _Loader(root)
    content = {collection.name: loader.collection(collection) for collection in COLLECTIONS}
    loader.refuse_strangers()
    unread = {name: frozenset(ids) for name, ids in loader.unread.items()}
    return Facts(**content, files=tuple(loader.files), unread=unread), loader.findings


class _Loader:
    """Collects the findings of all files while the records are read."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.data = root / "data"
        self.files: list[YamlFile] = []
        self.findings: list[Finding] = []
        self.unread: dict[str, set[str]] = defaultdict(set)

    def collection(self, collection: Collection) -> dict[str, Any]:
        records: dict[str, Any] = {}
        for path in sorted(self.data.glob(collection.path)):
            file = self._read(path)
            if file is None:
                self.unread[collection.name].add(path.stem if collection.one_file_each else "*")
            elif collection.one_file_each:
                self._record(collection, file, (), path.stem, file.value, records)
            elif not self._is_map(file):
                self.unread[collection.name].add("*")
            else:
                for key, value in file.value.items():
                    self._record(collection, file, (key,), key, value, records)
        return records

    def refuse_strangers(self) -> None:
        """Tell of files that no collection reads: a misspelt name would be silently lost."""
        known = {file.path for file in self.files}
        broken = {finding.path for finding in self.findings}
        paths = [*self.data.rglob("*.yml"), *self.data.rglob("*.yaml")]
        for path in sorted(paths):
            name = path.relative_to(self.root).as_posix()
            if name not in known | broken:
                self._add(
                    name,
                    Mistake(
                        Place(1, 1),
                        "data/unknown-file",
                        "이 파일을 읽는 곳이 없습니다.",
                        f"쓸 수 있는 자리: {', '.join(c.path for c in COLLECTIONS)}",
                    ),
                )

    def _read(self, path: Path) -> YamlFile | None:
        name = path.relative_to(self.root).as_posix()
        file, mistakes = yamlfile.parse(path.read_text("utf-8"), name)
        for mistake in mistakes:
            self._add(name, mistake)
        if file is not None:
            self.files.append(file)
        return file

    def _is_map(self, file: YamlFile) -> bool:
        if isinstance(file.value, dict):
            return True
        if file.value is not None:
            mistake = Mistake(
                Place(1, 1), "schema/type", "식별자를 키로 하는 묶음이어야 합니다.", None
            )
            self._add(file.path, mistake)
        return False

    def _record(
        self,
        collection: Collection,
        file: YamlFile,
        loc: yamlfile.Loc,
        key: str,
        value: Any,
        into: dict[str, Any],
    ) -> None:
        try:
            _IDENTIFIER.validate_python(key)
            record = collection.model.model_validate({} if value is None else value)
        except ValidationError as error:
            self.unread[collection.name].add(key)
            for mistake in explain(error, collection.model, file, loc):
                self._add(file.path, mistake)
            return
        if key in into:
            self._add(file.path, _given_twice(file.place(loc, key=True), into[key]))
            return
        attach(record, Origin(file, loc, key))
        into[key] = record

    def _add(self, path: str, mistake: Mistake) -> None:
        self.findings.append(
            Finding(
                path,
                mistake.place.line,
                mistake.place.column,
                Severity.ERROR,
                mistake.rule,
                mistake.message,
                mistake.hint,
            )
        )


_IDENTIFIER: TypeAdapter[str] = TypeAdapter(Identifier)


def _given_twice(place: Place, first: Record) -> Mistake:
    origin = first.origin
    return Mistake(
        place,
        "data/duplicate-id",
        f"'{origin.id}' 식별자가 다른 파일에 이미 있습니다.",
        f"처음 쓴 곳: {origin.file.path}:{first.place(key=True).line}. 다른 식별자를 쓰십시오.",
    )
