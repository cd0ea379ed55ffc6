"""A PIN passes through and leaves no trace: not in words, logs, pickles, files, command lines or environments."""

import logging
import pickle
import traceback
from pathlib import Path
from types import SimpleNamespace

import pkcs11
import pytest
from pkcs11 import TokenFlag

from signing import softhsm
from signing.errors import PinLocked, PinWrong, SigningError
from signing.keys import SoftKey, TokenKey, new_private_key
from signing.pin import Pin
from signing.token import KeyAddress, TokenWorker
from signing.token_child import TokenChild

CANARY = "580216374"


class Library:
    """A driver whose token refuses every PIN, with the flags we want to see."""

    def __init__(self, refusal: type[Exception], flags: int = 0) -> None:
        self.tries = 0
        self._refusal, self._flags = refusal, flags | TokenFlag.TOKEN_INITIALIZED

    def get_slots(self, token_present: bool) -> list["Library"]:
        return [self]

    def get_token(self) -> SimpleNamespace:
        return SimpleNamespace(open=self._open, flags=self._flags, label="t", serial=b"1", slot=self)

    def _open(self, rw: bool, user_pin: str) -> None:
        self.tries += 1
        raise self._refusal(user_pin)


def asked() -> dict[str, object]:
    return {"do": "sign", "token": "t", "key": "k", "batch": [], "pin": CANARY}


@pytest.mark.parametrize(
    ("refusal", "flags", "error", "facts"),
    [
        (pkcs11.PinLocked, 0, "PinLocked", {}),
        (pkcs11.PinIncorrect, TokenFlag.USER_PIN_LOCKED, "PinLocked", {}),
        (pkcs11.PinIncorrect, TokenFlag.USER_PIN_FINAL_TRY, "PinWrong", {"tries_left": 1}),
        (pkcs11.PinIncorrect, TokenFlag.USER_PIN_COUNT_LOW, "PinWrong", {"tries_left": None}),
        (pkcs11.PinLenRange, 0, "PinWrong", {"tries_left": None}),
    ],
)
def test_a_refused_pin_is_tried_once_and_the_token_says_what_is_left(
    refusal: type[Exception], flags: int, error: str, facts: dict[str, object]
) -> None:
    library = Library(refusal, flags)
    assert TokenChild(library).answer(asked()) == {"error": error, "facts": facts}
    assert library.tries == 1


def test_a_driver_that_shouts_the_pin_is_not_quoted() -> None:
    answer = TokenChild(Library(RuntimeError)).answer(asked())
    assert CANARY not in repr(answer)
    assert answer["error"] == "TokenAbsent"


def test_a_pin_is_not_printed_or_pickled() -> None:
    pin = Pin(CANARY)
    key = TokenKey(TokenWorker("/nowhere.so"), "t", "k", b"", (), pin)
    for shown in (repr(pin), str(pin), f"{pin}", repr(key), repr(key.tokens), repr([pin]), repr(vars(key.tokens))):
        assert CANARY not in shown
    with pytest.raises(TypeError):
        pickle.dumps(pin)


def test_a_soft_key_opens_with_its_pin_only() -> None:
    key = SoftKey(new_private_key("ec"), b"certificate", ())
    locked = key.to_pem(Pin(CANARY))
    assert SoftKey.from_pem(locked, b"certificate", (), Pin(CANARY)).certificate == b"certificate"
    with pytest.raises(PinWrong) as refusal:
        SoftKey.from_pem(locked, b"certificate", (), Pin("1"))
    assert refusal.value.__suppress_context__


def seen_in_frames(refusal: BaseException) -> str:
    """Every local variable of our own frames in a traceback, as a crash reporter would print them."""
    frames = [
        frame for frame, _ in traceback.walk_tb(refusal.__traceback__) if "/signing/t" in frame.f_code.co_filename
    ]
    ours = [frame for frame in frames if "/tests/" not in frame.f_code.co_filename]
    assert ours
    return repr([frame.f_locals for frame in ours])


@pytest.mark.skipif(softhsm.available() is None, reason="SoftHSM is missing: apt-get install softhsm2")
def test_the_canary_is_nowhere_after_right_and_wrong_log_ins(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    configuration = softhsm.configure(tmp_path)
    softhsm.make_token(configuration, "t", Pin(CANARY), Pin("00112233"))
    worker = TokenWorker(softhsm.available() or "", configuration)
    worker.generate("t", "k", Pin(CANARY), "ec")
    told = []
    for label, pin in (("k", CANARY), ("missing", CANARY), ("k", CANARY + "9")):
        try:
            worker.sign(KeyAddress("t", label), Pin(pin), b"attributes")
        except SigningError as refusal:
            told.append("".join(traceback.format_exception(refusal)) + repr(refusal.facts) + seen_in_frames(refusal))
    assert len(told) == 2
    assert worker.sign(KeyAddress("t", "k"), Pin(CANARY), b"attributes")
    assert worker._child is not None
    child = Path("/proc") / str(worker._child.pid)
    seen = [(child / name).read_bytes() for name in ("cmdline", "environ")]
    mine = [Path("/proc/self", name).read_bytes() for name in ("cmdline", "environ")]
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    out = capfd.readouterr()
    for text in (*told, caplog.text, out.out, out.err, repr(worker)):
        assert CANARY not in text
    assert all(CANARY.encode() not in one for one in (*seen, *mine, written))


def test_a_locked_token_and_a_wrong_pin_survive_the_way_between_processes() -> None:
    for error in (PinLocked(), PinWrong.after(1)):
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), again.code, again.facts) == (type(error), error.code, error.facts)
