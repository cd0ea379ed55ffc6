"""Paper that came in over the scanner: pictures of pages without any text."""

from voffice_app.reading.child import workshop


def scanned(pdf: bytes, dpi: int = 150) -> bytes:
    """The same pages as an image-only PDF, the size of each kept. Raises `Unreadable` or `ReadingFailed`."""
    pictured: bytes = workshop.call("voffice_app.reading.images:image_only", pdf, dpi, seconds=120)
    return pictured
