"""The clerk's list of sources and the acknowledgement to outside senders (QC 6.1.2; ND30 Đ21)."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.core.factories import SmallOffice, codes, registered
from voffice_app.actions.acknowledging import acknowledge
from voffice_app.actions.incoming import Intake, pass_to_clerk
from voffice_app.actions.sources import PlaceForm, look, save_place, set_open
from voffice_app.actions.visits import tick_mvp
from voffice_app.db.acknowledgements import list_acknowledgements, list_owed
from voffice_app.db.sources import list_places
from voffice_app.domain.acknowledging import Way
from voffice_app.domain.errors import Refused
from voffice_app.domain.incoming import Source

WEBSITE = PlaceForm("Website Sở GD&ĐT", "thaibinh.edu.vn", Source.WEBSITE)
TODAY = date(2026, 11, 23)


def places(small: SmallOffice, unit_id: int, closed: bool = False) -> list[tuple[str, str, bool]]:
    with small.db.read() as session:
        return [(row.place.name, row.by, row.found) for row in list_places(session, unit_id, closed)]


@pytest.mark.article("6.1")
def test_the_last_look_at_each_source_says_when_and_by_whom(both: SmallOffice) -> None:
    place_id = both.act(both.clerk, save_place, WEBSITE)
    mailbox = both.act(both.clerk, save_place, PlaceForm("Hộp thư phòng", "", Source.EMAIL))
    assert places(both, both.clerk.unit_id) == [("Website Sở GD&ĐT", "", False), ("Hộp thư phòng", "", False)]
    assert both.act(both.clerk, look, place_id, False) is Source.WEBSITE
    both.clock.pass_days(1)
    assert both.act(both.clerk, look, place_id, True) is Source.WEBSITE
    with both.db.read() as session:
        first, second = list_places(session, both.clerk.unit_id)
    assert (first.looked_at, first.by, first.found) == (both.clock.now, "Người clerk", True)
    assert (second.place.id, second.looked_at) == (mailbox, None)


def test_each_unit_has_a_list_of_its_own(both: SmallOffice) -> None:
    place_id = both.act(both.clerk, save_place, WEBSITE)
    assert places(both, both.schools[0]) == []
    for act, args in ((look, (place_id, False)), (set_open, (place_id, False)), (save_place, (WEBSITE, place_id))):
        with pytest.raises(Refused) as no:
            both.act(both.school1_clerk, act, *args)
        assert codes(no) == ["not_visible"]


def test_a_closed_source_is_kept_and_not_looked_at(both: SmallOffice) -> None:
    place_id = both.act(both.clerk, save_place, WEBSITE)
    both.act(both.clerk, look, place_id, False)
    both.act(both.clerk, set_open, place_id, False)
    assert places(both, both.clerk.unit_id) == []
    assert places(both, both.clerk.unit_id, closed=True) == [("Website Sở GD&ĐT", "Người clerk", False)]
    with pytest.raises(Refused) as no:
        both.act(both.clerk, look, place_id, False)
    assert codes(no) == ["source_closed"]


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (PlaceForm(" ", "", Source.WEBSITE), "source_name_missing"),
        (PlaceForm("Bưu điện", "", Source.PAPER), "source_not_looked_at"),
        (PlaceForm("V-Office", "", Source.VOFFICE), "source_not_looked_at"),
        (PlaceForm("x" * 101, "", Source.EMAIL), "too_long"),
    ],
)
def test_a_source_that_is_none_is_refused(small: SmallOffice, form: PlaceForm, code: str) -> None:
    with pytest.raises(Refused) as no:
        small.act(small.clerk, save_place, form)
    assert codes(no) == [code]


@pytest.mark.parametrize("who", ["head", "officer", "it"])
def test_only_the_clerk_keeps_the_list_and_acknowledges(small: SmallOffice, who: str) -> None:
    document_id = registered(small, source=Source.EMAIL)
    acts = (
        (save_place, (WEBSITE,)),
        (look, (1, True)),
        (set_open, (1, False)),
        (acknowledge, (document_id, Way.EMAIL, "Đã nhận")),
    )
    for act, args in acts:
        with pytest.raises(Refused) as no:
            small.act(small.people[who], act, *args)
        assert codes(no) == ["not_visible"]


def owed(small: SmallOffice, since: date = TODAY) -> list[int]:
    with small.db.read() as session:
        return [row.id or 0 for row in list_owed(session, small.clerk.unit_id, since)]


@pytest.mark.law("ND30:21")
def test_what_came_by_mail_is_owed_an_acknowledgement_until_the_sender_was_told(both: SmallOffice) -> None:
    mail, other = registered(both, source=Source.EMAIL), registered(both, source=Source.OTHER, code_number="9")
    for source in (Source.PAPER, Source.WEBSITE, Source.MVP):
        registered(both, source=source, code_number="10")
    both.act(both.officer, pass_to_clerk, Intake(Source.EMAIL, "Chưa vào sổ"))
    assert owed(both) == [mail, other]
    both.act(both.clerk, acknowledge, mail, Way.EMAIL, "Đã nhận công văn 512, số đến 1")
    assert owed(both) == [other]
    with both.db.read() as session:
        ((row, name, letter),) = list_acknowledgements(session, mail)
    assert (row.way, name, row.told_at, letter) == (Way.EMAIL, "Người clerk", both.clock.now, None)
    both.clock.pass_days(1)
    assert owed(both, date(2026, 11, 24)) == []


def test_nothing_is_acknowledged_before_it_is_registered_or_twice_over_within_the_system(both: SmallOffice) -> None:
    waiting = both.act(both.officer, pass_to_clerk, Intake(Source.EMAIL, "Thư mời"))
    with pytest.raises(Refused) as no:
        both.act(both.clerk, acknowledge, waiting, Way.EMAIL, "Đã nhận")
    assert codes(no) == ["not_registered_yet"]
    inside = registered(both)
    with both.db.act(both.clerk) as tx:
        tx.session.execute(text("UPDATE incoming_document SET source = 'voffice' WHERE id = :i"), {"i": inside})
    with pytest.raises(Refused) as no:
        both.act(both.clerk, acknowledge, inside, Way.EMAIL, "Đã nhận")
    assert codes(no) == ["acknowledged_by_itself"]
    outside = registered(both, code_number="11")
    with pytest.raises(Refused) as no:
        both.act(both.clerk, acknowledge, outside, Way.PHONE, " ")
    assert codes(no) == ["comment_missing"]
    with pytest.raises(Refused) as no:
        both.act(both.school1_clerk, acknowledge, outside, Way.PHONE, "Đã nhận")
    assert codes(no) == ["not_visible"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE source_place SET source = 'sai'",
        "UPDATE acknowledgement SET way = 'sai'",
        "UPDATE mvp_tick SET half = 'sai'",
    ],
)
def test_the_database_knows_the_kinds(both: SmallOffice, statement: str) -> None:
    both.act(both.clerk, save_place, WEBSITE)
    both.act(both.clerk, acknowledge, registered(both), Way.PHONE, "Đã nhận")
    both.act(both.clerk, tick_mvp)
    with both.db.engine.connect() as connection, pytest.raises(DatabaseError):
        connection.execute(text(statement))
