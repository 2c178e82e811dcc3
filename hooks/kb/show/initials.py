"""The A-Z page: titles, terms and their other names by initial, for whoever has no search."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

# The letters of the Hangul index; a doubled consonant stands under the single one.
_LETTERS = tuple(
    [
        "ㄱ",
        "ㄱ",
        "ㄴ",
        "ㄷ",
        "ㄷ",
        "ㄹ",
        "ㅁ",
        "ㅂ",
        "ㅂ",
        "ㅅ",
        "ㅅ",
        "ㅇ",
        "ㅈ",
        "ㅈ",
        "ㅊ",
        "ㅋ",
        "ㅌ",
        "ㅍ",
        "ㅎ",
    ]
)
_NAMES = dict(
    zip(
        ["ㄱ", "ㄴ", "ㄷ", "ㄹ", "ㅁ", "ㅂ", "ㅅ", "ㅇ", "ㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ"],
        [
            "giyeok",
            "nieun",
            "digeut",
            "rieul",
            "mieum",
            "bieup",
            "siot",
            "ieung",
            "jieut",
            "chieut",
            "kieuk",
            "tieut",
            "pieup",
            "hieut",
        ],
        strict=True,
    )
)
REST = "0–9"


@dataclass(frozen=True)
class IndexLine:
    """A line of the page.

    text: a title, a term, or another name. address: where it leads, from the root of the site.
    stands_for: of another name, the title or term that it leads to.
    """

    text: str
    address: str
    stands_for: str | None = None


@dataclass(frozen=True)
class Group:
    """The entries under one initial. id: for the heading, ASCII."""

    initial: str
    id: str
    entries: tuple[IndexLine, ...]


def grouped(entries: Iterable[IndexLine], lang: str) -> tuple[Group, ...]:
    """`entries` by initial, each once; initials of the page's language first, digits last.

    lang: `ko` puts ㄱ-ㅎ before A-Z, any other A-Z before ㄱ-ㅎ.
    """
    by_initial: dict[str, list[IndexLine]] = {}
    for entry in sorted(dict.fromkeys(entries), key=_order):
        by_initial.setdefault(initial_of(entry.text), []).append(entry)
    return tuple(
        Group(initial, _id(initial), tuple(by_initial[initial]))
        for initial in sorted(by_initial, key=lambda initial: _rank(initial, lang))
    )


def initial_of(text: str) -> str:
    """The letter that `text` stands under: ㄱ-ㅎ, A-Z, or 0–9 for all else."""
    first = next((char for char in unicodedata.normalize("NFC", text) if char.isalnum()), "")
    if "가" <= first <= "힣":
        return _LETTERS[(ord(first) - ord("가")) // 588]
    letter = unicodedata.normalize("NFD", first)[:1].upper()
    return letter if "A" <= letter <= "Z" else REST


def _order(entry: IndexLine) -> tuple[str, str, str]:
    return (unicodedata.normalize("NFC", entry.text).casefold(), entry.text, entry.address)


def _rank(initial: str, lang: str) -> tuple[int, str]:
    scripts = ["hangul", "latin"] if lang == "ko" else ["latin", "hangul"]
    script = "hangul" if initial in _NAMES else "latin"
    return (2 if initial == REST else scripts.index(script), initial)


def _id(initial: str) -> str:
    return "digits" if initial == REST else _NAMES.get(initial, initial.lower())
