"""Text widths that every machine agrees on.

A picture's layout depends on how wide its labels are, and renderers ask the fonts of the machine
they run on. Pictures of ours are laid out with a few classes of characters, each as wide as in
common Korean and Latin interface fonts. Readers see their own fonts in the same places.
"""

from __future__ import annotations

FAMILY = "KB Metrics"
_EM = 1000
_OTHER = 600
_HANGUL = 920
_FULL = 1000

# Width of a character in thousandths of its size; the means of Noto Sans KR, Malgun Gothic,
# Apple SD Gothic Neo and Segoe UI, rounded up so that real text seldom takes more.
_CLASSES: dict[int, str] = {
    260: " ",
    290: "iljI|!.,:;'`·’‘",
    390: 'ftr()[]{}/\\-"*“”°',
    570: "0123456789abcdeghknopqsuvxyzJL$€£#?_+=<>~^–",
    680: "ABCDEFGHKNOPQRSTUVXYZ&",
    900: "mwMW%@—…→←↑↓",
}
_WIDTHS = {ord(char): width for width, characters in _CLASSES.items() for char in characters}
# Ranges (first, last, width) of scripts whose characters are all as wide.
_RANGES = (
    (0x1100, 0x11FF, _HANGUL),
    (0x2460, 0x24FF, _HANGUL),
    (0x25A0, 0x25FF, _HANGUL),
    (0x3000, 0x9FFF, _FULL),
    (0xA960, 0xA97F, _HANGUL),
    (0xAC00, 0xD7FB, _HANGUL),
    (0xF900, 0xFAFF, _FULL),
    (0xFF01, 0xFF60, _FULL),
)


def text_width(text: str, size: float) -> float:
    """How wide a text is, in pixels, at a font size in pixels."""
    return sum(_advance(ord(character)) for character in text) * size / _EM


def wrapped(text: str, size: float, width: float) -> list[str]:
    """Break a text between words into lines at most `width` pixels wide; a longer word stays."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines or [""]


def _advance(codepoint: int) -> int:
    if width := _WIDTHS.get(codepoint):
        return width
    for first, last, width in _RANGES:
        if first <= codepoint <= last:
            return width
    return _OTHER


def widths() -> dict[str, object]:
    """The same for a renderer: characters by width, ranges with theirs, the rest, and the size."""
    return {"classes": _CLASSES, "ranges": _RANGES, "other": _OTHER, "em": _EM}
