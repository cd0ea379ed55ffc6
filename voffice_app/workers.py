"""Which function does which kind of background job, and in which lane. A new kind is one line here."""

from voffice_app.actions import book_export, mailing
from voffice_app.actions.working import Worker
from voffice_app.db import exports, mail

PEOPLE: dict[str, Worker] = {exports.KIND: book_export.export_book}
"""Somebody looks at a progress bar: exports."""
HOUSE: dict[str, Worker] = {}
"""Nobody waits: the archive folder, the nightly rounds."""
OUTSIDE: dict[str, Worker] = {mail.JOB: mailing.send}
"""A slow stranger delays nobody else: mail."""

LANES: dict[str, dict[str, Worker]] = {"people": PEOPLE, "house": HOUSE, "outside": OUTSIDE}
WORKERS: dict[str, Worker] = {**PEOPLE, **HOUSE, **OUTSIDE}
