"""The draft's form: signers with their capacity, people outside by lines, clusters, saved sets, enclosures in order."""

from typing import Any

import pytest

from signing.geometry import Sizes
from state.enclosures import Enclosures
from state.outgoing_declared import as_lines, outsiders_of
from state.outgoing_draft import OutgoingDraft
from state.outgoing_linked import DraftLink
from state.recipient_sets import RecipientSets
from state.versions import Versions
from tests.core.conftest import small as small
from tests.core.factories import LAYOUT, SmallOffice, draft, form, upload
from tests.core.test_recall import issued
from tests.pages.outgoing_screen import Screen, furnish, screen
from tests.pages.test_outgoing_draft import sent
from voffice_app.actions import outgoing
from voffice_app.db.people import Unit
from voffice_app.db.recipients import OutgoingOutsider
from voffice_app.domain.outsiders import Outsider


@pytest.fixture
def office(small: SmallOffice, monkeypatch: Any) -> SmallOffice:
    furnish(monkeypatch, small)
    monkeypatch.setattr("state.outgoing_draft.find_layout", lambda *_: dict(LAYOUT))
    monkeypatch.setattr("state.versions.database", lambda: small.db)
    for module in ("state.outgoing_opened", "voffice_app.actions.placing"):
        monkeypatch.setattr(f"{module}.true_sizes", lambda *_: Sizes())
    return small


def writing(office: SmallOffice, who: str = "officer") -> Screen:
    shown = screen(office.people[who], RecipientSets).at("/van-ban-di/soan")
    shown.press(OutgoingDraft.look)
    shown.press(RecipientSets.look_at_sets)
    return shown


@pytest.mark.law("ND30:13")
def test_the_choice_of_signer_shows_how_it_stands_on_paper_and_keeps_it(office: SmallOffice) -> None:
    shown = writing(office)
    labels = {option.value: option.label for option in shown.state.signers}
    assert labels[f"{office.deputy.position_id}:kt"].endswith("KT. HEAD / DEPUTY")
    shown.press(OutgoingDraft.save, sent(office, signer=f"{office.deputy.position_id}:kt"))
    assert office.document(shown.state.draft_id).signing_capacity == "kt"


def test_a_capacity_made_up_in_the_browser_is_refused_beneath_the_field(office: SmallOffice) -> None:
    shown = writing(office)
    shown.press(OutgoingDraft.save, sent(office, signer=f"{office.deputy.position_id}:own"))
    assert shown.state.errors["signer"]
    assert shown.state.draft_id == 0


def test_lines_become_people_outside_and_lines_again() -> None:
    text = "Báo Thái Bình; bao@tb.example; đăng tin\n\n  Ông Bình "
    read = outsiders_of(text)
    assert read == (Outsider("Báo Thái Bình", "bao@tb.example", "đăng tin"), Outsider("Ông Bình"))
    rows = [OutgoingOutsider(outgoing_id=1, name=o.name, email=o.email, note=o.note) for o in read]
    assert outsiders_of(as_lines(rows)) == read


def test_a_wrong_address_is_told_beneath_its_field_and_the_draft_not_kept(office: SmallOffice) -> None:
    shown = writing(office)
    shown.press(OutgoingDraft.save, sent(office, outsiders="Báo; không-phải-thư"))
    assert "không-phải-thư" in shown.state.errors["outsiders"]
    assert shown.state.draft_id == 0


def test_neighbouring_schools_are_one_press(office: SmallOffice) -> None:
    with office.db.act(office.it) as tx:
        tx.session.get_one(Unit, office.schools[0]).cluster = "Cụm số 1"
    shown = writing(office)
    assert [(g.label, g.count) for g in shown.state.groups][-1] == ("Cụm số 1", 1)
    shown.press(OutgoingDraft.pick_group, "cluster:Cụm số 1")
    assert shown.state.picked == [office.schools[0]]


def test_a_choice_is_saved_shared_pressed_by_a_colleague_and_changed_by_its_owner_alone(office: SmallOffice) -> None:
    shown = writing(office)
    shown.press(OutgoingDraft.pick_group, "schools")
    shown.press(RecipientSets.call_set, "Hai trường")
    shown.press(RecipientSets.share_set)
    shown.press(RecipientSets.save_set, True)
    other = writing(office, "deputy")
    other.press(RecipientSets.pick_set, other.state.sets[0].id)
    assert other.state.picked == sorted(office.schools)
    assert other.state.set_id == 0, "nothing to change for who does not own it"
    shown.press(RecipientSets.pick_set, shown.state.sets[0].id)
    shown.press(RecipientSets.end_set)
    assert shown.state.sets == []


def test_enclosures_are_moved_and_taken_off_on_the_drafts_page(office: SmallOffice) -> None:
    ids = tuple(upload(office, office.officer, content=name) for name in (b"phu luc 1", b"phu luc 2"))
    document_id = draft(office, attachment_upload_ids=ids)
    shown = screen(office.officer, Enclosures).at(f"/van-ban-di/{document_id}")
    shown.press(Enclosures.look)
    first, second = (file.id for file in shown.state.files)
    shown.press(Enclosures.move, second, -1)
    assert [file.id for file in shown.state.files] == [second, first]
    shown.press(Enclosures.withdraw, first)
    assert [file.id for file in shown.state.files] == [second]
    watched = screen(office.head, Enclosures).at(f"/van-ban-di/{document_id}")
    watched.press(Enclosures.look)
    assert not watched.state.editable


@pytest.mark.law("ND30:10")
def test_every_version_tells_who_when_and_why_and_is_held_against_the_one_before(office: SmallOffice) -> None:
    document_id = draft(office)
    changed = form(office, abstract="Mới", change_note="Sửa căn cứ", layout=LAYOUT)
    office.act(office.officer, outgoing.edit_draft, document_id, changed)
    shown = screen(office.head, Versions).at(f"/van-ban-di/{document_id}")
    shown.press(Versions.look)
    newest, first = shown.state.versions
    assert (newest.note, newest.current, first.current) == ("Sửa căn cứ", True, False)
    assert newest.about.startswith("Người officer")
    assert newest.against.startswith("/so-sanh?truoc=")
    foreign = screen(office.school1_head, Versions).at(f"/van-ban-di/{document_id}")
    foreign.press(Versions.look)
    assert foreign.state.versions == []


@pytest.mark.law("ND30:18")
def test_what_it_replaces_is_chosen_while_it_is_written_and_kept_with_the_draft(office: SmallOffice) -> None:
    old, shown, link = issued(office), writing(office), screen(office.officer, DraftLink).at("/van-ban-di/soan")
    link.press(DraftLink.look_at_link)
    link.press(DraftLink.seek_link, "kiem tra")
    assert [option.value for option in link.state.link_found] == [str(old)]
    form = sent(office, link_kind="replaces", link_target=str(old))
    shown.press(OutgoingDraft.save, form)
    draft_id = shown.state.draft_id
    link.at(f"/van-ban-di/{draft_id}/sua").press(DraftLink.look_at_link)
    assert (link.state.link_kind, [o.value for o in link.state.link_target]) == ("replaces", [str(old)])
    again = {**form, "draft": str(draft_id), "main": ""}
    shown.press(OutgoingDraft.save, again)
    acts = [entry.act for entry in office.history("outgoing", draft_id)]
    assert acts.count("declare_link") == 1, "saved again as it was, nothing is declared anew"
    shown.press(OutgoingDraft.save, {**again, "link_kind": ""})
    link.press(DraftLink.look_at_link)
    assert (link.state.link_kind, link.state.link_target) == ("", [])


def test_a_kind_without_a_document_and_a_document_that_is_none_of_the_units_are_told_beneath_and_nothing_is_kept(
    office: SmallOffice,
) -> None:
    other = draft(office, abstract="Chưa ban hành")
    for target in ("", "99999", str(other)):
        shown = writing(office)
        shown.press(OutgoingDraft.save, sent(office, link_kind="corrects", link_target=target))
        assert shown.state.errors["link_target"], target
        assert shown.state.draft_id == 0
