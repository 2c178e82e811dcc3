"""What a printed book gets at the end: the numbers in its contents, and the same bytes each time.

No style sheet knows on which sheet of paper a heading will stand; the PDF does. So each link of the
contents gets the number of its sheet at its right end, added behind the bytes that are there.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
)

_DATE = re.compile(rb"(/(?:Creation|Mod)Date \(D:)\d{14}\+00'00'")
_CELL = re.compile(rb"\(node\d{8}\)")
_FONT, _SIZE = "/KbNumber", 9
# Parts of its size: how wide a digit of the font is, and how far above the line's edge it stands.
_DIGIT, _RISE = 0.556, 0.6
_FONT_KIND = DictionaryObject(
    {
        NameObject("/Type"): NameObject("/Font"),
        NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
    }
)


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
    reader = PdfReader(io.BytesIO(pdf))
    places = _places(reader)
    if not places:
        return pdf
    size: Any = reader.trailer["/Size"]
    new = _Update(int(size))
    font, before = new.add(_FONT_KIND), new.add(_stream("q"))
    contents: Sequence[Any] = reader.pages[: min(places.values()) - 1]
    for sheet in contents:
        # What is there leaves its own scale behind, so it stands between a q and a Q. The numbers
        # are no part of the text that is read aloud.
        numbers = " ".join(_numbers(sheet, places))
        drawn = new.add(_stream(f"Q /Artifact BMC BT {numbers} ET EMC"))
        shown = sheet["/Contents"]
        parts = list(shown) if isinstance(shown, ArrayObject) else [sheet.raw_get("/Contents")]
        fonts = DictionaryObject({**sheet["/Resources"]["/Font"], NameObject(_FONT): font})
        resources = DictionaryObject({**sheet["/Resources"], NameObject("/Font"): fonts})
        sheet[NameObject("/Resources")] = resources
        sheet[NameObject("/Contents")] = ArrayObject([before, *parts, drawn])
        new.objects[sheet.indirect_reference.idnum] = DictionaryObject(sheet)
    return pdf + new.written(len(pdf), reader.trailer, _start(pdf))


class _Update:
    """Objects to be added behind a PDF, or to stand for others of it. The library's own way reads
    all that is there again, which takes minutes for a book.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self.objects: dict[int, PdfObject] = {}

    def add(self, new: PdfObject) -> IndirectObject:
        """A reference to a new object."""
        self.objects[self.size] = new
        self.size += 1
        return IndirectObject(self.size - 1, 0, None)

    def written(self, start: int, trailer: Any, last: int) -> bytes:
        """What stands behind the PDF. start: its length. last: where its table of objects is."""
        body = io.BytesIO()
        table = [b"xref"]
        for number, new in sorted(self.objects.items()):
            body.write(b"\n")
            table.append(b"%d 1\n%010d 00000 n " % (number, start + body.tell()))
            body.write(b"%d 0 obj\n" % number)
            new.write_to_stream(body)
            body.write(b"\nendobj")
        body.write(b"\n")
        at = start + body.tell()
        kept = {NameObject(key): trailer.raw_get(key) for key in ("/Root", "/Info")}
        more = {"/Size": self.size, "/Prev": last}
        numbers = {NameObject(key): NumberObject(value) for key, value in more.items()}
        body.write(b"\n".join(table) + b"\ntrailer\n")
        DictionaryObject({**kept, **numbers}).write_to_stream(body)
        body.write(b"\nstartxref\n%d\n%%%%EOF\n" % at)
        return body.getvalue()


def _start(pdf: bytes) -> int:
    """Where the table of objects of a PDF is."""
    return int(pdf.rpartition(b"startxref")[2].split()[0])


def _stream(drawn: str) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(drawn.encode())
    return stream


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
