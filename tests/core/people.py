"""Who acts in the tests of the tables: one of every role in the office, and the same roles in a school."""

from dataclasses import replace

from voffice_app.domain.people import Actor, Role, UnitKind

OFFICE, SCHOOL = 1, 2


def actor(position_id: int, role: Role, unit_id: int = OFFICE) -> Actor:
    kind = UnitKind.OFFICE if unit_id == OFFICE else UnitKind.SCHOOL
    return Actor(position_id, position_id, unit_id, kind, "Đơn vị", role, "Người thử nghiệm", str(role))


HEAD = actor(11, Role.HEAD)
DEPUTY = actor(12, Role.DEPUTY)
CLERK = actor(13, Role.CLERK)
OFFICER = actor(14, Role.OFFICER)
COLLEAGUE = actor(15, Role.OFFICER)
IT = actor(16, Role.IT)
INSIDE = {"head": HEAD, "deputy": DEPUTY, "clerk": CLERK, "officer": OFFICER, "colleague": COLLEAGUE, "it": IT}
OUTSIDE = {f"school {name}": replace(who, unit_id=SCHOOL, unit_kind=UnitKind.SCHOOL) for name, who in INSIDE.items()}
"""The same positions claimed in another unit: the hardest case, since every relation but the unit holds."""
EVERYBODY = INSIDE | OUTSIDE


def meant(people: dict[str, Actor], letter: str | None) -> tuple[Actor, ...]:
    """Whom a letter of a drawn table means: B is either of head and clerk; a dot or nothing is nobody."""
    return (HEAD, CLERK) if letter == "B" else tuple(who for name, who in people.items() if name == letter)
