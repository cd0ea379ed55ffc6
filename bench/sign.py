"""How long a signature takes, as a ratio to the token's own work in the same run (`voffice bench sign`).

Median time on the processor, of every process that takes part. {invisible, seal + text} × {1 page, 200 pages of 7 MB}
× {RSA-2048, P-256}, beside pyHanko's own signer and pdfsig; then verifying, memory, and where the time goes.
"""

import tempfile
import tracemalloc
from collections.abc import Callable
from itertools import product
from pathlib import Path
from statistics import median
from typing import Any

from bench import sign_profile
from bench.sign_papers import SIZES, Bench, document
from bench.sign_peers import PdfSig, pyhanko
from signing import softhsm
from signing.check import verify

LIMITS = {
    "visible_1_page": 20.0,
    "visible_200_pages": 80.0,
    "ours_to_fastest_peer": 1.0,
    "memory_per_file_size": 6.0,
}
GOALS = {"visible_1_page": 8.0, "visible_200_pages": 40.0}
KINDS = {"rsa": "RSA-2048", "ec": "P-256"}
LOOKS = {"invisible": False, "seal + text": True}
ROUNDS = {"1 page": 21, "200 pages": 7}
WHO = ("V-Office", "with all checks", "pyHanko", "pdfsig")
Rows = dict[str, dict[str, float]]


def run() -> dict[str, Any]:
    """Bars that must hold, and figures beside them. Needs SoftHSM; without it nothing is measured and nothing holds."""
    if softhsm.available() is None:
        return {"bench": "sign", "bars": {}, "holds": False, "missing": "softhsm2"}
    with tempfile.TemporaryDirectory() as folder:
        bench, pdfsig = Bench.in_folder(Path(folder)), PdfSig(Path(folder))
        papers = {size: document(*plan) for size, plan in SIZES.items()}
        led = {size: bench.sign(pdf, "leader") for size, pdf in papers.items()}
        rows, ratios, raw = _measured(bench, pdfsig, led)
        figures = {
            "raw_ms": raw,
            "file_kb": {size: len(pdf) // 1024 for size, pdf in led.items()},
            "verify_ms": _verifying(bench, pdfsig, led),
            "memory_per_file_size": _memory(bench, led["200 pages"]),
            "profile_ms": {size: sign_profile.shares(bench, pdf) for size, pdf in led.items()},
        }
        bench.close()
    return _report(rows, ratios, figures)


def _measured(bench: Bench, pdfsig: PdfSig, led: dict[str, bytes]) -> tuple[Rows, Rows, dict[str, float]]:
    """Milliseconds and ratios for each who and each case, and the token's own milliseconds.

    The token is measured anew just before and after each case: a machine is not equally fast at every minute.
    """
    rows: Rows = {who: {} for who in WHO}
    ratios: Rows = {who: {} for who in WHO}
    raws: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for size, kind, look in product(led, KINDS, LOOKS):
        pdfsig.take(led[size])
        raws[kind].append(bench.raw(kind))
        cell = f"{look}, {size}, {kind}"
        for who, act in _acts(bench, pdfsig, led[size], kind, LOOKS[look]).items():
            rows[who][cell] = bench.typical(act, ROUNDS[size] if who == WHO[0] else 5)
        raws[kind].append(bench.raw(kind))
        for who in WHO:
            if cell in rows[who]:
                ratios[who][cell] = round(rows[who][cell] / (sum(raws[kind][-2:]) / 2), 1)
    told = {KINDS[kind]: round(median(each), 3) for kind, each in raws.items()}
    return {who: row for who, row in rows.items() if row}, {who: row for who, row in ratios.items() if row}, told


def _acts(bench: Bench, pdfsig: PdfSig, pdf: bytes, kind: str, visible: bool) -> dict[str, Callable[[], object]]:
    acts: dict[str, Callable[[], object]] = {
        "V-Office": lambda: bench.sign(pdf, "agency", kind, visible),
        "with all checks": lambda: bench.checked(pdf, kind, visible),
        "pyHanko": lambda: pyhanko(bench, pdf, kind, visible),
    }
    # pdfsig has one look, its own
    return acts | ({"pdfsig": lambda: pdfsig.sign(kind)} if pdfsig.can_sign and visible else {})


def _verifying(bench: Bench, pdfsig: PdfSig, led: dict[str, bytes]) -> Rows:
    """Milliseconds to verify a file with a leader's and an agency's signature."""
    told: Rows = {}
    for size, pdf in led.items():
        sealed = bench.sign(pdf, "agency")
        told[size] = {"V-Office": round(bench.typical(lambda pdf=sealed: verify(pdf, bench.trust), 9), 1)}  # type: ignore[misc]
        if pdfsig.can_verify:
            pdfsig.take(sealed)
            told[size]["pdfsig"] = round(bench.typical(pdfsig.verify, 5), 1)
    return told


def _memory(bench: Bench, pdf: bytes) -> dict[str, float]:
    """Highest memory above what was there before, in sizes of the file."""
    told = {}
    for name, act in (("sign", lambda: bench.sign(pdf, "agency")), ("with all checks", lambda: bench.checked(pdf))):
        tracemalloc.start()
        act()
        told[name] = round(tracemalloc.get_traced_memory()[1] / len(pdf), 2)
        tracemalloc.stop()
    return told


def _kind(cell: str) -> str:
    return cell.rpartition(", ")[2]


def _report(rows: Rows, ratios: Rows, figures: dict[str, Any]) -> dict[str, Any]:
    peers = [row for who, row in rows.items() if who in ("pyHanko", "pdfsig")]
    values = {
        "visible_1_page": ratios["V-Office"]["seal + text, 1 page, rsa"],
        "visible_200_pages": ratios["V-Office"]["seal + text, 200 pages, rsa"],
        "ours_to_fastest_peer": round(max(rows["V-Office"][cell] / peer[cell] for peer in peers for cell in peer), 2),
        "memory_per_file_size": max(figures["memory_per_file_size"].values()),
    }
    bars: dict[str, dict[str, Any]] = {
        name: {"value": values[name], "limit": limit, "holds": values[name] <= limit} for name, limit in LIMITS.items()
    }
    for name, goal in GOALS.items():
        bars[name] |= {"goal": goal, "goal_met": values[name] <= goal}
    holds = all(bar["holds"] for bar in bars.values())
    report = {"bench": "sign", "bars": bars, "holds": holds, "ratios": ratios, "figures": figures}
    return report | {"told": _table(ratios, figures, values)}


def _table(ratios: Rows, figures: dict[str, Any], values: dict[str, float]) -> list[str]:
    """Lines to read at a console."""
    cells = list(ratios["V-Office"])
    lines = ["ratio to the token's own operation".ljust(36) + "".join(who.rjust(17) for who in ratios)]
    for cell in cells:
        numbers = "".join(str(row.get(cell, "–")).rjust(17) for row in ratios.values())
        lines.append(cell.replace(_kind(cell), KINDS[_kind(cell)]).ljust(36) + numbers)
    lines += [f"{name}: {found}" for name, found in figures.items()]
    return lines + [f"goal {name}: {values[name]} of {goal}" for name, goal in GOALS.items()]


if __name__ == "__main__":
    print("\n".join(run()["told"]))
