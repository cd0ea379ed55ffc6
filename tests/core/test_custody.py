"""The register of certificates: handed to the clerk in writing, ended with a reason, by IT only (QC 4.3, 6.5)."""

from datetime import date, timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from signing.demo_ca import DemoCA, Subject
from signing.keys import new_private_key, public_der
from tests.core.factories import NOON, SmallOffice, codes
from voffice_app.actions import custody
from voffice_app.db.certificates import Certificate, CertificateKind, CertificateStatus, find_agency
from voffice_app.domain.errors import NotVisible, Refused

DECISION = ("QĐ 15/QĐ-PGDĐT ngày 05/01/2026", date(2026, 1, 5))


@pytest.fixture(scope="module")
def pem() -> str:
    """A certificate of the demonstration's authority for the office, with its issuer behind it."""
    authority = DemoCA.create(NOON - timedelta(days=30))
    office = Subject("Phòng GD&ĐT Thái Thụy", "Phòng GD&ĐT Thái Thụy")
    own = authority.issue(public_der(new_private_key("ec")), office, NOON - timedelta(days=20))
    chain = [x509.load_der_x509_certificate(der) for der in (own, authority.sub_der)]
    return "".join(part.public_bytes(serialization.Encoding.PEM).decode() for part in chain)


def form(small: SmallOffice, pem: str, **changes: Any) -> custody.CertificateForm:
    wanted = {
        "pem": pem, "kind": CertificateKind.AGENCY, "unit_id": small.clerk.unit_id, "account_id": None,
        "token_label": "dau", "key_label": "dau",
    }  # fmt: skip
    return custody.CertificateForm(**{**wanted, **changes})


def entered(small: SmallOffice, pem: str) -> int:
    return int(small.act(small.it, custody.enter_certificate, form(small, pem)))


def row(small: SmallOffice, certificate_id: int) -> Certificate:
    with small.db.read() as session:
        return session.get_one(Certificate, certificate_id)


@pytest.mark.article("6.5")
@pytest.mark.law("ND30:32")
def test_the_offices_certificate_is_entered_and_handed_to_the_clerk_by_a_written_decision(
    small: SmallOffice, pem: str
) -> None:
    certificate_id = entered(small, pem)
    assert row(small, certificate_id).holder_position_id is None
    small.act(small.it, custody.hand_over, certificate_id, small.clerk.position_id, *DECISION)
    kept = row(small, certificate_id)
    assert (kept.holder_position_id, kept.handed_over_by, kept.handed_over_on) == (small.clerk.position_id, *DECISION)
    assert kept.chain_der, "the issuer's certificate is kept beside it"
    assert [entry.act for entry in small.history("certificate", certificate_id)] == ["hand_over", "enter_certificate"]


@pytest.mark.article("6.5")
def test_it_is_handed_to_nobody_but_the_units_own_clerk_and_not_without_a_decision(
    small: SmallOffice, pem: str
) -> None:
    certificate_id = entered(small, pem)
    for who, decision, code in (
        (small.officer, DECISION, "holder_not_clerk"), (small.head, DECISION, "holder_not_clerk"),
        (small.school1_clerk, DECISION, "person_unknown"), (small.clerk, (" ", DECISION[1]), "decision_missing"),
    ):  # fmt: skip
        with pytest.raises(Refused) as no:
            small.act(small.it, custody.hand_over, certificate_id, who.position_id, *decision)
        assert codes(no) == [code]
    assert row(small, certificate_id).holder_position_id is None


@pytest.mark.parametrize("who", ["head", "deputy", "clerk", "officer", "school1_head", "school1_clerk"])
def test_nobody_but_the_offices_it_keeps_the_register(small: SmallOffice, pem: str, who: str) -> None:
    certificate_id = entered(small, pem)
    for act, args in (
        (custody.enter_certificate, (form(small, pem),)),
        (custody.hand_over, (certificate_id, small.clerk.position_id, *DECISION)),
        (custody.end_certificate, (certificate_id, CertificateStatus.LOST, "Mất")),
    ):
        with pytest.raises(Refused):
            small.act(small.people[who], act, *args)
    assert row(small, certificate_id).status is CertificateStatus.ACTIVE


def test_the_same_certificate_is_entered_once_and_a_text_that_is_none_is_refused(small: SmallOffice, pem: str) -> None:
    entered(small, pem)
    with pytest.raises(Refused) as twice:
        entered(small, pem)
    with pytest.raises(Refused) as none:
        entered(small, "-----BEGIN CERTIFICATE-----\nkhông phải\n-----END CERTIFICATE-----")
    assert (codes(twice), codes(none)) == (["certificate_known"], ["certificate_unreadable"])


def test_a_lost_certificate_seals_nothing_from_that_moment_on(small: SmallOffice, pem: str) -> None:
    certificate_id = entered(small, pem)
    with small.db.read() as session:
        assert find_agency(session, small.clerk.unit_id, NOON) is not None
    with pytest.raises(Refused) as no:
        small.act(small.it, custody.end_certificate, certificate_id, CertificateStatus.LOST, " ")
    assert codes(no) == ["comment_missing"]
    small.act(small.it, custody.end_certificate, certificate_id, CertificateStatus.LOST, "Mất khi đi công tác")
    with small.db.read() as session:
        assert find_agency(session, small.clerk.unit_id, NOON) is None
    with pytest.raises(NotVisible):
        small.act(small.it, custody.end_certificate, 999, CertificateStatus.LOST, "x")
