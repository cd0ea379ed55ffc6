"""Documents signed, sealed and time-stamped in the small world of `authorities.py`."""

from signing.ceremony import Signed, Stamp, finish, prepare
from signing.geometry import AGENCY, LEADER
from signing.revocation import Source
from signing.timestamp import Authority
from tests.signing.authorities import World
from tests.signing.conftest import intent


def authority(world: World, name: str = "tsa1") -> Authority:
    return Authority(world.tsa(name), world.trust, 3, heeds_outage=False)


def source(world: World) -> Source:
    return Source(world.trust, 3)


def signed(
    world: World, pdf: bytes, kind: str, stamping: bool = True, stamp: Stamp | None = None, **terms: object
) -> Signed:
    key = world.key("head" if kind == LEADER else "seal")
    trust = world.trust(crls=world.lists())
    wanted = intent(kind, signing_time=world.now, **terms)
    prepared = prepare(pdf, wanted, key.certificate, key.chain, trust)
    raw = key.sign(prepared.attributes, prepared.digest)
    return finish(prepared, raw, trust, stamp or (authority(world).stamp if stamping else None))


def sealed(world: World, pdf: bytes, stamping: bool = True) -> bytes:
    return signed(world, signed(world, pdf, LEADER, stamping).pdf, AGENCY, stamping).pdf
