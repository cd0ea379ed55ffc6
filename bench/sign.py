"""How long a visible signature takes, as a ratio to the token's own work in the same run (`voffice bench sign`)."""

import shutil
import subprocess
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy
import pymupdf
from PIL import Image, ImageDraw

from signing import imprint, place, softhsm
from signing.ceremony import embed, finish, prepare
from signing.check import verify
from signing.compose import Intent, compose
from signing.demo_ca import DemoCA, Subject
from signing.geometry import Box, Sizes
from signing.keys import TokenKey
from signing.pin import Pin
from signing.token import TokenWorker
from signing.trust import Trust

LIMITS = {"visible_1_page": 20.0, "visible_200_pages": 80.0, "ours_to_pyhanko": 1.0, "memory_per_file_size": 6.0}
START = datetime(2025, 1, 1, tzinfo=UTC)
ROUNDS = 15


def run() -> dict[str, Any]:
    """Bars that must hold, and figures beside them. Needs SoftHSM; without it nothing is measured and nothing holds."""
    if softhsm.available() is None:
        return {"bench": "sign", "bars": {}, "holds": False, "missing": "softhsm2"}
    with tempfile.TemporaryDirectory() as folder:
        bench = _Bench(Path(folder))
        small, large = _document(1, 85_000), _document(200, 38_000)
        values, figures = bench.measure(small, large)
        bench.worker.close()
    bars = {
        name: {"value": round(values[name], 2), "limit": limit, "holds": values[name] <= limit}
        for name, limit in LIMITS.items()
    }
    return {"bench": "sign", "bars": bars, "holds": all(bar["holds"] for bar in bars.values()), "figures": figures}


class _Bench:
    """One token with an RSA and a P-256 key, and the authority that certifies them."""

    def __init__(self, folder: Path) -> None:
        configuration = softhsm.configure(folder)
        self._folder, self._pin = folder, Pin("246813")
        softhsm.make_token(configuration, "bench", self._pin, Pin("135792"))
        self.worker = TokenWorker(softhsm.available() or "", configuration)
        authority = DemoCA.create(START)
        self._trust = Trust((authority.root_der,), (authority.sub_der,), authority.crls())
        self._keys = {kind: self._key(authority, kind) for kind in ("rsa", "ec")}
        self._png = _seal()

    def _key(self, authority: DemoCA, kind: str) -> TokenKey:
        public = self.worker.generate("bench", kind, self._pin, kind)
        certificate = authority.issue(public, Subject("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO"), START)
        return TokenKey(self.worker, "bench", kind, certificate, (authority.sub_der,), self._pin)

    def measure(self, small: bytes, large: bytes) -> tuple[dict[str, float], dict[str, float]]:
        raw = {kind: self._raw(kind) for kind in self._keys}
        led, signed = self._sign(small, "leader"), self._sign(self._sign(small, "leader"), "agency")
        large_led = self._sign(large, "leader")
        times = {
            "visible_1_page": _least(lambda: self._sign(led, "agency")),
            "visible_200_pages": _least(lambda: self._sign(large_led, "agency"), 5),
            "visible_1_page_ecdsa": _least(lambda: self._sign(led, "agency", "ec")),
            "with_all_checks_1_page": _least(lambda: self._checked(led), 5),
            "pyhanko_stock_invisible_1_page": _least(lambda: self._stock(led), 5),
        }
        values = {name: times[name] / raw["rsa"] for name in ("visible_1_page", "visible_200_pages")}
        values["ours_to_pyhanko"] = times["visible_1_page"] / times["pyhanko_stock_invisible_1_page"]
        verifying = _least(lambda: verify(signed, self._trust), 7)
        values["memory_per_file_size"] = self._memory(large_led)
        figures = {name: round(seconds / raw["rsa"], 2) for name, seconds in times.items() if name not in values}
        figures |= {f"raw_{kind}_ms": round(1000 * seconds, 3) for kind, seconds in raw.items()}
        figures["verify_1_page_ms"] = round(1000 * verifying, 1)
        figures["pdfsig_verify_1_page_ms"] = round(1000 * self._pdfsig(signed), 1)
        figures |= {"small_kb": len(small) // 1024, "large_mb": round(len(large) / 2**20, 1)}
        return values, figures

    def _raw(self, kind: str) -> float:
        """The token's own time for one signature: what one more in a batch costs."""
        many = [b"a" * 150] * 101
        one = _least(lambda: self.worker.sign_many("bench", kind, self._pin, many[:1]), 5)
        return (_least(lambda: self.worker.sign_many("bench", kind, self._pin, many), 5) - one) / 100

    def _intent(self, kind: str) -> Intent:
        lines = ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO HUYỆN THÁI THỤY",)
        return Intent(kind, self._png, datetime.now(UTC), lines=lines, diameter_mm=36)

    def _sign(self, pdf: bytes, kind: str, key: str = "rsa") -> bytes:
        """Draw, digest, log in and sign in the token, check the raw signature, embed."""
        used = self._keys[key]
        prepared = compose(pdf, self._intent(kind), used.certificate, used.chain)
        return embed(prepared, used.sign(prepared.attributes))

    def _checked(self, pdf: bytes) -> None:
        used = self._keys["rsa"]
        prepared = prepare(pdf, self._intent("agency"), used.certificate, used.chain, self._trust)
        finish(prepared, used.sign(prepared.attributes), self._trust)

    def _stock(self, pdf: bytes) -> None:
        from bench.stock_pyhanko import sign

        sign(pdf, self._keys["rsa"])

    def _pdfsig(self, pdf: bytes) -> float:
        if shutil.which("pdfsig") is None:
            return 0.0
        path = self._folder / "signed.pdf"
        path.write_bytes(pdf)
        return _least(lambda: subprocess.run(["pdfsig", str(path)], capture_output=True, check=False), 3)

    def _memory(self, pdf: bytes) -> float:
        tracemalloc.start()
        self._sign(pdf, "agency")
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak / len(pdf)


def _least(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Seconds of the quickest round: other people's load only adds. The first call warms caches, uncounted."""
    act()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return min(times)


def _document(pages: int, noise: int) -> bytes:
    """Pages with a picture each that cannot be packed further (`noise` bytes), and both empty fields."""
    random, document = numpy.random.default_rng(1), pymupdf.open()
    for number in range(pages):
        page = document.new_page()
        page.insert_text((100, 100), f"Trang {number + 1}")
        side = int((noise / 3) ** 0.5)
        picture = Image.fromarray(random.integers(0, 256, (side, side, 3), dtype=numpy.uint8))
        out = BytesIO()
        picture.save(out, "PNG")
        page.insert_image(pymupdf.Rect(100, 150, 300, 350), stream=out.getvalue())
    pdf = document.tobytes(deflate=True)
    return imprint.add_fields(pdf, place.place_from_box(pdf, pages - 1, Box(330, 150, 470, 220), Sizes()))


def _seal() -> bytes:
    picture = Image.new("RGBA", (600, 600), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((0, 0, 599, 599), outline=(214, 20, 30, 255), width=14)
    draw.regular_polygon((300, 300, 140), 5, fill=(214, 20, 30, 255))
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


if __name__ == "__main__":
    import json

    print(json.dumps(run(), indent=2))
