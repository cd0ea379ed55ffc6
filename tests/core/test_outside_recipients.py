"""Recipients outside the system, and saved sets of units: named rightly, kept, private or shared in the unit."""

from typing import Any

import pytest

from tests.core.factories import SmallOffice, codes, draft, form, sealed, submitted
from voffice_app.actions import issuing, outgoing
from voffice_app.actions import recipients as acts
from voffice_app.db.recipients import RecipientSet, list_outsiders, list_sets
from voffice_app.domain.errors import NotVisible, Refused
from voffice_app.domain.outsiders import MOST, Outsider

BAO = Outsider("Báo Thái Bình", "toasoan@baothaibinh.example", "Đăng tin")


def named(small: SmallOffice, document_id: int) -> list[tuple[str, str]]:
    with small.db.read() as session:
        return [(row.name, row.email) for row in list_outsiders(session, document_id)]


@pytest.mark.article("6.2")
def test_a_document_may_go_to_people_outside_only(both: SmallOffice) -> None:
    document_id = sealed(both, recipient_ids=(), outsiders=(BAO,))
    both.act(both.clerk, issuing.issue, document_id)
    document = both.document(document_id)
    assert (document.status, document.recipient_count, document.outsider_count) == ("issued", 0, 1)
    assert named(both, document_id) == [("Báo Thái Bình", "toasoan@baothaibinh.example")]


def test_without_anybody_it_is_not_submitted(small: SmallOffice) -> None:
    with pytest.raises(Refused) as no:
        submitted(small, recipient_ids=(), outsiders=())
    assert codes(no) == ["recipients_missing"]


def test_an_edited_list_replaces_the_one_before_and_each_address_counts_once(small: SmallOffice) -> None:
    document_id = draft(small, outsiders=(BAO, Outsider("Ông Bình")))
    again = (Outsider("  Báo  Thái Bình ", BAO.email.upper()), BAO, Outsider("", "", ""))
    small.act(small.officer, outgoing.edit_draft, document_id, form(small, outsiders=again))
    assert named(small, document_id) == [("Báo Thái Bình", BAO.email)]
    assert small.document(document_id).outsider_count == 1


@pytest.mark.parametrize(
    ("outsiders", "code"),
    [
        ((Outsider("", "a@b.vn"),), "outsider_nameless"), ((Outsider("A", "không phải thư"),), "outsider_email_bad"),
        ((Outsider("A", "a@b"),), "outsider_email_bad"),
        ((Outsider("A", "a@b.vn\r\nBcc: c@d.vn"),), "outsider_email_bad"),
        (tuple(Outsider(f"Ông {n}") for n in range(MOST + 1)), "outsiders_too_many"),
    ],
)  # fmt: skip
def test_a_recipient_without_name_or_with_a_wrong_address_is_refused(
    small: SmallOffice, outsiders: Any, code: str
) -> None:
    with pytest.raises(Refused) as no:
        draft(small, outsiders=outsiders)
    assert codes(no) == [code]


@pytest.mark.article("5.3")
def test_a_secret_mark_in_a_recipients_note_is_refused(small: SmallOffice) -> None:
    with pytest.raises(Refused) as no:
        draft(small, outsiders=(Outsider("Ông Bình", "", "(TỐI MẬT)"),))
    assert codes(no) == ["state_secret"]


def save(small: SmallOffice, who: str = "officer", name: str = "Các trường điểm", **more: Any) -> int:
    return int(small.act(small.people[who], acts.save_set, name, more.pop("units", small.schools), **more))


def seen(small: SmallOffice, who: str) -> list[tuple[str, bool]]:
    with small.db.read() as session:
        return [(row.name, row.mine) for row in list_sets(session, small.people[who])]


def test_a_private_set_is_its_owners_and_a_shared_one_the_units(both: SmallOffice) -> None:
    save(both)
    save(both, name="Cụm số 1", shared=True)
    assert seen(both, "officer") == [("Các trường điểm", True), ("Cụm số 1", True)]
    assert seen(both, "deputy") == [("Cụm số 1", False)]
    assert seen(both, "school1_officer") == []


def test_its_owner_changes_and_ends_a_set_and_the_row_stays(both: SmallOffice) -> None:
    made = save(both)
    save(both, set_id=made, name="Hai trường", units=both.schools[:1], shared=True)
    with both.db.read() as session:
        assert [(row.name, row.unit_ids) for row in list_sets(session, both.officer)] == [
            ("Hai trường", both.schools[:1])
        ]
    both.act(both.officer, acts.end_set, made)
    assert seen(both, "officer") == []
    with both.db.read() as session:
        assert session.get_one(RecipientSet, made).ended_at is not None
    with pytest.raises(Refused):
        both.act(both.officer, acts.end_set, made)


@pytest.mark.parametrize("who", ["deputy", "colleague", "school1_officer"])
def test_nobody_else_changes_or_ends_it(small: SmallOffice, who: str) -> None:
    made = save(small, shared=True)
    for act, args in ((acts.save_set, ("Của tôi", small.schools[1:], False, made)), (acts.end_set, (made,))):
        with pytest.raises(Refused) as no:
            small.act(small.people[who], act, *args)
        assert codes(no) == ["set_not_yours"]


def test_who_drafts_nothing_saves_no_sets(small: SmallOffice) -> None:
    with pytest.raises(NotVisible):
        save(small, "clerk")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": " "}, "set_nameless"), ({"units": ()}, "set_empty"), ({"units": (999,)}, "recipient_unknown"),
        ({"name": "CÁC TRƯỜNG ĐIỂM"}, "set_taken"), ({"name": "ĐỘ MẬT: Mật"}, "state_secret"),
    ],
)  # fmt: skip
def test_a_set_with_a_fault_is_refused(small: SmallOffice, changes: Any, code: str) -> None:
    save(small)
    with pytest.raises(Refused) as no:
        save(small, **changes)
    assert codes(no) == [code]
