"""Which files may come in: known by extension and by content, both."""

from dataclasses import dataclass

from voffice_app.reading.errors import FileRefused
from voffice_app.reading.names import extension_of

_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
_ZIP = (b"PK\x03\x04",)
_OLE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
_PDF_HEADER_WITHIN = 1024  # readers accept some bytes before "%PDF-"
HEAD_BYTES = _PDF_HEADER_WITHIN


@dataclass(frozen=True)
class Kind:
    """A kind of file; `part` is the entry that a package of this kind must hold, `looked_into` names the check."""

    name: str
    media_type: str
    magics: tuple[bytes, ...]
    looked_into: str
    part: str = ""


_KINDS = {
    "pdf": Kind("pdf", "application/pdf", (b"%PDF-",), "pdf"),
    "doc": Kind("doc", "application/msword", _OLE, "ole", "WordDocument"),
    "xls": Kind("xls", "application/vnd.ms-excel", _OLE, "ole", "Workbook"),
    "docx": Kind("docx", _OFFICE + "wordprocessingml.document", _ZIP, "package", "word/document.xml"),
    "xlsx": Kind("xlsx", _OFFICE + "spreadsheetml.sheet", _ZIP, "package", "xl/workbook.xml"),
    "odt": Kind("odt", _OPEN + "text", _ZIP, "package", "content.xml"),
    "ods": Kind("ods", _OPEN + "spreadsheet", _ZIP, "package", "content.xml"),
    "zip": Kind("zip", "application/zip", (*_ZIP, b"PK\x05\x06"), "package"),
    "png": Kind("png", "image/png", (b"\x89PNG\r\n\x1a\n",), "image"),
    "jpg": Kind("jpeg", "image/jpeg", (b"\xff\xd8\xff",), "image"),
    "tif": Kind("tiff", "image/tiff", (b"II*\x00", b"MM\x00*"), "image"),
}
KINDS = _KINDS | {"jpeg": _KINDS["jpg"], "tiff": _KINDS["tif"]}
# Refused by name so that the person learns why; any other unknown extension is refused too.
MACRO_EXTENSIONS = frozenset(
    {"docm", "dotm", "dot", "xlsm", "xlsb", "xltm", "xlt", "xlam", "xla", "xll", "slk", "iqy", "wll"}
    | {"pptm", "ppsm", "potm", "ppam", "rtf", "odb"}
)


def kind_of(name: str, head: bytes) -> Kind:
    """The kind of a file from its safe name and its first bytes (at least `HEAD_BYTES`, or all).

    Raises `FileRefused`: `empty`, `macro_extension`, `extension` or `content` (the bytes are something else).
    """
    extension = extension_of(name)
    if extension in MACRO_EXTENSIONS:
        raise FileRefused("macro_extension", name=name, extension=extension)
    kind = KINDS.get(extension)
    if kind is None:
        raise FileRefused("extension", name=name, extension=extension)
    if not head:
        raise FileRefused("empty", name=name)
    if not _begins(kind, head):
        raise FileRefused("content", name=name, extension=extension)
    return kind


def _begins(kind: Kind, head: bytes) -> bool:
    if kind.name == "pdf":
        return b"%PDF-" in head[:_PDF_HEADER_WITHIN]
    return head.startswith(kind.magics)
