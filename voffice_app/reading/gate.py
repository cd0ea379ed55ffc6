"""The gate for uploads: a file comes in whole and unchanged, or is refused with its reason (security.md, rule 6).

Everything that opens the bytes runs in the workshop's child; incoming files are never rewritten.
"""

from dataclasses import dataclass

from voffice_app.reading.child import Workshop, workshop
from voffice_app.reading.errors import FileRefused, ReadingError, ReadingFailed, Unreadable
from voffice_app.reading.kinds import HEAD_BYTES, Kind, kind_of
from voffice_app.reading.names import safe_name
from voffice_app.reading.secrecy import refuse_secret
from voffice_app.reading.shapes import Contents

_CHECKS = {
    "pdf": "voffice_app.reading.structure:pdf_contents",
    "package": "voffice_app.reading.packages:package_contents",
    "ole": "voffice_app.reading.packages:ole_contents",
    "image": "voffice_app.reading.images:image_contents",
}
_SECONDS = 60


@dataclass(frozen=True)
class Accepted:
    """A file that may be kept. `pages` is 0 where the kind has none; `warnings` are codes for the clerk to decide."""

    content: bytes
    name: str
    kind: str
    media_type: str
    pages: int
    warnings: tuple[str, ...]


def admit(name: str, content: bytes, workshop: Workshop = workshop) -> Accepted:
    """Look at a whole upload, already within the door's byte limit.

    Raises `FileRefused` with its code and facts, or `ReadingFailed` when the child gave no answer for a reason
    that is not the file's (`busy`, `not_started`).
    """
    shown = safe_name(name)
    kind = kind_of(shown, content[:HEAD_BYTES])
    contents = _looked_into(kind, shown, content, workshop)
    refuse_secret(contents.first_lines)
    return Accepted(content, shown, kind.name, kind.media_type, contents.pages, contents.warnings)


def keep_out_secret(pdf: bytes, workshop: Workshop = workshop) -> None:
    """For a PDF that is only looked at and never kept: `FileRefused` ``state_secret`` when it is marked as one.

    Whatever else is wrong with it is for its verdict to tell.
    """
    try:
        contents: Contents = workshop.call(_CHECKS["pdf"], pdf, "", seconds=_SECONDS)
    except ReadingError:
        return
    refuse_secret(contents.first_lines)


def _looked_into(kind: Kind, name: str, content: bytes, workshop: Workshop) -> Contents:
    """A file that makes the child crash, hang or swell is refused as harmful."""
    try:
        found: Contents = workshop.call(_CHECKS[kind.looked_into], content, kind.part, seconds=_SECONDS)
    except Unreadable as trouble:
        raise FileRefused(trouble.code, name=name, **trouble.facts) from trouble
    except FileRefused as refused:
        raise FileRefused(refused.code, **({"name": name} | refused.facts)) from refused
    except ReadingFailed as failure:
        if failure.code in {"crashed", "timeout", "memory", "failed"}:
            raise FileRefused("harmful", name=name, how=failure.code) from failure
        raise
    return found
