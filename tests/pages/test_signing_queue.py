"""The signing queue: four tabs of one condition each, a pile for one PIN, and how it gets on after coming back."""

from datetime import timedelta
from typing import Any

import pytest

from signing.errors import PinWrong
from state.signing_queue import SigningQueue
from tests.core.factories import SmallOffice, numbered, small_office
from tests.core.test_signing_acts import PIN, intents
from tests.core.test_signing_batch import CountedKey, key, pile
from tests.pages.outgoing_screen import Screen, screen
from voffice_app.actions import outgoing, signing, signing_batch
from voffice_app.db.certificates import Certificate, CertificateStatus, KeyHome
from voffice_app.db.outgoing import load_outgoing
from voffice_app.db.paging import PAGE_SIZE
from voffice_app.db.signing_attempts import Way
from voffice_app.domain.people import Actor

__all__ = ["intents", "key"]


@pytest.fixture
def small(tmp_path: Any, monkeypatch: Any) -> SmallOffice:
    office = small_office(tmp_path)
    for module in ("state.base", "state.signing_queue"):
        monkeypatch.setattr(f"{module}.database", lambda: office.db)
    return office


def at(person: Actor, query: str = "") -> Screen:
    shown = screen(person, SigningQueue).at(f"/ky-so{query}")
    shown.press(SigningQueue.look)
    return shown


def rows(person: Actor, tab: str) -> list[int]:
    return [row.id for row in at(person, f"?tab={tab}").state.rows]


def sign_all(small: SmallOffice, who: Actor, ids: list[int], kind: str = "leader") -> signing_batch.Batch:
    batch = signing_batch.open_batch(small.office, who, ids, kind)
    signing_batch.run_batch(small.office, who, batch, PIN)
    return batch


def counts(shown: Screen) -> dict[str, str]:
    return {tab.key: tab.count for tab in shown.state.tabs}


def test_each_tab_holds_what_it_says_and_counts_it(small: SmallOffice, key: CountedKey) -> None:
    ids = pile(small, 4)
    signing.begin(small.office, small.deputy, ids[0], "leader", Way.SERVER)
    signing.sign(small.office, small.deputy, ids[1], PIN)
    key.why = PinWrong.after(2)
    with pytest.raises(PinWrong):
        signing.sign(small.office, small.deputy, ids[2], PIN)
    shown = at(small.deputy)
    assert counts(shown) == {"waiting": "2", "signing": "1", "signed": "1", "failed": "1"}
    assert rows(small.deputy, "waiting") == [ids[3], ids[2]]
    assert rows(small.deputy, "signing") == [ids[0]]
    assert rows(small.deputy, "signed") == [ids[1]]
    assert rows(small.deputy, "failed") == [ids[2]]
    assert shown.state.finding == "2 văn bản chờ bạn ký số"
    failed = at(small.deputy, "?tab=failed").state.rows[0]
    assert failed.told == "Mã PIN không đúng, còn 2 lần thử. Văn bản giữ nguyên."
    assert (failed.label, failed.pickable) == ("Chưa ký được", True)


def test_leaders_sign_and_clerks_seal_in_the_same_place(small: SmallOffice, key: CountedKey) -> None:
    ids = pile(small, 3)
    assert rows(small.clerk, "waiting") == []
    sign_all(small, small.deputy, ids[:2])
    assert rows(small.deputy, "waiting") == [ids[2]]
    assert rows(small.clerk, "waiting") == [ids[1], ids[0]]
    sign_all(small, small.clerk, ids[:1], "agency")
    shown = at(small.clerk, "?tab=signed")
    assert [(row.id, row.label) for row in shown.state.rows] == [(ids[0], "Đã đóng dấu")]
    assert shown.state.rows[0].told.endswith("Chờ ban hành")


def test_another_leader_another_unit_and_the_officer_see_none_of_it(small: SmallOffice, key: CountedKey) -> None:
    pile(small, 2)
    for who in (small.head, small.school1_head, small.school1_clerk):
        for tab in ("waiting", "signing", "signed", "failed"):
            assert rows(who, tab) == []


def test_the_pile_is_what_was_chosen_on_this_page_and_nothing_else(small: SmallOffice, key: CountedKey) -> None:
    ids = pile(small, 3)
    shown = at(small.deputy)
    shown.press(SigningQueue.choose, ids[1])
    shown.press(SigningQueue.choose, 9999)
    assert [(row.id, row.recipients) for row in shown.state.chosen_lines] == [(ids[1], "2 đơn vị")]
    assert shown.state.chosen_lines[0].href == f"/van-ban-di/{ids[1]}?tab=to_sign"
    shown.press(SigningQueue.choose_page)
    assert (sorted(shown.state.chosen), shown.state.whole_page) == (ids, True)
    shown.press(SigningQueue.choose, ids[0])
    assert shown.state.whole_page is False
    shown.press(SigningQueue.choose_page)
    shown.press(SigningQueue.choose_page)
    assert shown.state.chosen == []


def test_a_pile_is_followed_until_all_has_ended(small: SmallOffice, key: CountedKey) -> None:
    ids = pile(small, 3)
    shown = at(small.deputy)
    shown.press(SigningQueue.choose_page)
    batch = signing_batch.open_batch(small.office, small.deputy, ids, "leader")
    shown.press(SigningQueue.begun, True, "done")
    assert (shown.state.running, shown.state.progress, shown.state.percent) == (True, "Đã ký 0/3 văn bản", 0)
    assert [fate.label for fate in shown.state.fates] == ["Đang ký"] * 3
    small.act(small.deputy, outgoing.send_back, ids[1], "Sửa lại")
    signing_batch.run_batch(small.office, small.deputy, batch, PIN)
    shown.press(SigningQueue.tick)
    assert (shown.state.running, shown.state.percent) == (False, 100)
    assert shown.state.progress == "Đã ký 2/3 văn bản, 1 chưa được"
    assert [fate.state for fate in shown.state.fates] == ["done", "failed", "done"]
    assert "Trả lại" in shown.state.fates[1].told
    assert shown.state.rows == []
    shown.press(SigningQueue.put_away)
    assert (shown.state.batch, shown.state.fates) == ("", [])


def test_what_stopped_the_whole_pile_is_told_once(small: SmallOffice, key: CountedKey) -> None:
    ids, key.why = pile(small, 2), PinWrong.after(2)
    shown = at(small.deputy)
    batch = signing_batch.open_batch(small.office, small.deputy, ids, "leader")
    with pytest.raises(PinWrong):
        signing_batch.run_batch(small.office, small.deputy, batch, PIN)
    shown.press(SigningQueue.begun, True, "done")
    assert shown.state.reason == "Mã PIN không đúng, còn 2 lần thử. Văn bản giữ nguyên."
    assert [row.label for row in shown.state.rows] == ["Lần trước lỗi"] * 2
    shown.press(SigningQueue.choose, ids[0])
    assert (shown.state.batch, shown.state.reason, shown.state.chosen) == ("", "", [ids[0]])


def test_choosing_does_not_hide_a_pile_under_way(small: SmallOffice, key: CountedKey) -> None:
    ids = pile(small, 2)
    batch = signing_batch.open_batch(small.office, small.deputy, ids[:1], "leader")
    shown = at(small.deputy)
    shown.press(SigningQueue.choose, ids[1])
    assert (shown.state.batch, shown.state.chosen) == (batch.id, [ids[1]])


def test_closing_the_page_and_coming_back_finds_the_pile_under_way(small: SmallOffice, key: CountedKey) -> None:
    ids = pile(small, 2)
    batch = signing_batch.open_batch(small.office, small.deputy, ids, "leader")
    assert at(small.head).state.batch == "", "another person's pile is not shown"
    shown = at(small.deputy)
    assert (shown.state.batch, shown.state.running) == (batch.id, True)
    shown.press(SigningQueue.leave)
    assert (shown.state.batch, shown.state.rows) == ("", [])
    signing_batch.run_batch(small.office, small.deputy, batch, PIN)
    assert at(small.deputy).state.batch == "", "what has ended is read in its tab"


def test_a_pile_that_never_ends_is_not_asked_about_for_ever(small: SmallOffice, key: CountedKey) -> None:
    ids = pile(small, 1)
    signing_batch.open_batch(small.office, small.deputy, ids, "leader")
    shown = at(small.deputy)
    small.clock.now += timedelta(minutes=11)
    shown.press(SigningQueue.tick)
    assert (shown.state.running, shown.state.fates[0].state) == (False, "failed")
    assert shown.state.fates[0].told == "Phiên ký đã quá 10 phút nên hết hạn. Văn bản giữ nguyên; bấm ký lại."
    assert rows(small.deputy, "failed") == ids


def test_what_the_pile_did_not_take_up_is_named(small: SmallOffice, key: CountedKey) -> None:
    ids = pile(small, 2)
    shown = at(small.deputy)
    shown.press(SigningQueue.choose_page)
    small.act(small.deputy, outgoing.send_back, ids[0], "Sửa lại")
    sign_all(small, small.deputy, ids)
    shown.press(SigningQueue.begun, True, "done")
    assert shown.state.left_out == small.document(ids[0]).reference
    assert shown.state.progress == "Đã ký 1/1 văn bản"


def test_a_refused_pin_keeps_what_was_chosen(small: SmallOffice, key: CountedKey) -> None:
    pile(small, 2)
    shown = at(small.deputy)
    shown.press(SigningQueue.choose_page)
    shown.press(SigningQueue.begun, False, "too_many")
    assert len(shown.state.chosen) == 2
    assert shown.state.batch == ""


def test_what_was_begun_at_the_persons_own_pc_and_left_lying_is_begun_anew(small: SmallOffice, key: CountedKey) -> None:
    ids = pile(small, 2)
    with small.db.act(small.it) as tx:
        tx.session.get_one(Certificate, 1).home = KeyHome.DESK
    signing_batch.open_batch(small.office, small.deputy, ids[:1], "leader", Way.DESK)
    shown = at(small.deputy, "?tab=signing")
    assert shown.state.batch == "", "nobody goes on with it while the page is closed"
    assert [(row.id, row.pickable) for row in shown.state.rows] == [(ids[0], True)]
    shown.press(SigningQueue.choose, ids[0])
    assert shown.state.chosen == [ids[0]]


def test_trying_again_makes_a_new_attempt(small: SmallOffice, key: CountedKey) -> None:
    (number,) = pile(small, 1)
    key.why = PinWrong.after(1)
    with pytest.raises(PinWrong):
        signing.sign(small.office, small.deputy, number, PIN)
    shown = at(small.deputy, "?tab=failed")
    shown.press(SigningQueue.choose, number)
    assert shown.state.chosen == [number]
    key.why = None
    sign_all(small, small.deputy, shown.state.chosen)
    assert rows(small.deputy, "failed") == []
    assert rows(small.deputy, "signed") == [number]


def test_a_failure_is_told_for_a_day_when_the_document_has_moved_on(small: SmallOffice, key: CountedKey) -> None:
    (number,) = pile(small, 1)
    key.why = PinWrong.after(1)
    with pytest.raises(PinWrong):
        signing.sign(small.office, small.deputy, number, PIN)
    small.act(small.deputy, outgoing.send_back, number, "Sửa lại")
    shown = at(small.deputy, "?tab=failed")
    assert [(row.id, row.pickable) for row in shown.state.rows] == [(number, False)]
    small.clock.now += timedelta(days=1, minutes=1)
    assert rows(small.deputy, "failed") == []


@pytest.mark.parametrize(
    ("home", "way"), [(KeyHome.TOKEN, "server"), (KeyHome.DESK, "desk"), (KeyHome.PLUGIN, "plugin")]
)
def test_the_key_is_asked_where_it_lives(small: SmallOffice, key: CountedKey, home: KeyHome, way: str) -> None:
    pile(small, 1)
    with small.db.act(small.it) as tx:
        tx.session.get_one(Certificate, 1).home = home
    assert (at(small.deputy).state.way, at(small.deputy).state.hindered) == (way, "")


def test_without_a_certificate_the_place_of_the_pin_says_why(small: SmallOffice, key: CountedKey) -> None:
    pile(small, 1)
    with small.db.act(small.it) as tx:
        tx.session.get_one(Certificate, 1).status = CertificateStatus.REVOKED
    shown = at(small.deputy)
    assert shown.state.hindered.startswith("Chưa có chứng thư số còn hạn")
    assert shown.state.way == ""


def test_long_queues_are_turned_page_by_page(small: SmallOffice, key: CountedKey) -> None:
    ids = pile(small, PAGE_SIZE + 5)
    first = at(small.deputy)
    assert [row.id for row in first.state.rows] == ids[::-1][:PAGE_SIZE]
    second = at(small.deputy, first.state.following.removeprefix("/ky-so"))
    assert [row.id for row in second.state.rows] == ids[::-1][PAGE_SIZE:]
    back = at(small.deputy, second.state.previous.removeprefix("/ky-so"))
    assert [row.id for row in back.state.rows] == ids[::-1][:PAGE_SIZE]


def test_an_older_failure_on_another_version_is_forgotten(small: SmallOffice, key: CountedKey) -> None:
    (number,) = pile(small, 1)
    key.why = PinWrong.after(1)
    with pytest.raises(PinWrong):
        signing.sign(small.office, small.deputy, number, PIN)
    with small.db.act(small.it) as tx:
        document = load_outgoing(tx, number)
        document.current_file_id = document.clean_file_id
    small.clock.now += timedelta(days=2)
    assert rows(small.deputy, "failed") == []
    assert numbered(small) in rows(small.deputy, "waiting")
