"""Everything that a change means, in one record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.changes import pages, records
from kb.changes.pages import ChangedChart, ChangedWords, Listed, Touched
from kb.changes.records import NEW, Changed, ChangedFigure, ChangedRecord, LevelMove, NewSource
from kb.changes.renamed import renamed, under
from kb.changes.snapshot import Snapshot, Translation, Unit, address_of, taken
from kb.facts.symbols import Datum
from kb.findings.finding import Finding, ordered
from kb.memo import Memo, Reader
from kb.rules.unused import UNUSED_SOURCE
from kb.translation.report import LABELS
from kb.translation.status import Status


@dataclass(frozen=True)
class Translated:
    """A translation that stands otherwise. how: in Korean."""

    name: str
    how: str


@dataclass(frozen=True)
class Report:
    """What a change means, section by section.

    base: the commit that it begins from. files: that differ, hooks and all. vendors, data: other
    records than figures and new sources. drafts: what readers do not see yet. unused: sources that
    lost their last use. words: of prose. lists: what follows in lists. gone, fresh: addresses.
    moved: old addresses with where they lead. worse, better: translations. found, mended: findings.
    is_unknown: whether one of both projects was too broken to be looked through.
    """

    base: str
    files: tuple[str, ...]
    figures: tuple[ChangedFigure, ...]
    moves: tuple[LevelMove, ...]
    following: tuple[Changed, ...]
    vendors: tuple[ChangedRecord, ...]
    data: tuple[ChangedRecord, ...]
    drafts: tuple[ChangedRecord, ...]
    sources: tuple[NewSource, ...]
    unused: tuple[str, ...]
    pages: tuple[Touched, ...]
    words: tuple[ChangedWords, ...]
    lists: tuple[Listed, ...]
    charts: tuple[ChangedChart, ...]
    worse: tuple[Translated, ...]
    better: tuple[Translated, ...]
    gone: tuple[str, ...]
    moved: tuple[tuple[str, str], ...]
    fresh: tuple[str, ...]
    found: tuple[Finding, ...]
    mended: tuple[Finding, ...]
    is_unknown: bool

    @property
    def has_code(self) -> bool:
        """Whether code differs, which both projects are read with as it is now."""
        return any(path.startswith("hooks/") for path in self.files)

    @property
    def listed(self) -> int:
        """How many sentences, rows and entries of lists are others."""
        return sum(len(page.words) for page in self.lists)


def report(memo: Memo, work: Reader, base: str, files: tuple[str, ...]) -> Report:
    """What it means to go on from the files of a memo to others, which it reads in the end.

    work: the other files. base: the commit of the first ones. files: that differ.
    """
    before = taken(memo)
    memo.turn_to(work)
    return _compared(memo, before, taken(memo), base, files)


def _compared(
    memo: Memo, before: Snapshot, after: Snapshot, base: str, files: tuple[str, ...]
) -> Report:
    found, mended = _findings(before, after)
    names = renamed(before, after)
    lost = sorted(_beside(before, after))
    moved = dict(_moved(after, lost))
    fresh = sorted({*_beside(after, before)}.difference(moved.values()))
    before = under(before, names)
    touched = pages.touched(memo, before, after, names)
    figures = records.figures(before, after)
    told = {("figures", figure.key) for figure in figures}
    vendors, data = _others(records.records(before, after, names), told)
    return Report(
        base=base,
        files=files,
        figures=figures,
        moves=records.moves(before, after),
        following=records.differing(before.following, after.following),
        vendors=vendors,
        data=data,
        drafts=records.drafts(before, after),
        sources=records.new_sources(before, after),
        unused=tuple(_unused(before, found)),
        pages=touched,
        words=pages.changed_prose(touched, before, after),
        lists=pages.changed_lists(touched, before, after),
        charts=pages.changed_charts(touched, before, after),
        worse=tuple(_worse(before.translations, after.translations)),
        better=tuple(_better(before.translations, after.translations)),
        gone=tuple(address for address in lost if address not in moved),
        moved=tuple(moved.items()),
        fresh=tuple(fresh),
        found=found,
        mended=mended,
        is_unknown=before.findings is None or after.findings is None,
    )


def _others(
    found: tuple[ChangedRecord, ...], told: Collection[Datum]
) -> tuple[tuple[ChangedRecord, ...], tuple[ChangedRecord, ...]]:
    """The vendors, and what is neither a vendor nor a new source nor told already."""
    return (
        tuple(item for item in found if item.collection == "vendors"),
        tuple(
            item
            for item in found
            if item.collection != "vendors"
            and (item.collection, item.id) not in told
            and (item.collection, item.became) != ("sources", NEW)
        ),
    )


def _beside(some: Snapshot, other: Snapshot) -> Iterator[str]:
    """Addresses that another moment does not have; of a page that it cannot show, nobody knows."""
    shown = {address_of(at) for at in other.pages}
    for address in some.addresses - other.addresses:
        page = address.partition("#")[0] or "/"
        if page in shown or page not in other.addresses:
            yield address


def _moved(after: Snapshot, lost: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Lost addresses with where they lead by now; a moved page takes its sections along."""
    for address in lost:
        whole = f"/{address.removeprefix('en/').lstrip('/')}"
        page, _, section = whole.partition("#")
        new = after.redirects.get(whole)
        if not new and (there := after.redirects.get(page)):
            place = f"{there}#{section}" if section and "#" not in there else there
            new = after.redirects.get(place, place)
        if new:
            yield address, ("en/" if address.startswith("en/") else "") + new.lstrip("/")


def _unused(before: Snapshot, found: tuple[Finding, ...]) -> Iterator[str]:
    """Sources of before that nothing rests on any more."""
    for finding in found:
        datum = finding.datum
        if finding.rule is UNUSED_SOURCE and datum and datum in before.records:
            yield datum[1]


def _findings(before: Snapshot, after: Snapshot) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """What is wrong now and was not, and what was wrong and is no more; lines do not matter."""
    if before.findings is None or after.findings is None:
        return (), ()
    return _beyond(after.findings, before.findings), _beyond(before.findings, after.findings)


def _beyond(some: tuple[Finding, ...], others: tuple[Finding, ...]) -> tuple[Finding, ...]:
    left = Counter(map(_sameness, others))
    found = []
    for finding in ordered(some):
        left[_sameness(finding)] -= 1
        if left[_sameness(finding)] < 0:
            found.append(finding)
    return tuple(found)


def _sameness(finding: Finding) -> tuple[str, str, str]:
    return finding.rule.id, finding.span.path, finding.message


Translations = Mapping[Unit, Translation]


def _worse(before: Translations, after: Translations) -> Iterator[Translated]:
    """What is behind now and was not."""
    for unit, now in after.items():
        was = before.get(unit)
        if now.status.is_due and not (was and was.status.is_due):
            earlier = f" (전에는 {LABELS[was.status]})" if was else ""
            yield Translated(now.name, LABELS[now.status] + earlier)


def _better(before: Translations, after: Translations) -> Iterator[Translated]:
    """What is behind no longer, and what was marked anew for another Korean before it could be."""
    for unit, now in after.items():
        was = before.get(unit)
        if was is None or now.status.is_due:
            continue
        if was.status.is_due or (now.status is Status.FRESH and was.korean != now.korean):
            same = " · 영어는 그대로" if was.english and was.english == now.english else ""
            again = now.status is was.status
            earlier = "다시 표시함" if again else f"전에는 {LABELS[was.status]}"
            yield Translated(now.name, f"{LABELS[now.status]} ({earlier}){same}")
