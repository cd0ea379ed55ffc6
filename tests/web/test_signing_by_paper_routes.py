"""An officer before the real door: the signing routes and the pile open with a written authority, and close with it."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.web.acting import acting
from tests.web.served import Served
from tests.web.test_files import MARK
from tests.web.test_login import _positions
from tests.web.test_wire import fitting_payload, nothing, secured_handlers
from tests.web.wire import Wire
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.people import find_actor
from voffice_app.db.sequences import Register
from voffice_app.db.signing_authority import SigningAuthority
from voffice_app.domain.authority import Capacity
from voffice_app.domain.outgoing import OutgoingStatus
from voffice_app.domain.permissions import Permission

APPROVE = next(name for name, wanted in secured_handlers().items() if wanted == Permission.OUTGOING_APPROVE)


def begin(office: Served, who: str, *document_ids: int) -> Any:
    with office.client(cookie=office.session(who)) as client:
        asked = {"document_ids": list(document_ids), "kind": "leader"}
        return client.post("/api/signing/begin", json=asked, headers=MARK)


def why(office: Served, who: str, document_id: int) -> list[str]:
    """What the route says of one document: the codes of the refusal."""
    answer = begin(office, who, document_id)
    assert answer.status_code == 200, answer.text
    return [reason["code"] for reason in answer.json()["refused"][0]["reasons"]]


def empowered(office: Served, first: date, last: date) -> int:
    """The officer holds TUQ. from–to by the head's paper."""
    position = _positions(office, "chuyenvien")[0]
    with acting(office.database()) as tx:
        actor = find_actor(tx.session, position, tx.today)
        assert actor is not None
        row = SigningAuthority(
            unit_id=actor.unit_id, position_id=position, capacity=Capacity.TUQ, content="Giấy mời họp",
            valid_from=first, valid_to=last, decided_by="Giấy ủy quyền số 01", sha256="0" * 64, recorded_at=tx.now,
        )  # fmt: skip
        tx.session.add(row)
        tx.session.flush()
        return row.id or 0


def end(office: Served, row_id: int) -> None:
    with acting(office.database()) as tx:
        tx.session.get_one(SigningAuthority, row_id).ended_on = tx.today


def numbered(office: Served, signer: str, capacity: str) -> int:
    """A numbered document, as rows only, that waits for this signer."""
    drafter, position = _positions(office, "phophong")[0], _positions(office, signer)[0]
    with acting(office.database()) as tx:
        actor = find_actor(tx.session, drafter, tx.today)
        assert actor is not None
        book = Register(unit_id=actor.unit_id, direction="outgoing", name=f"Sổ thử {uuid4()}", is_default=False)
        tx.session.add(book)
        tx.session.flush()
        row = OutgoingDocument(
            unit_id=actor.unit_id, register_id=book.id, status=OutgoingStatus.NUMBERED, type_key="GM",
            notation=f"GM-{book.id}", number=1, year=tx.today.year, abstract="Về việc họp",
            drafter_position_id=drafter, signer_position_id=position, signing_capacity=capacity, imprinted=True,
            created_at=tx.now, changed_at=tx.now,
        )  # fmt: skip
        tx.session.add(row)
        tx.session.flush()
        return row.id or 0


@pytest.fixture
def today(office: Served) -> date:
    return office.database().today()


@pytest.mark.law("ND30:13")
def test_without_a_paper_no_signing_route_and_no_approval_opens_to_an_officer(office: Served) -> None:
    assert begin(office, "chuyenvien", 1).status_code == 403
    with Wire(office, office.session("chuyenvien")) as wire:
        assert nothing(wire.call(APPROVE, fitting_payload(APPROVE)))


@pytest.mark.law("ND30:13")
def test_within_its_dates_exactly_the_document_that_names_the_officer_so_is_theirs(office: Served, today: date) -> None:
    named, heads = numbered(office, "chuyenvien", "tuq"), numbered(office, "truongphong", "own")
    by_order = numbered(office, "chuyenvien", "tl")
    row = empowered(office, today, today + timedelta(days=3))
    try:
        assert "wrong_person" not in why(office, "chuyenvien", named), "only the key is still missing"
        assert "wrong_person" in why(office, "chuyenvien", heads)
        assert "wrong_person" in why(office, "chuyenvien", by_order), "another capacity than the paper's"
        assert "wrong_person" in why(office, "truongphong", named)
        assert why(office, "kiemnhiem", named) == ["not_visible"], "a clerk of a school"
        assert begin(office, "cntt", named).status_code == 403
    finally:
        end(office, row)
    assert begin(office, "chuyenvien", named).status_code == 403


@pytest.mark.law("ND30:13")
@pytest.mark.parametrize(("first", "last"), [(-9, -1), (1, 9)])
def test_before_its_first_and_after_its_last_day_a_paper_opens_nothing(
    office: Served, today: date, first: int, last: int
) -> None:
    document_id = numbered(office, "chuyenvien", "tuq")
    row = empowered(office, today + timedelta(days=first), today + timedelta(days=last))
    assert begin(office, "chuyenvien", document_id).status_code == 403
    end(office, row)
