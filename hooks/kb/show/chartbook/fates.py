"""The chart of what became of vendors."""

from __future__ import annotations

from collections.abc import Sequence

from kb.charts import lanes
from kb.charts.markup import Chart
from kb.charts.table import Table
from kb.facts.fates import FATES, Fate, Turn, turns
from kb.model.base import Text
from kb.model.vendors import Vendor
from kb.project import has_page
from kb.show import numbers
from kb.show.chartbook.named import Choice, NamedChart, day_of_data, some, words
from kb.show.directive import Context

_SINCE = 2023
_CLAIMS = "claims/events"
_LAW = "law"
_LOOKS = {
    "ended": lanes.Look("cross", "initial"),
    "bought": lanes.Look("diamond", "c1"),
    "relicensed": lanes.Look("square", "c3"),
    "renamed": lanes.Look("up", "c2"),
    _LAW: lanes.Look("full", "c6"),
}
_TITLE = Text(
    ko="{since}년 뒤로 벤더 {all}곳 가운데 {bought}곳의 주인이 바뀌었고 {ended}곳이 끝났다",
    en="Since {since}, {bought} of {all} vendors have changed hands and {ended} ended",
)
_FINDING = Text(
    ko="{fate}({count}곳): {names}.",
    en="{fate} ({count}): {names}.",
)
_FOLDED = Text(
    ko="그런 일이 없던 {count}곳은 그리지 않았다.",
    en="{count} vendors to which none of this happened are not drawn.",
)


def vendor_fates(context: Context, choice: Choice) -> Chart:
    """Each vendor to which something happened as a lane, by what became of it."""
    facts = context.project.facts
    found = some(turns(facts, str(_SINCE)), "벤더의 사건이")
    as_of = day_of_data(context)
    by_fate = _by_fate(found)
    counts = {fate: len(vendors) for fate, vendors in by_fate.items()}
    drawn = {vendor.id for vendors in by_fate.values() for vendor in vendors}
    heads = words(context, "chart-vendor", "chart-date", "chart-event", "chart-kind", "chart-today")
    shown = lanes.Lanes(
        groups=tuple(_group(context, fate, vendors, found) for fate, vendors in by_fate.items()),
        looks=_LOOKS,
        years=(_SINCE, int(as_of[:4]) + 1),
        as_of=as_of,
        above=(context.templates.word("fates-laws"), tuple(_laws(context, int(as_of[:4]) + 1))),
        folded=context.say(_FOLDED, count=len(facts.vendors) - len(drawn)),
        key=tuple(_key(context, found)),
    )
    as_of_text = context.templates.word("as-of", date=numbers.date(as_of, context.lang))
    return Chart.of_drawing(
        lanes.lanes(shown, heads | {"as_of": as_of_text}, _table(context, found, heads)),
        id="vendor-fates",
        lang=context.lang,
        title=context.say(
            _TITLE,
            since=_SINCE,
            all=len(facts.vendors),
            bought=len(
                {turn.vendor.id for turn in found if turn.fate == "bought" and turn.is_whole}
            ),
            ended=counts.get("ended", 0),
        ),
        finding=_finding(context, by_fate),
        sources=(),
    )


def _by_fate(found: Sequence[Turn]) -> dict[str, list[Vendor]]:
    """Vendors by the gravest that became of all of them, and last those of which only a part or
    nothing final is told; in each by when it came.
    """
    grouped: dict[str, list[Vendor]] = {}
    for fate in (*FATES, "part"):
        placed = {vendor.id for vendors in grouped.values() for vendor in vendors}
        same = {
            turn.vendor.id: turn.vendor
            for turn in found
            if turn.vendor.id not in placed
            and (fate == "part" or (turn.fate == fate and turn.is_whole))
        }
        if same:
            grouped[fate] = list(same.values())
    return grouped


def _group(
    context: Context, fate: str, vendors: Sequence[Vendor], found: Sequence[Turn]
) -> lanes.Group:
    name = context.templates.word(f"fate-{fate}")
    return lanes.Group(
        f"{name} {len(vendors)}",
        tuple(
            _lane(
                context,
                vendor,
                [(at, turn) for at, turn in enumerate(found) if turn.vendor.id == vendor.id],
            )
            for vendor in vendors
        ),
    )


def _lane(context: Context, vendor: Vendor, numbered: Sequence[tuple[int, Turn]]) -> lanes.Lane:
    own = [turn for _, turn in numbered]
    began = [event.date for event in vendor.events if event.type in ("founded", "launched")]
    start = min(began, default="")
    return lanes.Lane(
        name=vendor.product.name,
        address=context.page_for("vendors", vendor.id) or "",
        marks=tuple(_mark(context, turn, row) for row, turn in numbered),
        start=start if start >= str(_SINCE) else "",
        end=_first(own, "ended"),
        changed=_first(own, "bought"),
    )


def _first(own: Sequence[Turn], fate: Fate) -> str:
    """When something became of all of a vendor, by its deal where there is one; else empty."""
    whole = [turn for turn in own if turn.fate == fate and turn.is_whole]
    dates = [turn.deal.date for turn in whole if turn.deal] or [turn.event.date for turn in whole]
    return dates[0] if dates else ""


def _mark(context: Context, turn: Turn, row: int) -> lanes.Mark:
    vendor, event = turn.vendor, turn.event
    said = [event.date, context.templates.word(f"fate-{turn.fate}")]
    if not turn.is_whole:
        said.append(context.templates.word("fate-part"))
    claim = f"vendors.{vendor.id}.{event.key}"
    is_claimed = has_page(context.memo, _CLAIMS)
    return lanes.Mark(
        date=event.date,
        kind=turn.fate,
        title=f"{vendor.product.name}: {', '.join(said)}",
        rows=(row,),
        address=(
            context.url(_CLAIMS, claim)
            if is_claimed
            else context.page_for("vendors", vendor.id) or ""
        ),
        hollow=not turn.is_whole,
        label=_label(context, turn),
    )


def _label(context: Context, turn: Turn) -> str:
    """Who bought it, or what it was called before."""
    former = turn.vendor.product.former
    if turn.fate == "bought" and turn.deal:
        return context.tr(turn.deal.buyer)
    if turn.fate == "renamed" and former:
        return context.templates.word("fate-former", name=former[-1].name)
    return ""


def _laws(context: Context, last: int) -> list[lanes.Mark]:
    """The dates of laws within the years that are shown."""
    return [
        lanes.Mark(
            date=event.date,
            kind=_LAW,
            title=f"{context.tr(law.name)}: {event.date}",
            address=context.page_for("regulations", law.id) or "",
        )
        for law in context.project.facts.regulations.values()
        for event in law.events
        if str(_SINCE) <= event.date[:4] <= str(last)
    ]


def _key(context: Context, found: Sequence[Turn]) -> list[tuple[str, bool, str]]:
    """What the marks mean, as far as they occur."""
    word = context.templates.word
    kinds = {turn.fate for turn in found}
    hollow = next((turn.fate for turn in found if not turn.is_whole), None)
    return [
        *((fate, False, word(f"fate-{fate}")) for fate in FATES if fate in kinds),
        *([(hollow, True, word("fate-part"))] if hollow else []),
    ]


def _finding(context: Context, by_fate: dict[str, list[Vendor]]) -> str:
    return " ".join(
        context.say(
            _FINDING,
            fate=context.templates.word(f"fate-{fate}"),
            count=len(vendors),
            names=", ".join(vendor.product.name for vendor in vendors),
        )
        for fate, vendors in by_fate.items()
    )


def _table(context: Context, found: Sequence[Turn], heads: dict[str, str]) -> Table:
    """Every turn, oldest first, as marks count them."""
    return Table(
        columns=(heads["vendor"], heads["date"], heads["kind"], heads["event"]),
        rows=tuple(
            (
                turn.vendor.product.name,
                turn.event.date,
                context.templates.word(f"fate-{turn.fate}"),
                context.tr(turn.event.text),
            )
            for turn in found
        ),
    )


CHARTS = {"vendor-fates": NamedChart(vendor_fates, "vendors")}
