"""Where the time of one signature goes, step by step, each measured alone on the processor."""

from bench.sign_papers import Bench
from signing.appearance import draw, field_for
from signing.ceremony import embed
from signing.check import verify
from signing.compose import compose
from signing.entitlement import check_certificate
from signing.update import Update
from signing.waiting import waited

ROUNDS = 15


def shares(bench: Bench, led: bytes) -> dict[str, float]:
    """Milliseconds of each step of sealing this file, RSA; the sum of the first five is one signature."""
    key, intent = bench.keys["rsa"], bench.intent("agency")
    prepared = compose(led, intent, key.certificate, key.chain)
    raw = key.sign(prepared.attributes)
    pdf = embed(prepared, raw)
    update = Update(led)
    _, widget = field_for(update, intent)

    def read() -> None:
        field_for(Update(led), intent)

    measured = {
        "read": bench.typical(read, ROUNDS),
        "draw": bench.typical(lambda: draw(update, widget, intent), ROUNDS),
        "composed": bench.typical(lambda: compose(led, intent, key.certificate, key.chain), ROUNDS),
        "log-in, key, signature": bench.typical(lambda: key.sign(prepared.attributes), ROUNDS),
        "check raw, CMS, embed": bench.typical(lambda: embed(prepared, raw), ROUNDS),
    }
    measured["write, digest"] = max(0.0, measured.pop("composed") - measured["read"] - measured["draw"])
    checks = {
        "checks: order, leader's signature": bench.typical(lambda: verify(led, bench.trust), 5),
        "checks: certificate": bench.typical(
            lambda: waited(check_certificate(key.certificate, key.chain, intent, bench.trust)), 5
        ),
        "checks: all signatures at the end": bench.typical(lambda: verify(pdf, bench.trust), 5),
    }
    return {step: round(ms, 2) for step, ms in (measured | checks).items()}
