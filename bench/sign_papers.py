"""What is signed in the measurement: a page and a book of 200 pages, a seal, and a token with two keys."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import numpy
import pymupdf
from PIL import Image, ImageDraw

from bench import cpu
from signing import imprint, place, softhsm
from signing.ceremony import Signed, embed, finish, prepare
from signing.compose import compose
from signing.demo_ca import DemoCA, Subject
from signing.geometry import Box, Sizes
from signing.intent import Intent
from signing.keys import TokenKey
from signing.pin import Pin
from signing.token import TokenWorker
from signing.trust import Trust

START = datetime(2025, 1, 1, tzinfo=UTC)
OFFICE = "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO HUYỆN THÁI THỤY"
SIZES = {"1 page": (1, 85_000), "200 pages": (200, 38_000)}


@dataclass
class Bench:
    """One token with an RSA and a P-256 key, and the authority that certifies them."""

    folder: Path
    worker: TokenWorker
    trust: Trust
    keys: dict[str, TokenKey]
    png: bytes

    @classmethod
    def in_folder(cls, folder: Path) -> "Bench":
        pin, worker = Pin("246813"), TokenWorker(softhsm.available() or "", softhsm.configure(folder))
        worker.make_token("bench", pin, Pin("135792"))
        authority, keys = DemoCA.create(START), {}
        for kind in ("rsa", "ec"):
            certificate = authority.issue(worker.generate("bench", kind, pin, kind), Subject(OFFICE, OFFICE), START)
            worker.store_certificate("bench", kind, pin, certificate)
            keys[kind] = TokenKey(worker, "bench", kind, certificate, (authority.sub_der,), pin)
        trust = Trust((authority.root_der,), (authority.sub_der,), authority.crls())
        return cls(folder, worker, trust, keys, seal())

    def clock(self) -> int:
        """Processor time of this process, of children that ended, and of the token's own process."""
        child = self.worker._child
        return cpu.here() + (cpu.of_process(child.pid) if child else 0)

    def typical(self, act: Callable[[], object], rounds: int) -> float:
        """Milliseconds of the median round."""
        return cpu.typical(act, rounds, self.clock)

    def raw(self, kind: str) -> float:
        """Milliseconds of the token's own operation: what one more signature in a batch costs."""
        many = [b"a" * 150] * 101
        one = self.typical(lambda: self.keys[kind].sign_many(many[:1]), 15)
        return (self.typical(lambda: self.keys[kind].sign_many(many), 7) - one) / 100

    def intent(self, signed_as: str, visible: bool = True) -> Intent:
        png = self.png if visible else b""
        return Intent(signed_as, png, datetime.now(UTC), lines=(OFFICE,), diameter_mm=36)

    def sign(self, pdf: bytes, signed_as: str, kind: str = "rsa", visible: bool = True) -> bytes:
        """Draw, digest, log in and sign in the token, check the raw signature, embed."""
        key = self.keys[kind]
        prepared = compose(pdf, self.intent(signed_as, visible), key.certificate, key.chain)
        return embed(prepared, key.sign(prepared.attributes))

    def checked(self, pdf: bytes, kind: str = "rsa", visible: bool = True) -> Signed:
        """The same with all that the office asks before and after: order, certificate, every signature."""
        key = self.keys[kind]
        prepared = prepare(pdf, self.intent("agency", visible), key.certificate, key.chain, self.trust)
        return finish(prepared, key.sign(prepared.attributes), self.trust)

    def close(self) -> None:
        self.worker.close()


def document(pages: int, noise: int) -> bytes:
    """Pages with a picture each that cannot be packed further (`noise` bytes), and both empty fields."""
    random, made = numpy.random.default_rng(1), pymupdf.open()
    for number in range(pages):
        page = made.new_page()
        page.insert_text((100, 100), f"Trang {number + 1}")
        side = int((noise / 3) ** 0.5)
        picture = Image.fromarray(random.integers(0, 256, (side, side, 3), dtype=numpy.uint8))
        page.insert_image(pymupdf.Rect(100, 150, 300, 350), stream=_png(picture))
    pdf = made.tobytes(deflate=True)
    return imprint.add_fields(pdf, place.place_from_box(pdf, pages - 1, Box(330, 150, 470, 220), Sizes()))


def seal() -> bytes:
    """A red ring with a star, 600 pixels wide."""
    picture = Image.new("RGBA", (600, 600), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((0, 0, 599, 599), outline=(214, 20, 30, 255), width=14)
    draw.regular_polygon((300, 300, 140), 5, fill=(214, 20, 30, 255))
    return _png(picture)


def _png(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
