"""What a printed book gets at the end: the numbers in its contents, and the same bytes each time.

No style sheet knows on which sheet of paper a heading will stand; the PDF does. So each link of the
contents gets the number of its sheet at its right end, added behind the bytes that are there.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject

_DATE = re.compile(rb"(/(?:Creation|Mod)Date \(D:)\d{14}\+00'00'")
_CELL = re.compile(rb"\(node\d{8}\)")
_FONT, _SIZE = "/KbNumber", 9
# Parts of its size: how wide a digit of the font is, and how far above the line's edge it stands.
_DIGIT, _RISE = 0.556, 0.6


def settled(pdf: bytes, when: datetime) -> bytes:
    """A PDF without what differs from print to print: its date, and how its tables' cells are numbered.

    What stands there instead is as long as what was, so that all offsets hold.
    """
    stamp = when.strftime("%Y%m%d%H%M%S").encode()
    ranks = {name: rank for rank, name in enumerate(sorted(set(_CELL.findall(pdf))))}
    same = _CELL.sub(lambda found: b"(node%08d)" % ranks[found[0]], pdf)
    return _DATE.sub(rb"\g<1>" + stamp + b"+00'00'", same)


def numbered(pdf: bytes) -> bytes:
    """A book with the number of its sheet at each link of its contents, which stand before the first
    place that a link leads to; the same where there are none.
    """
    places = _places(PdfReader(io.BytesIO(pdf)))
    if not places:
        return pdf
    book = io.BytesIO(pdf)
    writer = PdfWriter(book, incremental=True)
    first = min(places.values())
    for sheet in writer.pages[: first - 1]:
        _add(sheet, writer, list(_numbers(sheet, places)))
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _places(reader: PdfReader) -> dict[str, int]:
    """On which sheet each place stands that a link leads to; the first sheet is 1."""
    # Looked up by their objects: the library would walk all sheets for each of thousands of places.
    sheets = {sheet.indirect_reference: number for number, sheet in enumerate(reader.pages, 1)}
    places = reader.named_destinations.items()
    return {name: sheets[place.raw_get("/Page")] for name, place in places}


def _numbers(sheet: Any, places: dict[str, int]) -> Iterator[str]:
    """What draws the number of each link of a sheet."""
    for note in sheet.get("/Annots", ()):
        link = note.get_object()
        if number := places.get(str(link.get("/Dest", ""))):
            _, bottom, right, _ = map(float, link["/Rect"])
            left = right - len(str(number)) * _DIGIT * _SIZE
            yield f"{_FONT} {_SIZE} Tf 1 0 0 1 {left:.2f} {bottom + _RISE * _SIZE:.2f} Tm ({number}) Tj"


def _add(sheet: Any, writer: PdfWriter, numbers: list[str]) -> None:
    """Draw numbers onto a sheet, as what is no part of the text that is read aloud."""
    shown = sheet["/Contents"]
    parts = list(shown) if isinstance(shown, ArrayObject) else [sheet.raw_get("/Contents")]
    # What is there leaves its own scale behind, so it stands between a q and a Q.
    drawn = f"Q /Artifact BMC BT {' '.join(numbers)} ET EMC"
    whole = [_stream(writer, "q"), *parts, _stream(writer, drawn)]
    sheet[NameObject("/Contents")] = ArrayObject(whole)
    named = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(key): NameObject(name) for key, name in named.items()})
    sheet["/Resources"]["/Font"][NameObject(_FONT)] = writer._add_object(font)


def _stream(writer: PdfWriter, drawn: str) -> Any:
    stream = DecodedStreamObject()
    stream.set_data(drawn.encode())
    return writer._add_object(stream)
