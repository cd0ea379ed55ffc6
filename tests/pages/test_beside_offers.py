"""«Ký thêm» offers each person what the acts would accept now, and says what is still lacking."""

import pytest

from state.beside_offers import BesideOffer, beside_offers
from tests.core.conftest import small
from tests.core.signing_room import Room
from tests.core.test_signing_beside import arrived, child, made, room
from voffice_app.db.files import Direction
from voffice_app.words import sentence

__all__ = ["child", "room", "small"]


def offers(room: Room, who: str, document_id: int) -> list[BesideOffer]:
    with room.small.db.read() as session:
        actor = room.small.people[who]
        return beside_offers(session, actor, Direction.INCOMING, document_id, room.small.clock.now)


def named(found: list[BesideOffer]) -> list[str]:
    return [offer.operation for offer in found if not offer.blocked]


@pytest.mark.article("8.2")
def test_the_unit_is_offered_its_confirmation_once_the_leader_confirmed_and_nothing_twice(room: Room) -> None:
    document_id = arrived(room, room.bytes_of(room.documents[0]))
    assert named(offers(room, "clerk", document_id)) == ["income", "copy", "recopy"]
    assert named(offers(room, "deputy", document_id)) == ["confirm"]
    made(room, "confirm", "deputy", document_id)
    assert named(offers(room, "clerk", document_id)) == ["income", "confirm_seal", "copy", "recopy"]
    assert offers(room, "deputy", document_id) == []
    made(room, "income", "clerk", document_id)
    assert named(offers(room, "clerk", document_id)) == ["confirm_seal", "copy", "recopy"]


def test_who_has_no_certificate_is_told_so_and_who_signs_nothing_is_offered_nothing(room: Room) -> None:
    document_id = arrived(room, room.bytes_of(room.documents[0]))
    (lacking,) = [offer for offer in offers(room, "head", document_id) if offer.operation == "confirm"]
    assert lacking.blocked == sentence("certificate_missing", {})
    for who in ("officer", "school1_clerk", "school1_head"):
        assert offers(room, who, document_id) == []


def test_a_paper_that_nobody_signed_does_not_arrive_electronically(room: Room) -> None:
    pdf = room.bytes_of(room.documents[0])
    document_id = arrived(room, pdf[: pdf.index(b"%%EOF") + 6])
    assert named(offers(room, "clerk", document_id)) == ["copy", "recopy"]
