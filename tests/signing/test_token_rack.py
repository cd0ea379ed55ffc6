"""Several PKCS#11 modules in one installation, tokens of one name, and keys named otherwise than their papers."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from signing import cms
from signing.demo_ca import Subject
from signing.errors import TokenAbsent
from signing.keys import TokenKey
from signing.pin import Pin
from signing.token import KeyAddress, TokenWorker
from signing.token_rack import TokenRack
from tests.signing.conftest import OFFICE, Desk
from tests.signing.softtoken import PIN, SO_PIN, START, filled, module, needs_softhsm

pytestmark = needs_softhsm


@pytest.fixture
def two(tmp_path: Path, desk: Desk) -> tuple[TokenWorker, TokenWorker]:
    """Two modules: the head's token in one, the office's in the other."""
    return (
        filled(tmp_path / "a", desk.authority, "Trưởng phòng", "rsa"),
        filled(tmp_path / "b", desk.authority, "Con dấu", "ec"),
    )


def address(worker: TokenWorker, serial: bool = False) -> KeyAddress:
    found = worker.list_certificates()[0]
    return KeyAddress(found.token_label, found.key_label, found.token_serial if serial else "", found.der)


def proved(rack: TokenRack, where: KeyAddress) -> None:
    cms.check_raw(b"attributes", rack.sign(where, Pin(PIN), b"attributes"), where.certificate)


def test_each_key_is_found_in_the_module_that_holds_its_token(two: tuple[TokenWorker, TokenWorker]) -> None:
    rack = TokenRack(two)
    for worker in two:
        proved(rack, address(worker))
    assert {item.token_label for item in rack.list_certificates()} == {"Trưởng phòng", "Con dấu"}


def test_a_token_that_no_module_holds_is_said(two: tuple[TokenWorker, TokenWorker]) -> None:
    with pytest.raises(TokenAbsent) as refusal:
        TokenRack(two).sign(KeyAddress("không có", "rsa"), Pin(PIN), b"attributes")
    assert refusal.value.facts["reason"] == "token_missing"
    with pytest.raises(TokenAbsent) as refusal:
        TokenRack(()).sign(KeyAddress("không có", "rsa"), Pin(PIN), b"attributes")
    assert refusal.value.facts["reason"] == "module_missing"


def test_a_broken_module_does_not_hide_the_others(two: tuple[TokenWorker, TokenWorker]) -> None:
    rack = TokenRack((TokenWorker("/nowhere.so"), *two))
    proved(rack, address(two[0]))
    assert len(rack.list_certificates()) == 2
    with pytest.raises(TokenAbsent) as refusal:
        rack.sign(KeyAddress("không có", "rsa"), Pin(PIN), b"attributes")
    assert refusal.value.facts["reason"] == "driver_failed"


def refuses_to_guess(rack: TokenRack, desk: Desk) -> None:
    for unsure in (b"", desk.head.certificate):
        with pytest.raises(TokenAbsent) as refusal:
            rack.sign(KeyAddress("Thẻ", "rsa", "", unsure), Pin(PIN), b"attributes")
        assert refusal.value.facts["reason"] == "token_ambiguous"


def test_of_two_tokens_with_one_name_in_two_modules_certificate_or_serial_number_decide(
    tmp_path: Path, desk: Desk
) -> None:
    both = tuple(filled(tmp_path / name, desk.authority, "Thẻ", "rsa") for name in ("a", "b"))
    rack = TokenRack(both)
    for worker in both:
        proved(rack, address(worker))
    numbers = {item.token_serial for item in rack.list_certificates()}
    raws = {rack.sign(KeyAddress("Thẻ", "rsa", serial), Pin(PIN), b"attributes") for serial in numbers}
    assert len(numbers) == len(raws) == 2
    refuses_to_guess(rack, desk)


def test_of_two_tokens_with_one_name_in_one_module_certificate_or_serial_number_decide(
    tmp_path: Path, desk: Desk
) -> None:
    worker = filled(tmp_path, desk.authority, "Thẻ", "rsa")
    where = address(worker, serial=True)
    filled(tmp_path, desk.authority, "Thẻ").close()
    worker.close()
    rack = TokenRack((worker,))
    proved(rack, replace(where, token_serial=""))
    assert rack.sign(replace(where, certificate=b""), Pin(PIN), b"attributes")
    refuses_to_guess(rack, desk)


def test_two_drivers_that_see_one_token_are_not_two_tokens(two: tuple[TokenWorker, TokenWorker]) -> None:
    again = TokenWorker(two[0].module, two[0]._conf)
    rack = TokenRack((two[0], again))
    proved(rack, address(two[0]))
    assert len(rack.list_certificates()) == 1


MADE_ELSEWHERE = """
import sys, pkcs11
from pkcs11 import Attribute, KeyType, ObjectClass
from pkcs11.util.x509 import decode_x509_certificate
from signing.token_keys import _rsa_spki
with pkcs11.lib(sys.argv[1]).get_token(token_label="T").open(rw=True, user_pin=sys.argv[2]) as session:
    if len(sys.argv) == 3:
        for name in (b"one", b"two"):
            public, _ = session.generate_keypair(KeyType.RSA, 2048, id=name, label="nhãn " + name.decode(), store=True,
                private_template={Attribute.ALWAYS_AUTHENTICATE: name == b"two"})
            print(_rsa_spki(public).hex())
    else:
        described = decode_x509_certificate(bytes.fromhex(sys.argv[4]))
        session.create_object({**described, Attribute.LABEL: "Chứng thư", Attribute.ID: sys.argv[3].encode(),
            Attribute.TOKEN: True, Attribute.PRIVATE: False})
"""


@pytest.mark.parametrize(("place", "name"), [(0, "one"), (1, "two")])
def test_a_key_is_known_by_what_it_shares_with_its_certificate_not_by_its_name(
    tmp_path: Path, desk: Desk, place: int, name: str
) -> None:
    """The key `two` also asks for its PIN at each signature, as keys of qualified certificates do."""
    worker = filled(tmp_path, desk.authority, "T")
    environment = {**os.environ, "SOFTHSM2_CONF": str(tmp_path / "softhsm2.conf")}
    command = [sys.executable, "-c", MADE_ELSEWHERE, str(module()), PIN]
    worker.close()
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    public = bytes.fromhex(ran.stdout.split()[place])
    certificate = desk.authority.issue(public, Subject("Lê Văn Tám", OFFICE), START)
    subprocess.run([*command, name, certificate.hex()], env=environment, check=True)
    key = TokenKey(worker, "T", "Chứng thư", certificate, (), Pin(PIN))
    batch = [b"first", b"second"]
    for data, raw in zip(batch, key.sign_many(batch), strict=True):
        cms.check_raw(data, raw, certificate)
    with pytest.raises(TokenAbsent) as refusal:
        TokenKey(worker, "T", "Chứng thư", desk.head.certificate, (), Pin(PIN)).sign(b"attributes")
    assert refusal.value.facts["reason"] == "key_missing"


def test_a_token_is_made_by_the_driver_and_opens_with_its_pin_only(tmp_path: Path, desk: Desk) -> None:
    worker = filled(tmp_path, desk.authority, "Ưu tiên", "rsa3072")
    where = address(worker)
    assert len(worker.sign(where, Pin(PIN), b"attributes")) == 384
    for wrong in (SO_PIN, "1"):
        with pytest.raises(Exception, match="pin_wrong"):
            worker.sign(where, Pin(wrong), b"attributes")
