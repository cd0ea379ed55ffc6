"""Keys, certificates and trust of the demonstration: its own authority, tokens in SoftHSM where there is one."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from signing import softhsm
from signing.demo_ca import DemoCA, Subject
from signing.keys import SoftKey, new_private_key, public_der
from signing.pin import Pin
from signing.token import TokenWorker
from signing.token_rack import TokenRack
from voffice_app.actions.office import Office
from voffice_app.db.certificates import Certificate, CertificateKind, KeyHome
from voffice_app.demo.places import DISTRICT, OFFICE_NAME
from voffice_app.demo.staff import Seat
from voffice_app.domain.people import Actor

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
VALID_BEFORE = timedelta(days=420)
"""Certificates are older than the history they sign."""


class Locksmith:
    """Makes keys in SoftHSM tokens, or as files that open with the demonstration's PIN."""

    def __init__(self, office: Office, pin: Pin, now: datetime, use_tokens: bool) -> None:
        self.folder = office.trust_folder.parent
        self.files = office.keyring.demonstration or self.folder / "demo-keys"
        self.pin = pin
        self.since = now - VALID_BEFORE
        self.authority = DemoCA.create(self.since)
        self.module = softhsm.available() if use_tokens else None
        if self.module is not None:
            self.conf = softhsm.configure(self.folder / "softhsm")
            others = office.keyring.tokens.workers if office.keyring.tokens else ()
            own = (worker for worker in others if worker.module == str(self.module))
            self.worker = next(own, None) or TokenWorker(self.module, self.conf)
            office.keyring.tokens = TokenRack(tuple(dict.fromkeys((*others, self.worker))))
        self._trust(office.trust_folder, now)

    def issue_all(self, orders: list["Order"]) -> list[Certificate]:
        """A certificate for every order, its key born in a token of its own."""
        if self.module is not None:
            for order in orders:
                self.worker.make_token(order.label, self.pin, self.pin)
        return [self._issue(order) for order in orders]

    def _issue(self, order: "Order") -> Certificate:
        public, private = self._new_key(order)
        der = self.authority.issue(public, order.subject(), self.since, order.ends_at)
        if private is None:
            self.worker.store_certificate(order.label, order.label, self.pin, der)
        else:
            locked = SoftKey(private, der, (self.authority.sub_der,)).to_pem(self.pin)
            _store(self.files / f"{order.label}.pem", locked, 0o600)
        parsed = x509.load_der_x509_certificate(der)
        return Certificate(
            **order.owner(), unit_id=order.seat.unit_id,
            home=KeyHome.TOKEN if private is None else KeyHome.DEMONSTRATION,
            subject=parsed.subject.rfc4514_string()[:300], issuer=parsed.issuer.rfc4514_string()[:300],
            serial=f"{parsed.serial_number:X}", sha256=sha256(der).hexdigest(), der=der,
            chain_der=self.authority.sub_der,
            valid_from=parsed.not_valid_before_utc, valid_to=parsed.not_valid_after_utc,
            token_label=order.label if private is None else "", key_label=order.label,
        )  # fmt: skip

    def _new_key(self, order: "Order") -> tuple[bytes, PrivateKey | None]:
        """The public half, and the private one where no token keeps it."""
        if self.module is not None:
            return self.worker.generate(order.label, order.label, self.pin, order.kind), None
        private = new_private_key(order.kind)
        return public_der(private), private

    def _trust(self, folder: Path, now: datetime) -> None:
        root_list, sub_list = self.authority.crls(now=now - timedelta(minutes=1))
        _store(folder / "roots" / "trinh-dien.der", self.authority.root_der)
        _store(folder / "intermediates" / "trinh-dien-cap-1.der", self.authority.sub_der)
        _store(folder / "crls" / "trinh-dien.der", root_list)
        _store(folder / "crls" / "trinh-dien-cap-1.der", sub_list)


@dataclass(frozen=True)
class Order:
    """Whose key is wanted: a person's, or with `person` None the unit's own. `kind` is `rsa` or `ec`.

    `ends_at` None is as long as the authority gives.
    """

    seat: Seat
    person: Actor | None
    kind: str
    handed_over_on: date
    ends_at: datetime | None = None

    @property
    def label(self) -> str:
        return f"ca-nhan-{self.person.position_id}" if self.person else f"co-quan-{self.seat.unit_id}"

    def subject(self) -> Subject:
        unit = self.seat.unit
        if self.person is not None:
            return Subject(self.person.full_name, unit.name, self.person.title)
        return Subject(unit.name, OFFICE_NAME if unit.parent_id else DISTRICT)

    def owner(self) -> dict[str, Any]:
        """A person's certificate is the person's; who keeps the unit's is written in its record (`custody.py`)."""
        if self.person is not None:
            return {"kind": CertificateKind.PERSONAL, "account_id": self.person.account_id}
        return {"kind": CertificateKind.AGENCY}


def _store(path: Path, content: bytes, mode: int = 0o644) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_bytes(content)
    path.chmod(mode)
