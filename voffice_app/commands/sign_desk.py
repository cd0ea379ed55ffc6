"""What `voffice sign` does with each file: a place for the signature, the acts before and behind one log-in, a name."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from signing.batch import Batch
from signing.ceremony import Signed
from signing.errors import SigningError
from signing.gather import gathered
from signing.geometry import AGENCY, LEADER, Sizes
from signing.intent import Intent
from signing.look import leader_size_mm
from signing.picture import clean_image
from signing.pin import Pin
from signing.shelf import Shelf
from signing.stages import certificates_in
from signing.token_choice import chain_between, signer_name
from signing.trust import Trust
from signing.update import Update
from signing.verdict import Verdict
from voffice_app.commands.asked import CannotAsk, trust_of
from voffice_app.commands.sign_key import KeyAtDesk
from voffice_app.commands.signed_files import FileNotTaken, content, destination, store
from voffice_app.reading.child import workshop
from voffice_app.reading.errors import ReadingFailed
from voffice_app.words import finding, sentence
from voffice_app.words.verdicts import OUTCOME

KINDS = {"leader": LEADER, "agency": AGENCY, "invisible": LEADER}
COLOUR = {"leader": "blue", "agency": "red"}


@dataclass(frozen=True)
class Order:
    """What is to be done. Sizes in mm; empty names are taken from the certificate; `out` None: beside each file."""

    kind: str
    image: Path | None = None
    signer: str = ""
    lines: tuple[str, ...] = ()
    diameter_mm: float = 36.0
    out: Path | None = None
    trusted: tuple[Path, ...] = ()
    lists: tuple[Path, ...] = ()
    offline: bool = False


@dataclass(frozen=True)
class Row:
    """What became of one file: `code` empty when it was signed."""

    file: str
    signed: str
    code: str
    told: str

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


def sign_all(files: Iterable[Path], order: Order, key: KeyAtDesk, pin: Callable[[str, int], Pin]) -> Iterator[Row]:
    """A row for every file: first those that cannot be signed, then, behind one log-in, all others.

    `pin` is asked once, with the key's name and the number of files, and only when there is something to sign.
    Raises CannotAsk; PinWrong, PinLocked, TokenAbsent: then no file was written.
    """
    desk = _Desk(order, key.certificate)
    with TemporaryDirectory() as folder:
        batch = Batch(key.certificate, desk.chain, desk.trust, Shelf(Path(folder)))
        for file in dict.fromkeys(files):
            try:
                desk.add(batch, file)
            except (SigningError, FileNotTaken, ReadingFailed) as refused:
                yield _refused(str(file), refused)
        if not len(batch):
            return
        for name, done in batch.sign(key.open(pin(key.name, len(batch)))):
            yield _refused(name, done) if isinstance(done, SigningError) else _written(Path(name), done, order)


def _refused(name: str, refused: SigningError | FileNotTaken | ReadingFailed) -> Row:
    return Row(name, "", refused.code, sentence(refused.code, refused.facts))


def _written(file: Path, signed: Signed, order: Order) -> Row:
    try:
        target = destination(file, order.out)
        store(signed.pdf, target)
    except FileNotTaken as refused:
        return _refused(str(file), refused)
    return Row(str(file), str(target), "", _told(signed.verdict))


def _told(verdict: Verdict) -> str:
    reasons = (*verdict.reasons, *(reason for each in verdict.signatures for reason in each.reasons))
    return f"Đã ký. {OUTCOME[verdict.outcome]}" + (f": {finding(reasons)}" if reasons else "")


class _Desk:
    """The order with everything it needs, ready for file after file."""

    def __init__(self, order: Order, certificate: bytes) -> None:
        if order.kind not in KINDS:
            raise CannotAsk(f"Không có cách ký {order.kind}. Chọn {', '.join(KINDS)} sau --kind.")
        self.order, self._certificate, self._asked = order, certificate, set[bytes]()
        self.trust, _ = trust_of(order.trusted, order.lists)
        self.chain = chain_between(certificate, self.trust.intermediates)
        self._image = _picture(order)
        self._signer = order.signer or signer_name(certificate)
        self._lines = order.lines or ((self._signer,) if order.kind == "agency" else ())

    def add(self, batch: Batch, file: Path) -> None:
        """Prepare one file. Raises SigningError, FileNotTaken, ReadingFailed."""
        destination(file, self.order.out)
        pdf = content(file)
        pdf = self._placed(pdf) if self.order.kind == "leader" else pdf
        batch.trust = self._enriched(pdf)
        batch.add(str(file), pdf, self._intent())

    def _placed(self, pdf: bytes) -> bytes:
        """With fields for both signatures, unless they wait there already."""
        if LEADER in Update(pdf).field_names():
            return pdf
        sizes = Sizes(*leader_size_mm(self._image), self.order.diameter_mm)
        spot = workshop.call("signing.place:find_place", pdf, self._signer, sizes)
        placed: bytes = workshop.call("signing.imprint:add_fields", pdf, spot)
        return placed

    def _intent(self) -> Intent:
        return Intent(
            KINDS[self.order.kind], self._image, datetime.now(UTC), self._signer, self._lines,
            self.order.diameter_mm if self.order.kind == "agency" else 0, sha256(self._certificate).hexdigest(),
        )  # fmt: skip

    def _enriched(self, pdf: bytes) -> Trust:
        """What authorities answer about certificates not met before; nothing when offline."""
        fresh = [] if self.order.offline else [each for each in self._met(pdf) if each not in self._asked]
        self._asked.update(fresh)
        self.trust = gathered(fresh, self.trust) if fresh else self.trust
        return self.trust

    def _met(self, pdf: bytes) -> list[bytes]:
        return [self._certificate, *self.chain, *certificates_in(pdf)]


def _picture(order: Order) -> bytes:
    if order.kind == "invisible":
        return b""
    if order.image is None:
        raise CannotAsk("Chọn ảnh chữ ký hoặc con dấu bằng --image, hoặc ký không hiện hình bằng --kind invisible.")
    try:
        return clean_image(order.image.read_bytes(), COLOUR[order.kind])
    except OSError:
        raise CannotAsk(f"Không đọc được {order.image}. Kiểm tra lại đường dẫn.") from None
    except SigningError as refused:
        raise CannotAsk(sentence(refused.code, refused.facts)) from None
