"""One file, one reading: where two programs would take different objects from what was added behind a signature.

Programs do not agree on which of two rows about one object counts, on whether to heed a second table beside the first
(`/XRefStm`), nor on a table that passes others by. What is appended to a signed file needs none of this.
"""

import re
from collections.abc import Sequence

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import XRefSectionType
from pyhanko.sign.validation import EmbeddedPdfSignature

_ENDING = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
_ROW = re.compile(rb"\d{10}\s\d{5}\s[nf]")
_VALUE = re.compile(rb"/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")


def two_readings(pdf: bytes, reader: PdfFileReader, signatures: Sequence[EmbeddedPdfSignature]) -> bool:
    """Whether anything behind the first signature may be read in two ways, or is there and passed by."""
    if not signatures:
        return False
    first = min(signatures, key=lambda each: int(each.signed_revision))
    end = int(first.byte_range[2]) + int(first.byte_range[3])
    later = range(first.signed_revision + 1, reader.total_revisions)
    return (
        any(_ambiguous(pdf, reader, number) for number in later)
        or _passed_by(pdf, reader, end, later)
        or _unreached(pdf, end, signatures)
    )


def _ambiguous(pdf: bytes, reader: PdfFileReader, revision: int) -> bool:
    """Two tables in one revision, or two rows on one object (pyHanko itself refuses these in streams)."""
    told = reader.xrefs.get_xref_container_info(revision)
    if told.xref_section_type == XRefSectionType.HYBRID_MAIN:
        return True
    if told.xref_section_type != XRefSectionType.STANDARD:
        return False
    table, known = pdf[told.start_location : told.end_location], reader.xrefs.get_xref_data(revision)
    nobodys = 1 if re.match(rb"\s*0\s", table) else 0  # object 0 heads the list of free ones
    return len(_ROW.findall(table)) != nobodys + len(known.explicit_refs_in_revision) + len(known.freed)


def _passed_by(pdf: bytes, reader: PdfFileReader, end: int, later: range) -> bool:
    """A table of the appended part that the reader never comes to, or one of before that comes into use only now."""
    known = {reader.xrefs.get_startxref_for_revision(number) for number in later}
    told = {int(found.group(1)) for found in _ENDING.finditer(pdf, end)}
    return any(at < end for at in known) or not told <= known


def _unreached(pdf: bytes, end: int, signatures: Sequence[EmbeddedPdfSignature]) -> bool:
    """The value of a signature behind the first one, which no field leads to."""
    reached = {tuple(int(number) for number in each.byte_range)[1:] for each in signatures}
    return any(tuple(map(int, found.groups())) not in reached for found in _VALUE.finditer(pdf, end))
