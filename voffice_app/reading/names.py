"""Names that strangers give to files: data to show, never a path."""

import unicodedata

MAX_LENGTH = 150
_FORBIDDEN_ON_WINDOWS = frozenset('<>:"/\\|?*')
_NAMELESS = "khong-ten"


def safe_name(name: str) -> str:
    """NFC, the last part of any path, no control or direction marks, at most 150 characters with its extension."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    visible = "".join(letter for letter in last if _is_plain(letter))
    stem, dot, extension = " ".join(visible.split()).strip(". ").rpartition(".")
    if not dot:
        return extension[:MAX_LENGTH] or _NAMELESS
    extension = extension.strip().lower()[:10]
    return f"{stem.strip()[: MAX_LENGTH - len(extension) - 1].strip() or _NAMELESS}.{extension}"


def extension_of(name: str) -> str:
    """The extension of a safe name in small letters, without its dot; "" when there is none."""
    _, dot, extension = name.rpartition(".")
    return extension.lower() if dot else ""


def _is_plain(letter: str) -> bool:
    """Categories C (control, format such as the bidi marks, private, surrogate) and line separators are dropped."""
    category = unicodedata.category(letter)
    return letter == " " or (category[0] not in "CZ" and letter not in _FORBIDDEN_ON_WINDOWS)
