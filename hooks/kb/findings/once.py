"""The cause, once: what follows from another mistake is held back until that one is mended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kb.findings.finding import Finding, Note, Severity, ordered

_MOST_NOTES = 5
"""Other places that a finding on something that is nowhere names."""


def without_echoes(found: Iterable[Finding], causes: Iterable[Finding] = ()) -> tuple[Finding, ...]:
    """Findings without those that will go, or be others, when an error is mended.

    causes: errors that are told elsewhere. Held back is a warning at the place of an error, and what
    rests on lines that have one.
    """
    every = tuple(dict.fromkeys(found))
    errors = [one for one in (*every, *causes) if one.severity is Severity.ERROR]
    places = {(one.span.path, one.span.line, one.span.column) for one in errors}
    lines: dict[str, set[int]] = defaultdict(set)
    for one in errors:
        lines[one.span.path].add(one.span.line)

    def is_echo(one: Finding) -> bool:
        here = one.span.path, one.span.line, one.span.column
        if one.severity is Severity.WARNING and here in places:
            return True
        return any(
            part.first <= line <= part.last
            for part in one.rests_on
            for line in lines.get(part.path, ())
        )

    return tuple(one for one in every if not is_echo(one))


def told_once(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in their order, with those that look for one thing which is nowhere as one.

    The first place counts, those in translations last, and notes name the others.
    """
    every = tuple(found)
    groups: dict[str, list[Finding]] = defaultdict(list)
    for one in sorted(ordered(every), key=lambda one: one.span.path.endswith(".en.md")):
        if one.lacking:
            groups[one.lacking].append(one)
    told = {group[0]: _joined(group) for group in groups.values()}
    return tuple(told.get(one, one) for one in every if not one.lacking or one in told)


def _joined(group: Sequence[Finding]) -> Finding:
    first, *others = group
    if not others:
        return first
    more = f" 외 {len(others) - _MOST_NOTES}곳" if len(others) > _MOST_NOTES else ""
    notes = [Note(other.span, "여기서도 찾습니다.") for other in others[:_MOST_NOTES]]
    if more:
        notes[-1] = replace(notes[-1], message=f"여기서도 찾습니다{more}.")
    pages = dict.fromkeys(page for one in group for page in one.pages)
    return replace(first, notes=(*first.notes, *notes), pages=tuple(pages))
