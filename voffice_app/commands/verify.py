"""`voffice verify`: the verdict on one file, without a database and without a server."""

import json
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from signing.check import verify
from signing.errors import Unreadable
from signing.gather import gathered
from signing.stages import certificates_in
from signing.trust import Trust
from signing.verdict import INVALID, UNDETERMINED, VALID, Finding, Verdict
from voffice_app.commands.asked import CannotAsk, trust_of
from voffice_app.commands.look import looked_at
from voffice_app.words.verdicts import OUTCOME, described, finding

EXIT = {VALID: 0, INVALID: 1, UNDETERMINED: 2}
"""What the command ends with; 3 means that it could not be asked at all (no file, no folder, no such time)."""
SECONDS = 20
MEMORY_BYTES = 2 * 1024**3
_TOLD = (
    *("field", "signer", "organisation", "issuer", "serial", "claimed_at", "trusted_at", "integrity", "coverage"),
    *("changes_after", "chain", "revocation", "digest", "weak", "level", "reasons"),
)


def examined(
    file: Path, trusted: list[Path], lists: list[Path], at: str | None, offline: bool
) -> tuple[Verdict, tuple[str, ...]]:
    """The verdict and the names of files in the folders that were of no use. Raises CannotAsk.

    The network is asked only when what is at hand does not decide.
    """
    pdf = _content(file)
    trust, skipped = trust_of(trusted, lists)
    trust = replace(trust, moment=_moment(at))
    with patience():
        verdict = verify(pdf, trust)
    if verdict.signatures and verdict.outcome == UNDETERMINED and not offline:
        with patience():
            trust = _enriched(pdf, trust)
        with patience():
            verdict = verify(pdf, trust)
    return looked_at(pdf, verdict), skipped


def _content(file: Path) -> bytes:
    if file.is_char_device() or file.is_block_device():  # without end
        raise CannotAsk(f"{file} không phải là tệp. Chọn một tệp PDF.")
    try:
        return file.read_bytes()
    except IsADirectoryError:
        raise CannotAsk(f"{file} là thư mục. Chọn một tệp PDF.") from None
    except OSError:
        raise CannotAsk(f"Không đọc được tệp {file}. Kiểm tra lại đường dẫn.") from None


def _moment(at: str | None) -> datetime | None:
    if at is None:
        return None
    try:
        told = datetime.fromisoformat(at)
    except ValueError:
        raise CannotAsk(f"Không hiểu thời điểm {at}. Viết như 2026-11-24T10:15:00+07:00.") from None
    return told if told.tzinfo else told.replace(tzinfo=UTC)


@contextmanager
def patience() -> Iterator[None]:
    """A file made to take for ever, or all memory, ends in a verdict (unreadable): the verifier meets an exception."""

    def tired(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, tired)
    memory = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_held_bytes() + MEMORY_BYTES, memory[1]))
    signal.setitimer(signal.ITIMER_REAL, SECONDS, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        resource.setrlimit(resource.RLIMIT_AS, memory)


def _held_bytes() -> int:
    """The address space in use already: the bound is on what one file may add, whatever the process held before."""
    with suppress(OSError):
        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    return 0


def _enriched(pdf: bytes, trust: Trust) -> Trust:
    """What the authorities named in the certificates answer; a file that cannot be read has nothing to ask about."""
    with suppress(Unreadable):
        return gathered(certificates_in(pdf), trust)
    return trust


def as_json(verdict: Verdict) -> str:
    """The verdict for programs, with codes for reasons; times that nobody told are null."""
    told = {
        "verdict": verdict.outcome,
        "reasons": list(verdict.reasons),
        "signatures": [_signature(each) for each in verdict.signatures],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _signature(finding: Finding) -> dict[str, Any]:
    told: dict[str, Any] = {name: getattr(finding, name) for name in _TOLD}
    times = {name: told[name] or None for name in ("claimed_at", "trusted_at")}
    return told | times | {"reasons": list(finding.reasons)}


def as_text(verdict: Verdict) -> str:
    """The verdict for people, in Vietnamese."""
    head = OUTCOME[verdict.outcome] + (f": {finding(verdict.reasons)}" if verdict.reasons else "")
    return "\n".join([head, *(f"{number}. {described(each)}" for number, each in enumerate(verdict.signatures, 1))])
