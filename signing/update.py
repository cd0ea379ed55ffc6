"""Appends to a PDF and never rewrites: new objects, a new cross-reference section, the old bytes as prefix."""

from io import BytesIO
from itertools import groupby
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

import signing.hex_strings  # noqa: F401 (in force by being imported)
from signing.errors import PlaceNotFound, Unreadable

_reference: Any = generic.IndirectObject  # untyped


class Update:
    """One revision to be appended. Object bodies are plain bytes; only what must be read is parsed."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        try:
            self.reader = PdfFileReader(BytesIO(pdf))
            encrypted = self.reader.encrypted
            self._next = int(self.reader.trailer["/Size"])
        except Exception as problem:
            raise Unreadable(problem=type(problem).__name__) from None
        if encrypted:
            raise Unreadable(problem="encrypted")
        self._objects: dict[tuple[int, int], bytes] = {}
        self._offsets: dict[tuple[int, int], int] = {}

    def add(self, body: bytes) -> int:
        """Put a new object in; its number."""
        number, self._next = self._next, self._next + 1
        self._objects[number, 0] = body
        return number

    def reserve(self) -> generic.IndirectObject:
        """A number for an object whose body follows with `replace`."""
        made: generic.IndirectObject = _reference(self.add(b"null"), 0, self.reader)
        return made

    def replace(self, reference: generic.IndirectObject, body: bytes) -> None:
        """Give an object that is there already a new body in this revision."""
        self._objects[reference.idnum, reference.generation] = body

    def field(self, name: str) -> tuple[generic.IndirectObject, generic.DictionaryObject]:
        """The signature field of this name (field and widget in one object). Raises PlaceNotFound(what=field)."""
        fields = self._fields()
        for index in range(len(fields)):
            reference = fields.raw_get(index)
            field = reference.get_object()
            if "/Rect" in field and "/FT" in field and (field["/T"], field["/FT"]) == (name, "/Sig"):
                return reference, field
        raise PlaceNotFound(what="field", field=name)

    def field_names(self) -> list[str]:
        """Names of the form's top fields, in their order."""
        return [str(field["/T"]) for field in map(_met, self._fields()) if "/T" in field]

    def _fields(self) -> Any:
        catalog = self.reader.root
        if "/AcroForm" not in catalog or "/Fields" not in catalog["/AcroForm"]:
            return ()
        return catalog["/AcroForm"]["/Fields"]

    def tail(self) -> bytes:
        """The bytes to append; afterwards `offset_of` knows where each object lies in the whole file."""
        out, start = bytearray(b"\n"), len(self.pdf)
        for (number, generation), body in sorted(self._objects.items()):
            self._offsets[number, generation] = start + len(out)
            out += b"%d %d obj\n%b\nendobj\n" % (number, generation, body)
        position = start + len(out)
        out += self._xref_stream(position) if self.reader.has_xref_stream else self._xref_table()
        return bytes(out + b"startxref\n%d\n%%%%EOF\n" % position)

    def offset_of(self, number: int) -> int:
        return self._offsets[number, 0]

    def _trailer(self, size: int) -> bytes:
        parts = [b"/Size %d /Prev %d" % (size, int(self.reader.last_startxref or 0))]
        for key in ("/Root", "/Info", "/ID"):
            if key in self.reader.trailer:
                parts.append(key.encode() + b" " + serialised(self.reader.trailer.raw_get(key)))
        return b" ".join(parts)

    def _runs(self) -> list[list[tuple[int, int]]]:
        numbered = enumerate(sorted(self._offsets))
        return [[key for _, key in run] for _, run in groupby(numbered, lambda pair: pair[1][0] - pair[0])]

    def _xref_table(self) -> bytes:
        out = bytearray(b"xref\n")
        for run in self._runs():
            out += b"%d %d\n" % (run[0][0], len(run))
            out += b"".join(b"%010d %05d n \n" % (self._offsets[key], key[1]) for key in run)
        return bytes(out + b"trailer\n<< %b >>\n" % self._trailer(self._next))

    def _xref_stream(self, position: int) -> bytes:
        number, self._next = self._next, self._next + 1
        self._offsets[number, 0] = position
        rows = b"".join(
            b"\x01" + self._offsets[key].to_bytes(5, "big") + key[1].to_bytes(2, "big") for key in sorted(self._offsets)
        )
        index = b" ".join(b"%d %d" % (run[0][0], len(run)) for run in self._runs())
        head = b"/Type /XRef /W [1 5 2] /Index [%b] /Length %d %b" % (index, len(rows), self._trailer(self._next))
        return b"%d 0 obj\n<< %b >>\nstream\n%b\nendstream\nendobj\n" % (number, head, rows)


def _met(item: Any) -> Any:
    """The object itself, where a list names it by its number."""
    return item.get_object()


def stream(entries: bytes, data: bytes) -> bytes:
    """The body of a stream object."""
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (entries, len(data), data)


def serialised(value: generic.PdfObject) -> bytes:
    """A PDF object as bytes."""
    out = BytesIO()
    value.write_to_stream(out, None)
    return out.getvalue()


def text(value: str) -> bytes:
    """A text string: UTF-16 in hexadecimal, which needs no escaping and holds every Vietnamese letter."""
    return b"<FEFF" + value.encode("utf-16-be").hex().upper().encode() + b">"
