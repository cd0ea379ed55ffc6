"""Pieces of one paper put together; runs in the child, which alone may load PyMuPDF."""

from collections.abc import Sequence


def joined(pieces: Sequence[tuple[bytes, int]], title: str) -> bytes:
    """One PDF of the first so many pages of each piece, its fonts kept once; what the pieces are called is not."""
    import pymupdf

    whole = pymupdf.open()
    for pdf, pages in pieces:
        with pymupdf.open(stream=pdf, filetype="pdf") as piece:
            whole.insert_pdf(piece, to_page=pages - 1)
    whole.set_metadata({"title": title})
    whole.set_language("vi")
    return bytes(whole.tobytes(garbage=3, deflate=True))
