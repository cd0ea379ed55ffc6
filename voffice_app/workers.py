"""Which function does which kind of background job, in which lane, and which kinds come round every day.

A new kind is one line here.
"""

from datetime import time

from voffice_app.actions import archiving, book_export, mailing
from voffice_app.actions.working import Worker
from voffice_app.db import archive_owed, exports, mail

PEOPLE: dict[str, Worker] = {exports.KIND: book_export.export_book}
"""Somebody looks at a progress bar: exports."""
HOUSE: dict[str, Worker] = {
    archive_owed.JOB: archiving.copy_document,
    archive_owed.YEAR: archiving.copy_year,
    archive_owed.PASS: archiving.complete_pass,
}
"""Nobody waits: the archive folder, the nightly rounds."""
OUTSIDE: dict[str, Worker] = {mail.JOB: mailing.send}
"""A slow stranger delays nobody else: mail."""

LANES: dict[str, dict[str, Worker]] = {"people": PEOPLE, "house": HOUSE, "outside": OUTSIDE}
WORKERS: dict[str, Worker] = {**PEOPLE, **HOUSE, **OUTSIDE}
DAILY: dict[str, time] = {archive_owed.PASS: time(1, 30)}
"""Once each day after this hour, in Vietnam."""
