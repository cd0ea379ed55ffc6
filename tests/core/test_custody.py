"""The record of custody: given in writing, used by the holder alone, ended with a reason (QC 4.3, 6.5; ND30 Đ32)."""

from datetime import date, timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from signing.demo_ca import DemoCA, Subject
from signing.keys import new_private_key, public_der
from tests.core.factories import NOON, SmallOffice, codes, seat, upload
from voffice_app import words
from voffice_app.actions import certificates, custody
from voffice_app.actions.certificates import CertificateForm, Key
from voffice_app.actions.custody_parts import Paper
from voffice_app.db.certificates import Certificate, CertificateKind, CertificateStatus, KeyHome, list_agency
from voffice_app.db.custody import find_for_sealing, holder_at, list_events, may_seal
from voffice_app.db.custody_lists import find_paper, list_certificates
from voffice_app.db.people import Position, find_actor
from voffice_app.domain.custody import CustodyAct
from voffice_app.domain.errors import NotVisible, Refused
from voffice_app.domain.people import Actor, Role

TODAY = date(2026, 11, 23)
GIVER, DECISION = "Trưởng phòng", "BB 01/BB-PGDĐT ngày 05/01/2026"
AUTHORITY = DemoCA.create(NOON - timedelta(days=900))


def pem(name: str = "Phòng GD&ĐT Thái Thụy", *, ends_in: int = 700) -> str:
    """A certificate of the demonstration's authority, with its issuer behind it."""
    end = NOON + timedelta(days=ends_in)
    own = AUTHORITY.issue(public_der(new_private_key("ec")), Subject(name, name), NOON - timedelta(days=800), end)
    chain = [x509.load_der_x509_certificate(der) for der in (own, AUTHORITY.sub_der)]
    return "".join(part.public_bytes(serialization.Encoding.PEM).decode() for part in chain)


def key(**changes: Any) -> Key:
    return Key(**{"pem": pem(), "token_label": "dau", "key_label": "dau", "token_serial": "0A1B", **changes})


def entered(small: SmallOffice, kind: CertificateKind = CertificateKind.AGENCY, **changes: Any) -> int:
    owner = small.deputy.account_id if kind is CertificateKind.PERSONAL else None
    form = CertificateForm(changes.pop("key", None) or key(), kind, small.clerk.unit_id, owner)
    return int(small.act(small.it, certificates.enter_certificate, form))


def paper(small: SmallOffice, who: Actor, **changes: Any) -> Paper:
    return Paper(DECISION, upload(small, who, content=f"minutes {who.position_id} {changes}".encode(), **changes))


def handed(small: SmallOffice, on: date = TODAY - timedelta(days=3), **changes: Any) -> int:
    certificate_id = entered(small, **changes)
    give(small, certificate_id, small.clerk, on)
    return certificate_id


def give(small: SmallOffice, certificate_id: int, to: Actor, on: date = TODAY, by: Actor | None = None) -> None:
    by = by or small.it
    small.act(by, custody.hand_over, certificate_id, to.position_id, GIVER, on, paper(small, by))


def second_clerk(small: SmallOffice) -> Actor:
    with small.db.act(small.it) as tx:
        position_id = seat(tx, small.clerk.unit_id, Role.CLERK, "clerk2")
        found = find_actor(tx.session, position_id, TODAY)
    assert found is not None
    return found


def lend(small: SmallOffice, certificate_id: int, to: Actor, since: date, until: date) -> None:
    small.act(small.head, custody.authorise, certificate_id, to.position_id, since, until, paper(small, small.head))


def seals(small: SmallOffice, certificate_id: int, who: Actor, days: int = 0) -> bool:
    with small.db.read() as session:
        row = session.get_one(Certificate, certificate_id)
        return may_seal(session, row, who, NOON + timedelta(days=days))


def row(small: SmallOffice, certificate_id: int) -> Certificate:
    with small.db.read() as session:
        return session.get_one(Certificate, certificate_id)


@pytest.mark.article("III.2")
@pytest.mark.article("6.5")
@pytest.mark.law("ND30:32")
def test_the_offices_certificate_seals_only_after_it_was_handed_to_the_clerk_with_minutes(both: SmallOffice) -> None:
    certificate_id = entered(both)
    assert not seals(both, certificate_id, both.clerk)
    give(both, certificate_id, both.clerk)
    assert seals(both, certificate_id, both.clerk)
    with both.db.read() as session:
        kept = session.get_one(Certificate, certificate_id)
        events = list_events(session, certificate_id)
        assert holder_at(session, kept, NOON) == both.clerk.position_id
        assert holder_at(session, kept, NOON - timedelta(days=1)) is None
    assert [event.act for event in events] == ["entered", "handed_over"]
    assert (events[1].given_by, events[1].decision, events[1].recorded_by) == (GIVER, DECISION, both.it.position_id)
    assert both.db.vault.get(events[1].sha256).startswith(b"minutes"), "the scan is kept with the row"
    assert kept.token_serial == "0A1B"
    acts = [entry.act for entry in both.history("certificate", certificate_id)]
    assert acts == ["certificate_handed_over", "certificate_entered"]


@pytest.mark.article("6.5")
@pytest.mark.law("ND30:32")
def test_it_is_handed_to_nobody_but_the_units_own_clerk_and_not_without_a_decision_and_its_scan(
    small: SmallOffice,
) -> None:
    certificate_id = entered(small)
    scan = upload(small, small.it)
    photo = upload(small, small.it, media_type="image/png")
    for who, giver, on, ground, code in (
        (small.officer, GIVER, TODAY, Paper(DECISION, scan), "holder_not_clerk"),
        (small.head, GIVER, TODAY, Paper(DECISION, scan), "holder_not_clerk"),
        (small.school1_clerk, GIVER, TODAY, Paper(DECISION, scan), "person_unknown"),
        (small.clerk, " ", TODAY, Paper(DECISION, scan), "giver_missing"),
        (small.clerk, GIVER, TODAY, Paper(" ", scan), "decision_missing"),
        (small.clerk, GIVER, TODAY, Paper(DECISION, 0), "minutes_missing"),
        (small.clerk, GIVER, TODAY, Paper(DECISION, photo), "minutes_not_pdf"),
        (small.clerk, GIVER, TODAY, Paper(DECISION, upload(small, small.head)), "not_visible"),
        (small.clerk, GIVER, TODAY + timedelta(days=1), Paper(DECISION, scan), "move_in_future"),
    ):
        with pytest.raises(Refused) as no:
            small.act(small.it, custody.hand_over, certificate_id, who.position_id, giver, on, ground)
        assert codes(no) == [code]
    assert not seals(small, certificate_id, small.clerk)


def test_one_scan_grounds_one_act_and_a_move_is_not_dated_before_the_last_one(small: SmallOffice) -> None:
    certificate_id = entered(small)
    ground = paper(small, small.it)
    small.act(small.it, custody.hand_over, certificate_id, small.clerk.position_id, GIVER, TODAY, ground)
    for on, again, code in (
        (TODAY, ground, "upload_attached"),
        (TODAY - timedelta(days=1), paper(small, small.it), "move_before_last"),
    ):
        with pytest.raises(Refused) as no:
            small.act(small.it, custody.give_back, certificate_id, on, again)
        assert codes(no) == [code]


@pytest.mark.law("ND30:32")
def test_another_clerk_uses_it_by_written_authority_within_its_dates_only(both: SmallOffice) -> None:
    certificate_id, other = handed(both), second_clerk(both)
    assert not seals(both, certificate_id, other)
    lend(both, certificate_id, other, TODAY + timedelta(days=2), TODAY + timedelta(days=4))
    assert [seals(both, certificate_id, other, days) for days in range(7)] == [
        False, False, True, True, True, False, False,
    ]  # fmt: skip
    assert seals(both, certificate_id, both.clerk, 3), "the holder stays the holder"


def test_an_authority_ends_when_it_is_taken_back_or_the_key_is_with_somebody_else(small: SmallOffice) -> None:
    certificate_id, other = handed(small), second_clerk(small)
    lend(small, certificate_id, other, TODAY, TODAY + timedelta(days=9))
    assert seals(small, certificate_id, other)
    small.act(small.head, custody.end_authority, certificate_id, other.position_id, "Văn thư đã đi làm lại")
    assert not seals(small, certificate_id, other)
    lend(small, certificate_id, other, TODAY, TODAY + timedelta(days=9))
    small.act(small.head, custody.give_back, certificate_id, TODAY, paper(small, small.head))
    assert not seals(small, certificate_id, other)
    give(small, certificate_id, small.clerk)
    assert not seals(small, certificate_id, other), "an old authority does not come back with the holder"


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [(2, 1, "ends_before_start"), (-9, -1, "authority_over")],
)  # fmt: skip
def test_an_authority_needs_dates_that_can_be(small: SmallOffice, since: int, until: int, code: str) -> None:
    certificate_id, other = handed(small), second_clerk(small)
    with pytest.raises(Refused) as no:
        lend(small, certificate_id, other, TODAY + timedelta(days=since), TODAY + timedelta(days=until))
    assert codes(no) == [code]


def test_an_authority_is_given_to_another_clerk_of_the_unit_while_somebody_holds_the_key(small: SmallOffice) -> None:
    held, loose = handed(small), entered(small)
    for certificate_id, who, code in (
        (held, small.officer, "holder_not_clerk"), (held, small.school1_clerk, "person_unknown"),
        (held, small.clerk, "holder_already"), (loose, small.clerk, "nobody_holds"),
    ):  # fmt: skip
        with pytest.raises(Refused) as no:
            lend(small, certificate_id, who, TODAY, TODAY)
        assert codes(no) == [code]


@pytest.mark.article("6.5")
def test_what_was_returned_lost_or_revoked_seals_nothing_from_that_moment_on(both: SmallOffice) -> None:
    returned, lost, revoked = (handed(both) for _ in range(3))
    both.act(both.it, custody.give_back, returned, TODAY, paper(both, both.it))
    both.act(both.clerk, custody.report_lost, lost, "Mất khi đi công tác")
    both.act(both.it, custody.revoke, revoked, "Quyết định thu hồi 12/QĐ")
    assert [seals(both, each, both.clerk) for each in (returned, lost, revoked)] == [False] * 3
    assert row(both, lost).status is CertificateStatus.LOST
    with both.db.read() as session:
        found = list_agency(session, both.clerk.unit_id, NOON)
    assert [each.id for each in found] == [returned], "only the returned one is still in force, with nobody"


def test_a_lost_key_that_is_found_must_be_handed_over_again(small: SmallOffice) -> None:
    certificate_id = handed(small)
    small.act(small.clerk, custody.report_lost, certificate_id, "Không thấy trong tủ")
    small.act(small.it, custody.report_found, certificate_id, "Ở ngăn bàn, còn niêm phong")
    assert not seals(small, certificate_id, small.clerk)
    give(small, certificate_id, small.clerk)
    assert seals(small, certificate_id, small.clerk)
    with pytest.raises(Refused) as no:
        small.act(small.it, custody.report_found, certificate_id, "x")
    assert codes(no) == ["certificate_not_lost"]


def test_endings_need_a_reason_and_happen_once(small: SmallOffice) -> None:
    certificate_id = handed(small)
    with pytest.raises(Refused) as silent:
        small.act(small.it, custody.revoke, certificate_id, " ")
    small.act(small.it, custody.revoke, certificate_id, "Hết nhu cầu")
    with pytest.raises(Refused) as again:
        small.act(small.it, custody.revoke, certificate_id, "Hết nhu cầu")
    with pytest.raises(Refused) as over:
        give(small, certificate_id, small.clerk)
    assert (codes(silent), codes(again), codes(over)) == (
        ["comment_missing"], ["certificate_ended"], ["certificate_ended"],
    )  # fmt: skip


@pytest.mark.article("6.5")
def test_a_holder_who_moved_to_another_post_does_not_seal(both: SmallOffice) -> None:
    certificate_id = handed(both)
    with both.db.act(both.it) as tx:
        post = tx.session.get_one(Position, both.clerk.position_id)
        post.valid_to = TODAY - timedelta(days=1)
        tx.session.add(post)
        tx.session.add(
            Position(account_id=both.clerk.account_id, unit_id=both.clerk.unit_id, role=Role.CLERK, title="Văn thư",
                     valid_from=TODAY)
        )  # fmt: skip
    assert not seals(both, certificate_id, both.clerk)
    with both.db.read() as session:
        new_post = session.exec(text("SELECT max(id) FROM position")).one()[0]  # type: ignore[call-overload]
        moved = find_actor(session, new_post, TODAY)
    assert moved is not None
    assert not seals(both, certificate_id, moved), "the minutes name the former post"


def test_nobody_seals_with_another_units_certificate_or_out_of_its_dates(small: SmallOffice) -> None:
    certificate_id = handed(small, key=key(pem=pem(ends_in=30)))
    assert not seals(small, certificate_id, small.school1_clerk)
    assert not seals(small, certificate_id, small.officer)
    assert not seals(small, certificate_id, small.clerk, 31)
    assert not seals(small, certificate_id, small.clerk, -900)


def test_renewed_it_stays_with_its_holder_and_the_old_one_signs_nothing(both: SmallOffice) -> None:
    old = handed(both, key=key(pem=pem(ends_in=20)))
    with pytest.raises(Refused) as no:
        both.act(both.it, certificates.renew, old, key(), Paper(DECISION, 0))
    with pytest.raises(Refused) as shorter:
        both.act(both.it, certificates.renew, old, key(pem=pem(ends_in=10)), paper(both, both.it))
    assert (codes(no), codes(shorter)) == (["minutes_missing"], ["renewal_not_later"])
    new = both.act(both.it, certificates.renew, old, key(home=KeyHome.DESK), paper(both, both.it))
    assert (seals(both, old, both.clerk), seals(both, new, both.clerk)) == (False, True)
    assert row(both, old).status is CertificateStatus.REPLACED
    with both.db.read() as session:
        assert list_events(session, old)[-1].successor_id == new


@pytest.mark.article("6.5")
def test_a_new_certificate_entered_ahead_takes_nothing_from_the_holder_of_the_old_one(both: SmallOffice) -> None:
    def used(who: Actor) -> int | None:
        with both.db.read() as session:
            found = find_for_sealing(session, who, NOON)
            return found.id if found else None

    assert used(both.clerk) is None
    old = handed(both)
    new = entered(both)
    assert used(both.clerk) == old
    assert used(both.officer) == new, "who holds none is told so on the newest"
    give(both, new, both.clerk)
    assert used(both.clerk) == new


@pytest.mark.article("III.2")
def test_a_persons_own_certificate_is_renewed_without_minutes_and_never_handed_over(small: SmallOffice) -> None:
    own = entered(small, CertificateKind.PERSONAL)
    with pytest.raises(Refused) as no:
        give(small, own, small.clerk)
    assert codes(no) == ["certificate_personal"]
    new = small.act(small.it, certificates.renew, own, key(pem=pem("Đỗ Thị Mai", ends_in=900)), Paper("", 0))
    assert row(small, new).account_id == small.deputy.account_id


def test_what_is_no_certificate_over_known_or_without_its_labels_is_not_entered(small: SmallOffice) -> None:
    same = key()
    entered(small, key=same)
    broken = "-----BEGIN CERTIFICATE-----\nkhông phải\n-----END CERTIFICATE-----"
    for bad, code in (
        (same, "certificate_known"), (key(pem=broken), "certificate_unreadable"),
        (key(pem=""), "certificate_unreadable"),
        (key(pem=pem(ends_in=-1)), "certificate_over"), (key(key_label=" "), "token_label_missing"),
    ):  # fmt: skip
        with pytest.raises(Refused) as no:
            entered(small, key=bad)
        assert codes(no) == [code]


@pytest.mark.parametrize("statement", ["UPDATE custody_event SET from_on = '2020-01-01'", "DELETE FROM custody_event"])
def test_the_record_is_neither_changed_nor_shortened(both: SmallOffice, statement: str) -> None:
    handed(both)
    with both.db.engine.connect() as connection, pytest.raises(DatabaseError):
        connection.execute(text(statement))
    if both.db.engine.dialect.name == "postgresql":
        with both.db.engine.connect() as connection, pytest.raises(DatabaseError):
            connection.execute(text("TRUNCATE custody_event"))


ALL = ("it", "head", "deputy", "clerk", "officer", "school1_head", "school1_clerk")
MAY = {
    "enter": {"it"},
    "renew": {"it"},
    "hand_over": {"it", "head"},
    "authorise": {"it", "head"},
    "end_authority": {"it", "head"},
    "give_back": {"it", "head"},
    "report_lost": {"it", "head", "clerk"},
    "revoke": {"it"},
    "report_found": {"it"},
}


def tried(small: SmallOffice, act: str, who: Actor) -> Any:
    """Everything that the act needs is there; only the person is in question."""
    if act == "enter":
        return small.act(who, certificates.enter_certificate, CertificateForm(key(), CertificateKind.AGENCY, 1, None))
    certificate_id, other = handed(small), second_clerk(small)
    if act == "end_authority":
        lend(small, certificate_id, other, TODAY, TODAY)
    if act == "report_found":
        small.act(small.it, custody.report_lost, certificate_id, "Mất")
    ground = paper(small, who)
    wanted = {
        "renew": (certificates.renew, key(pem=pem(ends_in=900)), ground),
        "hand_over": (custody.hand_over, other.position_id, GIVER, TODAY, ground),
        "authorise": (custody.authorise, other.position_id, TODAY, TODAY, ground),
        "end_authority": (custody.end_authority, other.position_id, "x"),
        "give_back": (custody.give_back, TODAY, ground),
        "report_lost": (custody.report_lost, "x"),
        "revoke": (custody.revoke, "x"),
        "report_found": (custody.report_found, "x"),
    }  # fmt: skip
    do, *rest = wanted[act]
    return small.act(who, do, certificate_id, *rest)


@pytest.mark.article("6.5")
@pytest.mark.parametrize("who", ALL)
@pytest.mark.parametrize("act", MAY)
def test_who_may_keep_the_record(small: SmallOffice, act: str, who: str) -> None:
    if who in MAY[act]:
        tried(small, act, small.people[who])
        return
    with pytest.raises(NotVisible):
        tried(small, act, small.people[who])


def test_who_sees_which_certificates_and_their_minutes(both: SmallOffice) -> None:
    handed(both)
    entered(both, CertificateKind.PERSONAL)
    seen, papers = {}, {}
    for name in (*ALL, "colleague"):
        with both.db.read() as session:
            seen[name] = len(list_certificates(session, both.people[name], NOON)[0])
            papers[name] = find_paper(session, both.people[name], 2) is not None
    unit = {"it": 2, "head": 2, "deputy": 2, "clerk": 2}
    assert seen == unit | {"officer": 0, "colleague": 0, "school1_head": 0, "school1_clerk": 0}
    assert {name for name, found in papers.items() if found} == set(unit)


def test_every_act_of_custody_has_its_words() -> None:
    assert {str(act) for act in CustodyAct} == set(words.CUSTODY)
    assert {f"certificate_{act}" for act in CustodyAct} <= set(words.DONE)
    assert {str(home) for home in KeyHome} == set(words.KEY_HOME)
    assert {str(status) for status in CertificateStatus} == set(words.CERTIFICATE_STATUS)
