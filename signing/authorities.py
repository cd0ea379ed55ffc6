"""The government's certificate authorities as data: pinned by fingerprint, dated, replaceable (law.md 3.2).

`signing/roots/government.csv` lists them, the DER files beside it are those at hand. An installation that keeps its
own folder `government` among its trusted certificates replaces the list and the files as a whole.
"""

import csv
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from signing.trust import Trust

SHIPPED = Path(__file__).parent / "roots"
ROOT, INTERMEDIATE = "root", "intermediate"


@dataclass(frozen=True)
class Authority:
    """One pinned certificate; `der` is empty while its file is not at hand. Fingerprints in lower hexadecimal."""

    kind: str
    name: str
    sha256: str
    source: str
    status: str
    noted_on: str
    valid_to: str
    der: bytes = field(default=b"", repr=False)


def government(folder: Path | None = None) -> tuple[Authority, ...]:
    """Every pinned authority; the installation's folder wins over the shipped one."""
    place = folder if folder is not None and (folder / "government.csv").exists() else SHIPPED
    with (place / "government.csv").open(encoding="utf-8", newline="") as table:
        return tuple(_authority(row, place) for row in csv.DictReader(table))


def _authority(row: dict[str, str], folder: Path) -> Authority:
    pin = row["sha256"].lower()
    path = folder / Path(row["file"]).name
    der = path.read_bytes() if path.is_file() else b""
    told = {name: row[name] for name in ("kind", "name", "source", "status", "noted_on", "valid_to")}
    return Authority(sha256=pin, der=der if sha256(der).hexdigest() == pin else b"", **told)


def with_government(trust: Trust, authorities: tuple[Authority, ...]) -> Trust:
    """The same trust, which believes the government's roots too and knows them by name.

    A certificate the installation has put among its own counts as the government's when its fingerprint is pinned.
    """
    roots = tuple(each.der for each in authorities if each.kind == ROOT and each.der)
    between = tuple(each.der for each in authorities if each.kind == INTERMEDIATE and each.der)
    return replace(
        trust,
        roots=tuple(dict.fromkeys((*trust.roots, *roots))),
        intermediates=tuple(dict.fromkeys((*trust.intermediates, *between))),
        government=tuple(each.sha256 for each in authorities if each.kind == ROOT),
    )


def not_at_hand(authorities: tuple[Authority, ...], folder: Path) -> tuple[Authority, ...]:
    """Those whose certificate is neither shipped nor among the DER files of this folder of trusted certificates."""
    held = {sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*.der")}
    return tuple(each for each in authorities if not each.der and each.sha256 not in held)
