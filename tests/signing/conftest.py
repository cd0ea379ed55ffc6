"""What the signing tests share: pictures, a demonstration authority, keys, and documents on their way."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from signing import imprint, look, place
from signing.ceremony import Signed, finish, prepare
from signing.compose import Prepared
from signing.demo_ca import DemoCA, Subject
from signing.geometry import AGENCY, LEADER, Sizes
from signing.intent import Intent
from signing.keys import SoftKey, new_private_key, public_der
from signing.trust import Trust
from tests.signing.letters import LETTERS, Letter, made

OFFICE = "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO HUYỆN THÁI THỤY"
SEAL_MM = 36.0
SIGNED_AT = datetime(2026, 11, 22, 3, 15, 30, tzinfo=UTC)


@lru_cache
def signature_png() -> bytes:
    """A blue scribble that touches all four edges, on nothing."""
    picture = Image.new("RGBA", (600, 270), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 599, 269), outline=(20, 40, 170, 255), width=8)
    draw.line((0, 269, 200, 0, 380, 269, 599, 0), fill=(20, 40, 170, 255), width=12)
    return _png(picture)


@lru_cache
def seal_png() -> bytes:
    """A red ring with a star-like cross, on nothing."""
    picture = Image.new("RGBA", (500, 500), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((0, 0, 499, 499), outline=(214, 20, 30, 255), width=14)
    draw.line((150, 250, 350, 250), fill=(214, 20, 30, 255), width=30)
    draw.line((250, 150, 250, 350), fill=(214, 20, 30, 255), width=30)
    return _png(picture)


def _png(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


@dataclass
class Desk:
    """An authority, whom it is trusted by, and a head's and an office's soft keys."""

    authority: DemoCA
    trust: Trust
    head: SoftKey
    seal: SoftKey

    def key(self, subject: Subject, kind: str = "rsa", **terms: object) -> SoftKey:
        """One more soft key with a certificate of this authority."""
        private = new_private_key(kind)
        start = terms.pop("not_before", datetime(2025, 1, 1, tzinfo=UTC))
        certificate = self.authority.issue(public_der(private), subject, start, **terms)
        return SoftKey(private, certificate, (self.authority.sub_der,))

    def sign(self, pdf: bytes, kind: str, key: SoftKey | None = None, **terms: object) -> Signed:
        """All three acts in one go."""
        key = key or (self.head if kind == LEADER else self.seal)
        prepared = self.prepare(pdf, kind, key, **terms)
        return finish(prepared, key.sign(prepared.attributes), self.trust)

    def prepare(self, pdf: bytes, kind: str, key: SoftKey | None = None, **terms: object) -> Prepared:
        key = key or (self.head if kind == LEADER else self.seal)
        return prepare(pdf, intent(kind, **terms), key.certificate, key.chain, self.trust)

    def sealed(self, pdf: bytes) -> bytes:
        return self.sign(self.sign(pdf, LEADER).pdf, AGENCY).pdf


def intent(kind: str, **terms: object) -> Intent:
    """A leader's or an agency's intent with the test pictures."""
    usual: dict[str, object] = {"signing_time": SIGNED_AT, "image_png": signature_png()}
    if kind == AGENCY:
        usual |= {"image_png": seal_png(), "lines": (OFFICE,), "diameter_mm": SEAL_MM}
    return Intent(kind, **(usual | terms))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def desk() -> Desk:
    authority = DemoCA.create(datetime(2024, 1, 1, tzinfo=UTC))
    trust = Trust((authority.root_der,), (authority.sub_der,), authority.crls())
    blank = Desk(authority, trust, None, None)  # type: ignore[arg-type]
    head = blank.key(Subject("Trần Thị Hồng Nhung", OFFICE, "Trưởng phòng"))
    seal = blank.key(Subject(OFFICE, OFFICE), "ec")
    return Desk(authority, trust, head, seal)


@lru_cache
def numbered(letter: Letter) -> bytes:
    """The letter with number, date and both empty fields."""
    pdf = made(letter)
    width, height = look.leader_size_mm(signature_png())
    spot = place.find_place(pdf, letter.signer, Sizes(width, height, SEAL_MM), (OFFICE,))
    return imprint.imprint(pdf, "226", date(2026, 11, 5), spot)


@pytest.fixture(scope="session")
def head_letter() -> bytes:
    return numbered(LETTERS["head"])


@pytest.fixture(scope="session")
def led(desk: Desk, head_letter: bytes) -> bytes:
    """Signed by the head."""
    return desk.sign(head_letter, LEADER).pdf


@pytest.fixture(scope="session")
def issued(desk: Desk, led: bytes) -> bytes:
    """Signed by the head and sealed by the office."""
    return desk.sign(led, AGENCY).pdf


@pytest.fixture(scope="session")
def day() -> Callable[[int], timedelta]:
    return lambda days: timedelta(days=days)


def digest(pdf: bytes) -> str:
    return sha256(pdf).hexdigest()
