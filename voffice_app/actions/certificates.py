"""The register of certificates (QC 4.3, 6.5): a certificate is entered once, and renewed by the next one."""

from dataclasses import dataclass
from typing import Any

from signing.card import Card, read_pem
from voffice_app.actions.custody_parts import Paper, attached, write
from voffice_app.db.certificates import Certificate, CertificateKind, CertificateStatus, KeyHome, fingerprint_taken
from voffice_app.db.custody import holder_at
from voffice_app.db.session import Tx
from voffice_app.domain.custody import CustodyAct
from voffice_app.domain.errors import not_visible, refuse
from voffice_app.domain.folding import clean
from voffice_app.domain.permissions import Permission


@dataclass(frozen=True)
class Key:
    """Where the key is and how it is found there; ``pem`` holds the certificate first, then its issuers.

    A key of home ``token`` needs the labels of token and key, one of home ``demonstration`` the key's; the desk
    agent and the government's program find theirs by the certificate itself.
    """

    pem: str
    home: KeyHome = KeyHome.TOKEN
    token_label: str = ""
    key_label: str = ""
    token_serial: str = ""


@dataclass(frozen=True)
class CertificateForm:
    """A certificate and whose it is."""

    key: Key
    kind: CertificateKind
    unit_id: int
    account_id: int | None


def enter_certificate(tx: Tx, form: CertificateForm) -> int:
    """Enter a certificate in the register; it seals nothing before it is handed over in writing."""
    tx.require(Permission.ADMIN)
    personal = form.kind is CertificateKind.PERSONAL
    if personal and form.account_id is None:
        raise refuse("person_unknown")
    columns = _columns(_card(tx, form.key), form.key)
    owner = form.account_id if personal else None
    row = Certificate(unit_id=form.unit_id, account_id=owner, kind=form.kind, **columns)
    tx.session.add(row)
    tx.session.flush()
    write(tx, row, CustodyAct.ENTERED, tx.today, comment="")
    return row.id or 0


def renew(tx: Tx, certificate_id: int, key: Key, paper: Paper) -> int:
    """The next certificate of the same owner takes the place of this one, which signs nothing from now on.

    A unit's stays with its holder, by the decision of this paper: the key device never left the holder's hands.
    """
    tx.require(Permission.ADMIN)
    old = tx.session.get(Certificate, certificate_id, with_for_update=True)
    if old is None:
        raise not_visible()
    if old.status is not CertificateStatus.ACTIVE:
        raise refuse("certificate_ended")
    holder = holder_at(tx.session, old, tx.now)
    new_id = enter_certificate(tx, CertificateForm(key, old.kind, old.unit_id, old.account_id))
    new = tx.session.get_one(Certificate, new_id)
    if new.valid_to <= old.valid_to:
        raise refuse("renewal_not_later")
    if holder is not None:
        details = {"position_id": holder, **attached(tx, paper)}
        write(tx, new, CustodyAct.HANDED_OVER, tx.today, **details)
    old.status = CertificateStatus.REPLACED
    write(tx, old, CustodyAct.RENEWED, tx.today, successor_id=new_id, comment="")
    return new_id


def _card(tx: Tx, key: Key) -> Card:
    """What the file says. Raises Refused: it is no certificate, is known already, or its key cannot be found."""
    try:
        card = read_pem(key.pem)
    except ValueError:
        raise refuse("certificate_unreadable") from None
    if fingerprint_taken(tx.session, card.sha256):
        raise refuse("certificate_known")
    if card.valid_to <= tx.now:
        raise refuse("certificate_over")
    if key.home is KeyHome.TOKEN and not (clean(key.token_label) and clean(key.key_label)):
        raise refuse("token_label_missing")
    return card


def _columns(card: Card, key: Key) -> dict[str, Any]:
    return {
        "home": key.home, "subject": card.subject[:300], "issuer": card.issuer[:300], "serial": card.serial,
        "sha256": card.sha256, "der": card.der, "chain_der": card.chain_der, "valid_from": card.valid_from,
        "valid_to": card.valid_to, "token_label": clean(key.token_label), "key_label": clean(key.key_label),
        "token_serial": clean(key.token_serial),
    }  # fmt: skip
