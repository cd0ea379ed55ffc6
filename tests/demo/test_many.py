"""Documents for measurements lie in registers without a gap and leave earlier numbers alone."""

from pathlib import Path

from tests.demo.conftest import Opened
from tests.demo.test_demonstration import assert_whole, rows
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.demo.many import seed_documents


def test_many_documents_fill_the_registers_without_a_gap_twice_over(opened: Opened, tmp_path: Path) -> None:
    office = opened(tmp_path)
    for count in (500, 333):
        made = seed_documents(office, count)
        assert sum(made.values()) == count
        assert_whole(office, in_order=count == 500)
    assert len(rows(office, IncomingDocument)) + len(rows(office, OutgoingDocument)) == 833
    assert all(document.fold.startswith(" ") for document in rows(office, IncomingDocument))
