"""The pages of a kept file, measured once."""

from functools import lru_cache

from voffice_app.house import database, office
from voffice_app.shapes import PageSize

PDF = "application/pdf"


@lru_cache(maxsize=512)
def page_sizes(sha256: str) -> tuple[PageSize, ...]:
    """Sizes as seen, in points; contents never change under a hash. Raises ReadingError."""
    found = office().workshop.call("voffice_app.reading.pages:page_sizes", database().vault.get(sha256))
    return tuple(PageSize(size.width, size.height) for size in found)
