"""Where SoftHSM is, the demonstration's keys are born in tokens and stay there."""

from pathlib import Path
from random import Random

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

from signing import softhsm
from signing.errors import PinWrong
from signing.pin import Pin
from tests.demo.conftest import NOW, Opened
from voffice_app.db.certificates import Certificate, KeyHome
from voffice_app.demo.keys import Locksmith, Order
from voffice_app.demo.past import Extent
from voffice_app.demo.seeding import DEMO_PIN, enrol


def orders_filled(opened: Opened, folder: Path, use_tokens: bool) -> tuple[object, list[Certificate]]:
    office = opened(folder)
    seat = enrol(office, Random(1), "x", Extent(schools=1)).office
    smith = Locksmith(office, Pin(DEMO_PIN), NOW, use_tokens)
    day = NOW.date()
    return office, smith.issue_all([Order(seat, seat.head, "rsa", day), Order(seat, None, "ec", day)])


@pytest.mark.parametrize("use_tokens", [True, False])
@pytest.mark.article("4.4")
def test_the_key_behind_each_certificate_signs_with_the_pin_and_not_without(
    opened: Opened, tmp_path: Path, use_tokens: bool
) -> None:
    if use_tokens and softhsm.available() is None:
        pytest.skip("softhsm2 is not installed")
    office, certificates = orders_filled(opened, tmp_path, use_tokens)
    for row in certificates:
        assert (row.home is KeyHome.TOKEN) is use_tokens
        raw = office.keyring.key(row, Pin(DEMO_PIN)).sign(b"attributes")  # type: ignore[attr-defined]
        public = x509.load_der_x509_certificate(row.der).public_key()
        if isinstance(public, rsa.RSAPublicKey):
            public.verify(raw, b"attributes", padding.PKCS1v15(), SHA256())
        else:
            assert isinstance(public, ec.EllipticCurvePublicKey)
            public.verify(raw, b"attributes", ec.ECDSA(SHA256()))
        with pytest.raises(PinWrong):
            office.keyring.key(row, Pin("000000")).sign(b"attributes")  # type: ignore[attr-defined]
    if use_tokens:
        office.keyring.tokens.close()  # type: ignore[attr-defined]
        assert not (tmp_path / "demo-keys").exists()
