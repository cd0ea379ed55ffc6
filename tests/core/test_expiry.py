"""A certificate's end is seen coming: 60, 30 and 7 days ahead, by those who must act (QC 6.5)."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from state.custody_view import expiry
from tests.core.factories import NOON, SmallOffice, upload
from voffice_app.actions import custody
from voffice_app.actions.custody_parts import Paper
from voffice_app.db.certificates import Certificate, CertificateKind, CertificateStatus, KeyHome
from voffice_app.db.custody import write
from voffice_app.db.custody_lists import days_left, list_expiring
from voffice_app.domain.custody import CustodyAct, warning

TODAY = date(2026, 11, 23)


def certificate(small: SmallOffice, ends_in: int, **changes: Any) -> int:
    """The office's, held by its clerk; or with ``account_id`` a person's own."""
    wanted = {
        "unit_id": small.clerk.unit_id, "account_id": None, "home": KeyHome.TOKEN, "subject": "CN=x", "issuer": "CN=y",
        "serial": f"{ends_in}", "sha256": f"{ends_in} {changes}", "der": b"x",
        "valid_from": NOON - timedelta(days=900), "valid_to": NOON + timedelta(days=ends_in),
    }  # fmt: skip
    kind = CertificateKind.PERSONAL if changes.get("account_id") else CertificateKind.AGENCY
    with small.db.act(small.it) as tx:
        row = Certificate(**{**wanted, **changes}, kind=kind)
        tx.session.add(row)
        tx.session.flush()
        if kind is CertificateKind.AGENCY and row.unit_id == small.clerk.unit_id:
            write(tx, row.id or 0, CustodyAct.HANDED_OVER, TODAY, position_id=small.clerk.position_id)
        return row.id or 0


def warned(small: SmallOffice, who: str) -> list[int]:
    with small.db.read() as session:
        return [days_left(row, NOON) for row in list_expiring(session, small.people[who], NOON)]


@pytest.mark.article("6.5")
@pytest.mark.parametrize(
    ("days", "due"),
    [(61, None), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (1, 7), (0, 0), (-1, 0), (-30, 0), (-31, None)],
)
def test_the_warning_comes_60_30_and_7_days_ahead_and_stays_a_month(
    both: SmallOffice, days: int, due: int | None
) -> None:
    certificate(both, days)
    assert warning(days) == due
    assert warned(both, "it") == ([days] if due is not None else [])


def test_those_who_must_act_are_warned_and_nobody_else(both: SmallOffice) -> None:
    certificate(both, 20)
    certificate(both, 10, account_id=both.deputy.account_id)
    certificate(both, 5, unit_id=both.schools[0])
    assert {who: warned(both, who) for who in both.people if not who.startswith("school2")} == {
        "it": [5, 10, 20], "head": [10, 20], "clerk": [20], "deputy": [10], "officer": [], "colleague": [],
        "school1_head": [5], "school1_clerk": [], "school1_officer": [],
    }  # fmt: skip


def test_what_ended_or_was_returned_warns_its_holder_no_more(small: SmallOffice) -> None:
    kept, lost = certificate(small, 20), certificate(small, 21)
    small.act(small.clerk, custody.report_lost, lost, "Mất")
    assert warned(small, "clerk") == [20]
    paper = Paper("BB 02", upload(small, small.head))
    small.act(small.head, custody.give_back, kept, TODAY, paper)
    assert warned(small, "clerk") == []
    assert warned(small, "head") == [20], "with nobody, it is the head's to see to"
    with small.db.read() as session:
        assert [row.status for row in session.exec(select(Certificate))] == [
            CertificateStatus.ACTIVE,
            CertificateStatus.LOST,
        ]


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (61, ("23/01/2027", "")),
        (60, ("Còn 60 ngày", "soon")),
        (30, ("Còn 30 ngày", "soon")),
        (7, ("Còn 7 ngày", "today")),
        (0, ("Hết hạn hôm nay", "late")),
        (-1, ("Đã hết hạn 22/11/2026", "late")),
        (-99, ("Đã hết hạn 16/08/2026", "late")),
    ],
)
def test_the_words_say_how_near_the_end_is(days: int, told: tuple[str, str]) -> None:
    assert expiry(days, TODAY + timedelta(days=days)) == told
