"""One way to fold Vietnamese text for searching, for both databases (neither engine is right alone)."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[^a-z0-9]+")


def clean(text: str) -> str:
    """Text as it is stored: NFC, no control characters, single blanks (TCVN 6909; QC 5.7)."""
    composed = unicodedata.normalize("NFC", text)
    printable = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in composed)
    return " ".join(printable.split())


def fold(text: str) -> str:
    """Lower case, no diacritics, đ as d, everything else a blank: "Số 226/QĐ-PGDĐT" → "so 226 qd pgddt"."""
    plain = unicodedata.normalize("NFC", text).replace("đ", "d").replace("Đ", "d")
    marks_off = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", marks_off.lower()).strip()
