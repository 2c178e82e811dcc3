"""The text of a PDF that Chromium has made, page by page, without a library for it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\b(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_SHOWN = re.compile(rb"/(\w+) [\d.]+ Tf|<([0-9A-Fa-f]+)> Tj|\[(.*?)\] TJ", re.DOTALL)
_MAPPED = re.compile(r"<(\w+)> <(\w+)>(?: <(\w+)>)?\n")
_SPACE_OF_CODES = re.compile(r"begincodespacerange.*?endcodespacerange", re.DOTALL)


def pages(pdf: bytes) -> list[str]:
    """The words that each page shows, in the order in which they were drawn, without their spaces."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    found = (body for body in objects.values() if re.search(rb"/Type /Page\b", body))
    return ["".join(_words(objects, page)) for page in found]


def _words(objects: dict[int, bytes], page: bytes) -> Iterator[str]:
    fonts = {
        name.decode(): _letters(objects, int(number))
        for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", page)
    }
    letters: dict[int, str] = {}
    digits = 2
    for part in re.findall(rb"/Contents \[?([^/\]>]*)", page):
        for number in re.findall(rb"(\d+) 0 R", part):
            for font, whole, pieces in _SHOWN.findall(_stream(objects[int(number)])):
                if font:
                    letters, digits = fonts[font.decode()]
                for text in [whole] if whole else re.findall(rb"<([0-9A-Fa-f]+)>", pieces):
                    codes = re.findall("." * digits, text.decode())
                    letter = "".join(letters.get(int(code, 16), "") for code in codes)
                    yield re.sub(r"\s", "", letter)


def _letters(objects: dict[int, bytes], font: int) -> tuple[dict[int, str], int]:
    """What the codes of a font stand for, and how many digits a code has."""
    digits = 4 if b"/Subtype /Type0" in objects[font] else 2
    named = re.search(rb"/ToUnicode (\d+) 0 R", objects[font])
    found: dict[int, str] = {}
    if named is None:
        return found, digits
    text = _SPACE_OF_CODES.sub("", _stream(objects[int(named[1])]).decode("latin-1"))
    for first, last, start in _MAPPED.findall(text):
        if start:
            for offset in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + offset] = chr(int(start, 16) + offset)
        else:
            found[int(first, 16)] = bytes.fromhex(last).decode("utf-16-be")
    return found, digits


def _stream(body: bytes) -> bytes:
    content = _STREAM.search(body)
    assert content, body[:80]
    return zlib.decompressobj().decompress(content[1]) if b"FlateDecode" in body else content[1]
