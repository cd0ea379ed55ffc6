"""Fields, covers and written capacities: who may sign how on a day (ND30 Đ13)."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from tests.core.factories import NOON, SmallOffice, codes, seat, upload
from voffice_app.actions import deputising, empowering
from voffice_app.actions import people as posts
from voffice_app.actions.deputising import Period
from voffice_app.actions.empowering import AuthorityForm
from voffice_app.db.assignments import deputy_of
from voffice_app.db.authority import capacity_holds, list_signer_options
from voffice_app.db.signing_authority import SigningAuthority
from voffice_app.domain.authority import Capacity
from voffice_app.domain.errors import NotVisible, Refused
from voffice_app.domain.people import Role

TODAY, LAST = date(2026, 11, 23), date(2026, 11, 30)
RUNNING = Period(TODAY, None, "Thông báo 01/TB-PGDĐT")


def assign(office: SmallOffice, name: str = "deputy", field: str = "Chuyên môn", period: Period = RUNNING) -> int:
    who = office.people[name].position_id
    return int(office.act(office.head, deputising.assign_field, office.head.unit_id, who, field, period))


def second_deputy(office: SmallOffice) -> int:
    with office.db.act(office.it) as tx:
        return seat(tx, office.head.unit_id, Role.DEPUTY, "deputy2")


def told(office: SmallOffice, day: date = TODAY, field: str = "") -> list[tuple[int, str, tuple[str, ...]]]:
    with office.db.read() as session:
        options = list_signer_options(session, office.head.unit_id, day, field)
    return [(option.position_id, str(option.capacity), option.lines) for option in options]


@pytest.mark.law("ND30:13")
def test_a_deputy_signs_for_the_head_in_the_fields_assigned_and_in_no_other(both: SmallOffice) -> None:
    other = second_deputy(both)
    head, deputy = both.head.position_id, both.deputy.position_id
    assert [who for who, _, _ in told(both)] == [head, deputy, other]
    assign(both)
    assert told(both, field="Chuyên môn") == [
        (head, "own", ("HEAD",)), (deputy, "kt", ("KT. HEAD", "DEPUTY")),
    ]  # fmt: skip
    assert [who for who, _, _ in told(both, field="Tài chính")] == [head]
    with both.db.read() as session:
        holds = [
            capacity_holds(session, deputy, Capacity.KT, both.head.unit_id, day, "Chuyên môn")
            for day in (date(2026, 11, 22), TODAY, date(2030, 1, 1))
        ]
        assert not capacity_holds(session, other, Capacity.KT, both.head.unit_id, TODAY, "Chuyên môn")
        assert not capacity_holds(session, deputy, Capacity.OWN, both.head.unit_id, TODAY, "Chuyên môn")
    assert holds[1:] == [True, True]


def test_the_lead_suggested_is_the_deputy_in_charge_or_who_covers_them(both: SmallOffice) -> None:
    other = second_deputy(both)
    assign(both)
    unit, deputy = both.head.unit_id, both.deputy.position_id
    period = Period(date(2026, 11, 25), LAST, "Đi công tác")
    cover = both.act(both.head, deputising.cover_absence, unit, deputy, other, period)
    with both.db.read() as session:
        found = [deputy_of(session, unit, "Chuyên môn", date(2026, 11, day)) for day in (24, 25, 30)]
        assert deputy_of(session, unit, "Chuyên môn", date(2026, 12, 1)) == deputy
        assert deputy_of(session, unit, "Tài chính", TODAY) is None
        assert capacity_holds(session, other, Capacity.KT, unit, LAST, "Chuyên môn")
        assert not capacity_holds(session, other, Capacity.KT, unit, TODAY, "Chuyên môn")
    assert found == [deputy, other, other]
    both.act(both.head, deputising.end_cover, cover)
    with both.db.read() as session:
        assert deputy_of(session, unit, "Chuyên môn", LAST) == deputy


def test_while_the_head_is_away_the_cover_signs_every_field(both: SmallOffice) -> None:
    other = second_deputy(both)
    assign(both)
    period = Period(TODAY, LAST, "Nghỉ phép")
    both.act(both.it, deputising.cover_absence, both.head.unit_id, both.head.position_id, other, period)
    assert (other, "kt", ("KT. HEAD", "DEPUTY")) in told(both, field="Tài chính")
    assert (other, "kt", ("KT. HEAD", "DEPUTY")) not in told(both, date(2026, 12, 1), "Tài chính")


def test_one_field_is_one_deputys_at_a_time(small: SmallOffice) -> None:
    second_deputy(small)
    row = assign(small)
    with pytest.raises(Refused) as refusal:
        assign(small)
    assert codes(refusal) == ["field_taken"]
    small.act(small.head, deputising.end_field, row)
    assign(small)


@pytest.mark.parametrize(
    ("period", "code"),
    [
        (Period(TODAY, date(2026, 11, 1), "x"), "term_backwards"),
        (Period(date(2026, 10, 1), date(2026, 11, 1), "x"), "term_over"),
        (Period(TODAY, None, " "), "paper_missing"),
    ],
)
def test_an_assignment_without_order_or_paper_is_refused(small: SmallOffice, period: Period, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        assign(small, period=period)
    assert codes(refusal) == [code]


def test_fields_and_covers_are_deputies_and_given_by_the_head_or_it(small: SmallOffice) -> None:
    with pytest.raises(Refused) as refusal:
        assign(small, "officer")
    assert codes(refusal) == ["not_a_deputy"]
    unit, deputy = small.head.unit_id, small.deputy.position_id
    for stranger in (small.deputy, small.clerk, small.school1_head):
        with pytest.raises(NotVisible):
            small.act(stranger, deputising.assign_field, unit, deputy, "Chuyên môn", RUNNING)
    for absent, cover, code in (
        (deputy, deputy, "covers_self"), (small.officer.position_id, deputy, "absent_not_leader"),
        (small.head.position_id, small.officer.position_id, "not_a_deputy"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refusal:
            small.act(small.head, deputising.cover_absence, unit, absent, cover, Period(TODAY, LAST, "x"))
        assert codes(refusal) == [code]


def paper(office: SmallOffice, capacity: Capacity, **changes: Any) -> AuthorityForm:
    wanted = {
        "unit_id": office.head.unit_id, "position_id": office.officer.position_id, "capacity": capacity,
        "valid_from": TODAY, "valid_to": LAST, "decided_by": "Giấy ủy quyền 07", "content": "Ký giấy giới thiệu",
        "upload_id": 0,
    }  # fmt: skip
    return AuthorityForm(**{**wanted, **changes})


@pytest.mark.law("ND30:13")
def test_a_written_authority_is_bounded_in_time_and_content_and_its_paper_kept(both: SmallOffice) -> None:
    for changes, code in (
        ({"valid_to": None}, "authority_unbounded"), ({"content": " "}, "authority_unbounded"),
        ({}, "authority_scan_missing"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refusal:
            both.act(both.head, empowering.give_authority, paper(both, Capacity.TUQ, **changes))
        assert code in codes(refusal)
    wanted = paper(both, Capacity.TUQ, upload_id=upload(both, both.head))
    row = both.act(both.head, empowering.give_authority, wanted)
    officer = both.officer.position_id
    assert (officer, "tuq", ("TUQ. HEAD", "OFFICER")) in told(both)
    assert "tuq" not in [capacity for _, capacity, _ in told(both, date(2026, 12, 1))]
    both.act(both.head, empowering.end_authority, row)
    assert "tuq" not in [capacity for _, capacity, _ in told(both)]


@pytest.mark.law("ND30:13")
def test_whoever_signs_by_authority_passes_it_on_to_nobody(small: SmallOffice) -> None:
    wanted = paper(small, Capacity.TUQ, upload_id=upload(small, small.head))
    small.act(small.head, empowering.give_authority, wanted)
    on = paper(small, Capacity.TUQ, position_id=small.colleague.position_id, upload_id=upload(small, small.officer))
    with pytest.raises(NotVisible):
        small.act(small.officer, empowering.give_authority, on)


def test_by_order_needs_the_units_own_rules_and_ends_with_them(both: SmallOffice) -> None:
    wanted = paper(both, Capacity.TL, valid_to=None)
    with pytest.raises(Refused) as refusal:
        both.act(both.head, empowering.give_authority, wanted)
    assert codes(refusal) == ["order_not_in_rules"]
    rule = (both.head.unit_id, "signs_by_order")
    both.act(both.head, posts.set_parameter, *rule, "yes", TODAY, "Quy chế 02/QC-PGDĐT")
    both.act(both.head, empowering.give_authority, wanted)
    assert (both.officer.position_id, "tl", ("TL. HEAD", "OFFICER")) in told(both)
    both.act(both.head, posts.set_parameter, *rule, "no", LAST, "Quy chế 03/QC-PGDĐT")
    assert "tl" not in [capacity for _, capacity, _ in told(both, LAST)]


def test_on_behalf_of_a_council_and_as_acting_head(both: SmallOffice) -> None:
    with pytest.raises(Refused) as refusal:
        both.act(both.head, empowering.give_authority, paper(both, Capacity.TM))
    assert codes(refusal) == ["authority_body_missing"]
    council = {"body": "Hội đồng thi", "body_title": "Chủ tịch", "position_id": both.head.position_id}
    both.act(both.head, empowering.give_authority, paper(both, Capacity.TM, **council))
    acting = paper(both, Capacity.Q, position_id=both.deputy.position_id)
    both.act(both.it, empowering.give_authority, acting)
    assert (both.head.position_id, "tm", ("TM. HỘI ĐỒNG THI", "CHỦ TỊCH")) in told(both)
    assert (both.deputy.position_id, "q", ("Q. HEAD",)) in told(both)


@pytest.mark.parametrize(
    ("capacity", "name"),
    [
        (Capacity.KT, "deputy"),
        (Capacity.OWN, "head"),
        (Capacity.TL, "clerk"),
        (Capacity.Q, "officer"),
        (Capacity.TM, "it"),
    ],
)
def test_a_capacity_that_does_not_go_with_the_post_is_refused(
    small: SmallOffice, capacity: Capacity, name: str
) -> None:
    wanted = paper(small, capacity, position_id=small.people[name].position_id)
    with pytest.raises(Refused) as refusal:
        small.act(small.head, empowering.give_authority, wanted)
    assert "authority_not_fit" in codes(refusal)


def test_the_database_keeps_no_unbounded_authority_either(both: SmallOffice) -> None:
    good = {
        "unit_id": both.head.unit_id, "position_id": both.officer.position_id, "capacity": Capacity.TUQ,
        "valid_from": TODAY, "valid_to": LAST, "decided_by": "x", "content": "x", "sha256": "0" * 64,
        "recorded_at": NOON,
    }  # fmt: skip
    for changes in (
        {"valid_to": None}, {"content": ""}, {"sha256": ""}, {"capacity": Capacity.KT}, {"capacity": Capacity.TM},
        {"valid_to": date(2026, 11, 1)},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), both.db.act(both.head) as tx:
            tx.session.add(SigningAuthority(**{**good, **changes}))
    with both.db.act(both.head) as tx:
        tx.session.add(SigningAuthority(**good))


def test_the_head_sets_the_units_own_rules_and_nobody_elses(small: SmallOffice) -> None:
    own = (small.school1_head.unit_id, "clerk_also_officer", "yes", TODAY, "Quy chế 01")
    small.act(small.school1_head, posts.set_parameter, *own)
    for stranger in (small.head, small.school1_clerk, small.school2_head, small.deputy):
        with pytest.raises(NotVisible):
            small.act(stranger, posts.set_parameter, *own)
