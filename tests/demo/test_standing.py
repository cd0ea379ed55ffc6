"""In the demonstration a deputy is on leave and covered, no paper loses its signer; and papers were printed."""

from datetime import timedelta

import pytest
from sqlmodel import select

from voffice_app.actions.drafting_parts import lost_capacity
from voffice_app.actions.office import Office
from voffice_app.db.acknowledgements import Acknowledgement, list_owed
from voffice_app.db.assignments import deputy_of, list_covers
from voffice_app.db.authority import list_signer_options
from voffice_app.db.delegations import list_acting
from voffice_app.db.mail import MailState, OutgoingMail
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.paper_prints import PaperPrint, find_print
from voffice_app.db.people import list_units
from voffice_app.db.signing_authority import list_papers
from voffice_app.domain.acknowledging import Way
from voffice_app.domain.authority import Capacity
from voffice_app.domain.people import UnitKind


def test_a_deputy_is_on_leave_covered_and_somebody_acts_for_the_head(demo: Office) -> None:
    today = demo.db.today()
    with demo.db.read() as session:
        office = list_units(session, UnitKind.OFFICE)[0].id or 0
        (cover,) = list_covers(session, office, today)
        assert deputy_of(session, office, "Giáo dục mầm non", today) == cover.cover_position_id
        held = list_acting(session, [cover.cover_position_id], today)
        assert [row.valid_to > today for row in held] == [True]
        papers = [row for row in session.exec(select(OutgoingDocument)) if row.unit_id == office]
        waiting = [row for row in papers if row.status in ("submitted", "numbered")]
        assert waiting
        assert [row.id for row in waiting if lost_capacity(session, row, today)] == []


def test_reports_and_a_slip_were_printed_and_are_found_by_their_codes(demo: Office) -> None:
    with demo.db.read() as session:
        printed = list(session.exec(select(PaperPrint)))
        found = [find_print(session, row.code) for row in printed]
    assert {"report", "incoming", "outgoing"} <= {row.subject for row in printed}
    assert [row.what for row in found if row] == [row.what for row in printed]


def test_one_sender_is_told_by_a_letter_that_waits_one_on_paper_and_others_are_still_owed(demo: Office) -> None:
    with demo.db.read() as session:
        ways = {row.way: row for row in session.exec(select(Acknowledgement))}
        letter = session.get_one(OutgoingMail, ways[Way.EMAIL].mail_id)
        unit_id = list_units(session, UnitKind.OFFICE)[0].id or 0
        owed = list_owed(session, unit_id, demo.db.today() - timedelta(days=7))
    assert (letter.state, letter.address.endswith(".example")) == (MailState.WAITING, True)
    assert set(ways) == {Way.EMAIL, Way.PRINTED}
    assert owed


@pytest.mark.law("ND30:13")
def test_an_officer_of_the_demonstration_signs_by_a_written_authority_under_its_own_lines(demo: Office) -> None:
    today = demo.db.today()
    with demo.db.read() as session:
        office = list_units(session, UnitKind.OFFICE)[0].id or 0
        (option,) = [o for o in list_signer_options(session, office, today) if o.capacity is Capacity.TUQ]
        (paper,) = [row for row in list_papers(session, office, today) if row.capacity is Capacity.TUQ]
    assert option.lines == ("TUQ. TRƯỞNG PHÒNG", "CHUYÊN VIÊN")
    assert demo.db.vault.get(paper.sha256).startswith(b"%PDF")
    assert (paper.position_id, paper.content != "") == (option.position_id, True)
