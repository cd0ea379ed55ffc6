"""Files made to keep a reader busy: cycles, objects that hold themselves, and small streams that swell."""

import zlib
from collections.abc import Callable
from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader

MB = 1024 * 1024


def _ends(pdf: bytes) -> tuple[int, bytes, int]:
    """Where the last table stands, the root's reference, and the next free number."""
    reader = PdfFileReader(BytesIO(pdf))
    root = reader.trailer.raw_get("/Root")
    table = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
    return table, b"%d %d R" % (root.idnum, root.generation), int(reader.trailer["/Size"])


def _appended(pdf: bytes, objects: dict[int, bytes], extra: bytes = b"", previous: int | None = None) -> bytes:
    """A further revision with these objects; `previous` is where its table says the one before stands."""
    table, root, size = _ends(pdf)
    out, rows = pdf + b"\n", b""
    for number, body in sorted(objects.items()):
        rows += b"%d 1\n%010d 00000 n \n" % (number, len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    at = len(out)
    told = at if previous == -1 else table if previous is None else previous
    top = max([size, *(number + 1 for number in objects)])
    trailer = b"trailer\n<< /Root %s /Size %d /Prev %d %s >>\n" % (root, top, told, extra)
    return out + b"xref\n" + (rows or b"0 0\n") + trailer + b"startxref\n%d\n%%%%EOF\n" % at


def _root_number(pdf: bytes) -> int:
    return int(PdfFileReader(BytesIO(pdf)).trailer.raw_get("/Root").idnum)


def table_before_itself(pdf: bytes) -> bytes:
    """The table says that it stands before itself."""
    return _appended(pdf, {}, previous=-1)


def tables_before_one_another(pdf: bytes) -> bytes:
    """Two tables, each before the other."""
    once = _appended(pdf, {})
    table = int(once[once.rindex(b"startxref") + 9 :].split()[0])
    twice = _appended(once, {})
    last = int(twice[twice.rindex(b"startxref") + 9 :].split()[0])
    old = b"/Prev %d" % _ends(pdf)[0]
    at = twice.index(old, table)
    return twice[:at] + (b"/Prev %d" % last).ljust(len(old))[: len(old)] + twice[at + len(old) :]


def pages_in_pages(pdf: bytes) -> bytes:
    """The tree of pages holds itself."""
    pages = PdfFileReader(BytesIO(pdf)).root.raw_get("/Pages").idnum
    return _appended(pdf, {pages: b"<< /Type /Pages /Count 1 /Kids [%d 0 R] /Parent %d 0 R >>" % (pages, pages)})


def fields_in_fields(pdf: bytes) -> bytes:
    """A form's field is its own child and parent."""
    _, _, free = _ends(pdf)
    root = _catalog(pdf, b"/AcroForm << /SigFlags 3 /Fields [%d 0 R] >>" % free)
    return _appended(pdf, {free: b"<< /T (a) /Kids [%d 0 R] /Parent %d 0 R >>" % (free, free), _root_number(pdf): root})


def fields_without_end(pdf: bytes) -> bytes:
    """Fields in fields, three thousand deep."""
    _, _, free = _ends(pdf)
    deep = {free + n: b"<< /T (f) /Kids [%d 0 R] >>" % (free + n + 1) for n in range(3000)}
    deep[free + 3000] = b"<< /T (f) /FT /Sig >>"
    root = _catalog(pdf, b"/AcroForm << /SigFlags 3 /Fields [%d 0 R] >>" % free)
    return _appended(pdf, {**deep, _root_number(pdf): root})


def _catalog(pdf: bytes, form: bytes) -> bytes:
    pages = PdfFileReader(BytesIO(pdf)).root.raw_get("/Pages").idnum
    return b"<< /Type /Catalog /Pages %d 0 R %s >>" % (pages, form)


def length_of_itself(pdf: bytes) -> bytes:
    """A stream whose length is the stream."""
    _, _, free = _ends(pdf)
    body = b"<< /Length %d 0 R >>\nstream\nabc\nendstream" % free
    store = b"/DSS << /CRLs [%d 0 R] >>" % free
    return _appended(pdf, {free: body, _root_number(pdf): _catalog(pdf, store)})


def reference_to_itself(pdf: bytes) -> bytes:
    """The catalog's form is an object that is a reference to itself."""
    _, _, free = _ends(pdf)
    catalog = _catalog(pdf, b"/AcroForm %d 0 R" % free)
    return _appended(pdf, {free: b"%d 0 R" % free, _root_number(pdf): catalog})


def box_in_its_own_box(pdf: bytes) -> bytes:
    """A stream of objects said to be stored in itself."""
    _, root, free = _ends(pdf)
    at = len(pdf) + 1
    rows = b"".join(bytes([2]) + free.to_bytes(4, "big") + bytes([0]) for _ in range(2))
    head = b"<< /Type /XRef /W [1 4 1] /Index [%d 2] /Size %d /Root %s /Prev %d /Length %d >>"
    told = head % (free, free + 2, root, _ends(pdf)[0], len(rows))
    body = b"%d 0 obj\n" % (free + 1) + told + b"\nstream\n" + rows + b"\nendstream\nendobj\n"
    again = _catalog(pdf, b"/AcroForm %d 0 R" % free)
    once = pdf + b"\n" + body + b"startxref\n%d\n%%%%EOF\n" % at
    return once + b"%% %s\n" % again


def nested_arrays(pdf: bytes) -> bytes:
    """Brackets in brackets, a hundred thousand deep."""
    catalog = _catalog(pdf, b"/AcroForm " + b"[" * 100_000 + b"]" * 100_000)
    return _appended(pdf, {_root_number(pdf): catalog})


def _swelling(size: int) -> bytes:
    """A stream of zeros in as few bytes as deflate makes of it."""
    squeezed = zlib.compress(bytes(size), 9)
    return b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(squeezed) + squeezed + b"\nendstream"


def swelling_list(pdf: bytes) -> bytes:
    """The file brings along a revocation list of 300 MB in 300 KB."""
    _, _, free = _ends(pdf)
    store = b"/DSS << /CRLs [%d 0 R] >>" % free
    return _appended(pdf, {free: _swelling(300 * MB), _root_number(pdf): _catalog(pdf, store)})


def swelling_twice(pdf: bytes) -> bytes:
    """Deflated twice: 200 MB in a few hundred bytes."""
    _, _, free = _ends(pdf)
    twice = zlib.compress(zlib.compress(bytes(200 * MB), 9), 9)
    body = b"<< /Filter [/FlateDecode /FlateDecode] /Length %d >>\nstream\n" % len(twice) + twice + b"\nendstream"
    return _appended(pdf, {free: body, _root_number(pdf): _catalog(pdf, b"/DSS << /Certs [%d 0 R] >>" % free)})


def table_of_a_billion(pdf: bytes) -> bytes:
    """A table that promises a billion rows and has none."""
    out = _appended(pdf, {})
    return out[: out.rindex(b"xref\n0 0\n", 0, out.rindex(b"startxref"))] + b"xref\n0 999999999\n" + out[-300:]


def far_too_many_signatures(pdf: bytes) -> bytes:
    """Three thousand fields, each with a copy of a signature of its own."""
    _, _, free = _ends(pdf)
    value = pdf[pdf.rindex(b"<<", 0, pdf.rindex(b"/ByteRange")) :]
    copy = value[: value.index(b"endobj")].strip()
    numbers = range(free, free + 6000, 2)
    fields = {n: b"<< /FT /Sig /T (f%d) /V %d 0 R >>" % (n, n + 1) for n in numbers}
    few = {n + 1: copy if n < free + 300 else b"<< /Type /Sig /Contents <00> /ByteRange [0 1 2 3] >>" for n in numbers}
    told = b"/AcroForm << /SigFlags 3 /Fields [%s] >>" % b" ".join(b"%d 0 R" % n for n in numbers)
    return _appended(pdf, {**fields, **few, _root_number(pdf): _catalog(pdf, told)})


def emptiness_behind(pdf: bytes) -> bytes:
    """Thirty megabytes of nothing behind the end, through which careless readers look for it byte by byte."""
    return pdf + bytes(30 * MB)


def emptiness_before_the_table(pdf: bytes) -> bytes:
    """The table should stand at the beginning of thirty megabytes of spaces."""
    return b"%PDF-1.7\n" + b" " * (30 * MB) + b"startxref\n9\n%%EOF"


ENDLESS: list[Callable[[bytes], bytes]] = [
    *(table_before_itself, tables_before_one_another, pages_in_pages, fields_in_fields, fields_without_end),
    *(length_of_itself, reference_to_itself, box_in_its_own_box, nested_arrays, swelling_list, swelling_twice),
    *(table_of_a_billion, far_too_many_signatures, emptiness_behind, emptiness_before_the_table),
]
