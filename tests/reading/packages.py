"""Office files and archives for the tests."""

import io
import zipfile

TYPES = '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.…document.main+xml"/></Types>'
DOCX = {"[Content_Types].xml": TYPES, "word/document.xml": "<w:document/>"}
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(entries: dict[str, str | bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries.items():
            package.writestr(name, content)
    return packed.getvalue()


def linked(target: str) -> bytes:
    """An archive whose only entry is a symbolic link."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        link = zipfile.ZipInfo("van-ban.pdf")
        link.external_attr = 0o120777 << 16
        package.writestr(link, target)
    return packed.getvalue()


def old_office(*streams: str) -> bytes:
    return OLE_MAGIC + b"\0" * 504 + b"".join(name.encode("utf-16-le") + b"\0" * 20 for name in streams)
