"""A new edition: the text of the one before as a draft, its layout and comments as they are."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from kb.facts.load import files_of
from kb.memo import Memo, text
from kb.skeletons.kinds import SkeletonError

_SCHEMA = "# yaml-language-server: $schema=../schema/editions.json\n"
_FIRST = "assessments: {}\n"
_OWN = ("draft", "as_of", "source", "reviewed", "review_by")
"""What an edition says of itself; the rest is carried."""


def edition_before(memo: Memo, id: str) -> str | None:
    """The file of the latest edition before an id; None for the first."""
    stems = {
        path.rpartition("/")[2].removesuffix(".yml"): path for path in files_of(memo, "editions")
    }
    earlier = [stem for stem in sorted(stems) if stem < id]
    return stems[earlier[-1]] if earlier else None


def edition_text(memo: Memo, id: str, today: str) -> str:
    """The text of a new edition. Raises SkeletonError where the one before cannot be read.

    The reasons of moves are left out: they tell of the edition before.
    """
    path = edition_before(memo, id)
    carried = (text(memo, path) or "") if path else _FIRST
    own = f'draft: true   # 이 줄을 지우면 보인다\nas_of: "{id}"\nreviewed: {today}\n'
    try:
        root = yaml.compose(carried, Loader=yaml.CSafeLoader)
        cut, at = _without(carried, root)
    except (yaml.YAMLError, AttributeError, LookupError, TypeError, ValueError):
        raise SkeletonError(f"직전 판 {path}을(를) 읽을 수 없다. 먼저: make check") from None
    head = "" if carried.startswith("# yaml-language-server:") else _SCHEMA
    return head + cut[:at] + own + cut[at:]


def _without(carried: str, root: yaml.MappingNode) -> tuple[str, int]:
    """A text without what its edition says of itself and without moves, and where the former was."""
    fields = {key.value: (key, value) for key, value in root.value}
    own = [fields[name] for name in _OWN if name in fields]
    spans = [_lines(carried, key, value) for key, value in own]
    at = min((start for start, _ in spans), default=fields["assessments"][0].start_mark.index)
    for _, assessment in fields["assessments"][1].value:
        spans += _moves(carried, assessment)
    for start, end in sorted(spans, reverse=True):
        carried = carried[:start] + carried[end:]
    return carried, at


def _moves(carried: str, assessment: yaml.MappingNode) -> Iterator[tuple[int, int]]:
    """Where the reason of a move stands, as offsets."""
    pairs = assessment.value
    for number, (key, value) in enumerate(pairs):
        if key.value != "move":
            continue
        if not assessment.flow_style:
            yield _lines(carried, key, value)
        elif number + 1 < len(pairs):
            yield key.start_mark.index, pairs[number + 1][0].start_mark.index
        else:
            yield pairs[number - 1][1].end_mark.index, value.end_mark.index


def _lines(carried: str, key: yaml.Node, value: yaml.Node) -> tuple[int, int]:
    """The whole lines of a field."""
    last = value
    while isinstance(last, yaml.CollectionNode) and last.value and not last.flow_style:
        tail = last.value[-1]
        last = tail[1] if isinstance(tail, tuple) else tail
    start = carried.rfind("\n", 0, key.start_mark.index) + 1
    end = carried.find("\n", max(last.end_mark.index - 1, key.end_mark.index))
    return start, len(carried) if end < 0 else end + 1
