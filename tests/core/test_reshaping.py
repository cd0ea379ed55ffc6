"""Units renamed, merged and split: people and open work follow, the past keeps its name – on both databases."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from state.unit_changes import read_history
from tests.core.factories import NOON, SmallOffice, codes, draft, fields, form, submitted, upload
from tests.core.test_handing_over import still_open
from voffice_app.actions import incoming, outgoing, registers, reshaping
from voffice_app.actions.reshaping import Decision, UnitNames
from voffice_app.db.audit import broken_links
from voffice_app.db.certificates import Certificate, CertificateKind
from voffice_app.db.files import Direction
from voffice_app.db.outgoing import list_recipient_ids
from voffice_app.db.people import Unit, find_actor, list_people
from voffice_app.db.reshaping import Weight, weigh
from voffice_app.db.sequences import Register, default_register
from voffice_app.db.unit_history import UnitChange, heritage_of, list_changes, list_names, names_of, successors_of
from voffice_app.domain.errors import NotVisible, Refused
from voffice_app.domain.people import Actor, Role

TODAY = date(2026, 11, 23)
DECISION = Decision("Quyết định 88/QĐ-UBND", TODAY)
NAMES = UnitNames("Trường THCS Sông Trà", "UBND xã Sông Trà", "THCSST", "Sông Trà")


def weight(office: SmallOffice, unit_id: int) -> Weight:
    with office.db.read() as session:
        return weigh(session, unit_id, TODAY)


def merge(office: SmallOffice, by: Actor | None = None, **changes: Any) -> list[str]:
    """School 1 into school 2."""
    old, new = office.schools[0], office.schools[1]
    wanted = {
        "unit_id": old,
        "into_id": new,
        "decision": DECISION,
        "seen": weight(office, old),
        "head_title": "Phó Hiệu trưởng",
    }
    return office.act(by or office.it, reshaping.merge_unit, **{**wanted, **changes})  # type: ignore[no-any-return]


def arrived_at_school(office: SmallOffice) -> int:
    files = (upload(office, office.school1_clerk),)
    return int(office.act(office.school1_clerk, incoming.receive, fields(), files))


def drafted_at_school(office: SmallOffice) -> int:
    who = office.school1_officer
    wanted = form(office, who=who, signer="school1_head", recipient_ids=(office.head.unit_id,))
    return int(office.act(who, outgoing.create_draft, wanted))


def test_a_renamed_unit_keeps_its_old_name_on_what_is_old(both: SmallOffice) -> None:
    school = both.schools[0]
    both.act(both.it, reshaping.rename_unit, school, NAMES, DECISION)
    with both.db.read() as session:
        names = names_of(session, [school])
        assert names.on(school, date(2026, 11, 22)) == "Trường THCS Số 1"
        assert names.on(school, TODAY) == NAMES.name
        assert [row.symbol for row in list_names(session, school)] == ["THCS1"]
        assert session.get_one(Unit, school).symbol == "THCSST"
    with pytest.raises(Refused) as refusal:
        both.act(both.it, reshaping.rename_unit, school, NAMES, DECISION)
    assert codes(refusal) == ["name_same"]


def test_a_twice_renamed_unit_is_called_as_it_was_on_each_day(small: SmallOffice) -> None:
    school = small.schools[0]
    for day, name in ((10, "Trường A"), (20, "Trường B")):
        decision = Decision("QĐ", date(2026, 11, day))
        small.act(small.it, reshaping.rename_unit, school, replace(NAMES, name=name), decision)
    with small.db.read() as session:
        names = names_of(session, [school])
        told = [names.on(school, date(2026, 11, day)) for day in (9, 10, 19, 20)]
    assert told == ["Trường THCS Số 1", "Trường A", "Trường A", "Trường B"]


def test_a_merged_schools_people_open_work_and_deliveries_go_to_its_successor(both: SmallOffice) -> None:
    old, new = both.schools
    came, mine = arrived_at_school(both), drafted_at_school(both)
    to_both = submitted(both)
    merge(both)
    assert both.arrived(came).unit_id == new
    assert both.arrived(came).arrival_number == 1
    document = both.document(mine)
    assert (document.unit_id, document.status, document.initialed) == (new, "draft", False)
    assert "THCS2" in document.notation
    with both.db.read() as session:
        assert document.register_id == default_register(session, new, Direction.OUTGOING)
        people = {(p.full_name, p.role) for p in list_people(session, new, TODAY)}
        assert list_people(session, old, TODAY) == []
        drafter = find_actor(session, document.drafter_position_id, TODAY)
        assert (drafter and drafter.full_name, drafter and drafter.unit_id) == ("Người school1_officer", new)
        assert list_recipient_ids(session, to_both) == [new]
        assert not session.get_one(Unit, old).active
        assert successors_of(session, [old, new]) == {old: new, new: new}
        assert (heritage_of(session, new), heritage_of(session, old)) == ({old}, set())
        assert [change.other_unit_id for change in list_changes(session, old)] == [new]
        assert [line.told for line in read_history(session, old)] == ["nhập vào Trường THCS Số 2"]
        assert [line.told for line in read_history(session, new)] == ["nhận Trường THCS Số 1"]
        books: Any = Register
        assert {b.last_year for b in session.scalars(select(books).where(books.unit_id == old))} == {2026}
        assert still_open(session) == []
        assert list(broken_links(session, both.head.unit_id)) == []
    assert ("Người school1_head", Role.DEPUTY) in people
    assert ("Người school2_head", Role.HEAD) in people
    assert both.document(to_both).recipient_count == 1


def test_finished_documents_stay_with_the_unit_that_finished_them(both: SmallOffice) -> None:
    came = arrived_at_school(both)
    with both.db.act(both.school1_clerk) as tx:
        document = tx.session.get_one(type(both.arrived(came)), came)
        document.status, document.completed_on = "completed", TODAY  # type: ignore[assignment]
        tx.session.add(document)
    merge(both)
    assert both.arrived(came).unit_id == both.schools[0]


def test_what_was_previewed_must_still_be_so(both: SmallOffice) -> None:
    seen = weight(both, both.schools[0])
    arrived_at_school(both)
    with pytest.raises(Refused) as refusal:
        merge(both, seen=seen)
    assert codes(refusal) == ["change_stale"]
    with both.db.read() as session:
        assert session.get_one(Unit, both.schools[0]).active


def test_a_unit_with_numbers_or_keys_that_are_open_is_not_merged(both: SmallOffice) -> None:
    with both.db.read() as session:
        book = default_register(session, both.schools[0], Direction.OUTGOING)
    both.act(both.school1_clerk, registers.hold_numbers, book, 1, "Công văn gấp")
    with both.db.act(both.it) as tx:
        tx.session.add(
            Certificate(
                unit_id=both.schools[0], kind=CertificateKind.AGENCY, home="token", subject="Trường", issuer="CA",
                serial="1", sha256="0" * 64, der=b"x", valid_from=NOON, valid_to=NOON.replace(year=2030),
                token_label="t", key_label="k",
            )
        )  # fmt: skip
    with pytest.raises(Refused) as refusal:
        merge(both)
    assert codes(refusal) == ["merge_certificates", "merge_held"]


def test_only_it_reshapes_and_never_its_own_unit_nor_another_kind(small: SmallOffice) -> None:
    for stranger in (small.head, small.clerk, small.school1_head):
        with pytest.raises(NotVisible):
            merge(small, by=stranger)
    school, office = small.schools[0], small.head.unit_id
    for changes, code in (
        ({"into_id": school}, "merge_same"), ({"into_id": office}, "merge_other_kind"),
        ({"decision": Decision(" ", TODAY)}, "paper_missing"),
        ({"decision": Decision("QĐ", date(2026, 11, 24))}, "change_in_future"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refusal:
            merge(small, **changes)
        assert codes(refusal) == [code]
    merge(small)
    with pytest.raises(Refused) as refusal:
        merge(small)
    assert codes(refusal) == ["unit_closed"]


def split(office: SmallOffice, *who: Actor) -> int:
    chosen = tuple(person.position_id for person in who)
    unit_id, _ = office.act(
        office.it, reshaping.split_unit, office.head.unit_id, "PGD-2", NAMES, None, chosen, DECISION
    )
    return int(unit_id)


def test_a_split_takes_chosen_people_and_what_they_lead_and_draft(both: SmallOffice) -> None:
    mine, others = draft(both), draft(both, who="colleague")
    new = split(both, both.officer)
    assert both.document(mine).unit_id == new
    assert both.document(others).unit_id == both.head.unit_id
    with both.db.read() as session:
        assert [person.full_name for person in list_people(session, new, TODAY)] == ["Người officer"]
        moved = find_actor(session, both.document(mine).drafter_position_id, TODAY)
        assert moved is not None
        assert moved.unit_id == new
        assert default_register(session, new, Direction.INCOMING)
        assert still_open(session) == []


def test_who_signs_what_stays_is_not_split_off_before_it_is_handed_over(small: SmallOffice) -> None:
    document_id = submitted(small)
    with pytest.raises(Refused) as refusal:
        split(small, small.deputy)
    assert codes(refusal) == ["split_left"]
    assert small.document(document_id).unit_id == small.head.unit_id
    with pytest.raises(Refused) as nobody:
        split(small, small.school1_officer)
    assert codes(nobody) == ["split_nobody"]


def test_the_database_knows_no_merger_without_the_other_unit(both: SmallOffice) -> None:
    for other in (None, both.schools[0]):
        row = UnitChange(
            act="merged",
            unit_id=both.schools[0],
            other_unit_id=other,
            decided_by="x",
            happened_on=TODAY,
            recorded_at=NOON,
        )
        with pytest.raises(IntegrityError), both.db.act(both.it) as tx:
            tx.session.add(row)
