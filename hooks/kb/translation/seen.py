"""What a translator has been shown, and so may mark as done.

The command that shows an item notes which Korean and which English it showed. The note stands in
`.cache/`, so it is of this machine alone: in a fresh clone nobody has seen anything yet.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kb.store import write_whole
from kb.translation.report import Item
from kb.translation.status import Status, has_draft, has_hangul, has_korean_comment

FILE = "translation/seen.json"


@dataclass(frozen=True)
class Seen:
    """What was shown of an item. korean: its pin. english: its digest."""

    korean: str
    english: str


def read_seen(store: Path) -> dict[str, Seen]:
    """What was shown, by the names of items; nothing where there is no note that can be read."""
    try:
        noted = json.loads((store / FILE).read_text("utf-8"))
        return {name: Seen(korean, english) for name, (korean, english) in noted.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def note_seen(store: Path, shown: Iterable[Item]) -> None:
    """Note that these items were shown. An item shown again keeps the English of the first time."""
    seen = read_seen(store)
    for item in shown:
        before = seen.get(item.name)
        if before is None or before.korean != item.current:
            seen[item.name] = Seen(item.current, item.digest)
    _write(store, seen)


def forget(store: Path, names: Iterable[str]) -> None:
    """Take out what is done with."""
    gone = set(names)
    _write(store, {name: seen for name, seen in read_seen(store).items() if name not in gone})


def obstacle(item: Item, seen: Mapping[str, Seen], *, same: bool) -> str:
    """Why an item may not be marked as done, in Korean; empty where it may.

    same: the translator says that its English needs no change.
    """
    shown, english = seen.get(item.name), item.english or ""
    if has_draft(english):
        return "기계가 쓴 초안이 주석으로 남아 있다"
    if item.status is Status.MISSING:
        return "영어가 없다"
    if has_korean_comment(english):
        return "옮길 한국어가 주석으로 남아 있다"
    if english.strip() == item.korean.strip() and has_hangul(english):
        return "영어가 한국어 그대로다"
    if has_hangul(item.title) and english.partition("\n")[0] == item.title:
        return "제목이 한국어 그대로다"
    if shown is None:
        return "보지 않았다"
    if shown.korean != item.current:
        return "본 뒤에 한국어가 또 바뀌었다"
    if not same and is_untouched(item, shown):
        return UNTOUCHED
    return ""


UNTOUCHED = "한국어가 바뀌었는데 영어는 그대로다"


def is_untouched(item: Item, shown: Seen) -> bool:
    """Whether a translation is what it was when its Korean went on: by git, or else by what was shown
    first. What never was marked cannot be.
    """
    if item.pinned is None:
        return False
    if item.before.english is not None:
        return (item.english or "").strip() == item.before.english.strip()
    return item.digest == shown.english


def _write(store: Path, seen: Mapping[str, Seen]) -> None:
    noted = {name: [seen[name].korean, seen[name].english] for name in sorted(seen)}
    write_whole(store / FILE, json.dumps(noted, ensure_ascii=False, indent=1).encode())
