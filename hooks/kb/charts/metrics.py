"""Text widths that every machine agrees on.

A picture's layout depends on how wide its labels are, and a renderer asks the fonts of the machine
it runs on. So pictures are laid out with a font of our own that has widths and no letters: a few
classes of characters, each as wide as in common Korean and Latin interface fonts. Readers see
their own fonts in the same places.
"""

from __future__ import annotations

import struct

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


def font() -> bytes:
    """The font as a TrueType file (OpenType 1.9): all of Unicode, one glyph for each width."""
    widths = sorted({_OTHER, *_CLASSES, *(width for _, _, width in _RANGES)})
    return _font_file(
        {
            b"cmap": _cmap(_groups({width: glyph for glyph, width in enumerate(widths)})),
            b"glyf": _BOX * len(widths),
            b"head": _HEAD,
            b"hhea": struct.pack(">L3hH11hH", 0x10000, 800, -200, 0, _EM, *[0] * 11, len(widths)),
            b"hmtx": b"".join(struct.pack(">Hh", width, 0) for width in widths),
            b"loca": b"".join(
                struct.pack(">L", len(_BOX) * glyph) for glyph in range(len(widths) + 1)
            ),
            b"maxp": struct.pack(">L14H", 0x10000, len(widths), 4, 1, 0, 0, 1, *[0] * 8),
            b"name": _name(),
            b"post": struct.pack(">2L2h5L", 0x30000, 0, -100, 50, *[0] * 5),
        }
    )


# A square, since the renderer takes a text without any outline for missing.
_BOX = struct.pack(">5h2H4B8h", 1, 0, 0, 100, 100, 3, 0, *[1] * 4, 0, 100, 0, -100, 0, 0, 100, 0)
_HEAD = struct.pack(
    ">4L2H2Q4h2H3h",
    *(0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _EM, 0, 0),
    *(0, -200, _EM, 800, 0, 8, 2, 1, 0),
)


def _groups(glyph_of: dict[int, int]) -> list[tuple[int, int, int]]:
    """Runs of characters (first, last, glyph) that cover all of Unicode."""
    edges = {0, *(ord(c) for chars in _CLASSES.values() for c in chars)}
    edges |= {edge + 1 for edge in edges} | {first for first, _, _ in _RANGES}
    edges |= {last + 1 for _, last, _ in _RANGES}
    starts = sorted(edges)
    ends = [start - 1 for start in starts[1:]] + [0x10FFFF]
    return [
        (start, end, glyph_of[_advance(start)])
        for start, end in zip(starts, ends, strict=True)
        if start > 0
    ]


def _cmap(groups: list[tuple[int, int, int]]) -> bytes:
    """Format 13: each run of characters has one glyph."""
    size = 16 + 12 * len(groups)
    header = struct.pack(">4HL2H3L", 0, 1, 3, 10, 12, 13, 0, size, 0, len(groups))
    return header + b"".join(struct.pack(">3L", *group) for group in groups)


def _name() -> bytes:
    records, texts = b"", b""
    for name_id, text in ((1, FAMILY), (2, "Regular"), (4, FAMILY), (6, FAMILY.replace(" ", ""))):
        encoded = text.encode("utf-16-be")
        records += struct.pack(">6H", 3, 1, 0x409, name_id, len(encoded), len(texts))
        texts += encoded
    return struct.pack(">3H", 0, 4, 6 + len(records)) + records + texts


def _font_file(tables: dict[bytes, bytes]) -> bytes:
    directory = struct.pack(">L4H", 0x10000, len(tables), 128, 3, 16 * len(tables) - 128)
    body = b""
    for tag, data in sorted(tables.items()):
        padded = data + b"\0" * (-len(data) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF
        offset = 12 + 16 * len(tables) + len(body)
        directory += struct.pack(">4s3L", tag, checksum, offset, len(data))
        body += padded
    return directory + body
