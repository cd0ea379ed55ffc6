"""What acts owe to the archive folder: one job for each change of an issued document, the year's book soon after."""

from datetime import timedelta

from voffice_app.db.jobs import enqueue
from voffice_app.db.session import Tx

JOB, YEAR, PASS = "archive_document", "archive_year", "archive_pass"
YEAR_EVERY = timedelta(minutes=10)
"""A year's book and manifest are written at most so often."""


def owe_copy(tx: Tx, document_id: int, version: str = "") -> None:
    """With every act on an issued document: its folder is owed what changed. The same version is the same job."""
    key = f"archive:{document_id}:{version or f'{tx.now:%Y%m%dT%H%M%S%f}'}"
    enqueue(tx, JOB, {"document_id": document_id}, key, house=True)


def owe_year(tx: Tx, unit_id: int, year: int) -> None:
    """After a document of it was written: changes within ten minutes are one rewriting."""
    slot = int(tx.now.timestamp() // YEAR_EVERY.total_seconds())
    payload = {"unit_id": unit_id, "year": year}
    enqueue(tx, YEAR, payload, f"archive_year:{unit_id}:{year}:{slot}", house=True, at=tx.now + YEAR_EVERY)
