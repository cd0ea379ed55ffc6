"""What must be unique among people and units, asked before IT's acts write."""

from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from voffice_app.db.parameters import value_on
from voffice_app.db.people import Account, Position, Unit
from voffice_app.db.session import Tx
from voffice_app.domain.errors import refuse
from voffice_app.domain.parameters import Parameter
from voffice_app.domain.people import Role

P: Any = Position
U: Any = Unit
N: Any = Account


def lock_unit(session: Session, unit_id: int) -> None:
    """Two acts that must not both find a name or a post free wait for each other here."""
    session.execute(select(U.id).where(U.id == unit_id).with_for_update())


def list_ancestors(session: Session, unit_id: int) -> list[int]:
    """The unit and everything above it, to the top of the tree."""
    line: list[int] = []
    above: int | None = unit_id
    while above is not None and above not in line:
        line.append(above)
        above = session.execute(select(U.parent_id).where(U.id == above)).scalar()
    return line


def code_taken(session: Session, code: str, but: int | None) -> bool:
    """Another unit has this code."""
    return session.execute(select(U.id).where(U.code == code, U.id != (but or 0))).first() is not None


def username_taken(session: Session, username: str) -> bool:
    return session.execute(select(N.id).where(N.username == username)).first() is not None


def has_open_head(session: Session, unit_id: int) -> bool:
    """The unit has a head whose post has no last day."""
    held = select(P.id).where(P.unit_id == unit_id, P.role == Role.HEAD, P.valid_to.is_(None))
    return session.execute(held).first() is not None


def refuse_own_draft(tx: Tx, drafter_position_id: int) -> None:
    """Who drafts does not check the format of it, unless the unit lets its clerk be its officer too (QC Chương III).

    Raises:
        Refused: ``same_person_both_steps``. Signing before sealing is in no unit's hands.
    """
    drafter = tx.session.get(Position, drafter_position_id)
    if drafter is None or drafter.account_id != tx.actor.account_id:
        return
    if value_on(tx.session, tx.actor.unit_id, Parameter.CLERK_ALSO_OFFICER, tx.today) != "yes":
        raise refuse("same_person_both_steps")
