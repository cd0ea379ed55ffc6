"""The one office of this process, opened when first asked for."""

from functools import lru_cache

from voffice_app.actions.office import Office
from voffice_app.db import people
from voffice_app.db.session import Database, Session
from voffice_app.domain.people import Actor, Role, UnitKind
from voffice_app.opening import open_office
from voffice_app.settings import settings


@lru_cache(maxsize=1)
def office() -> Office:
    return open_office(settings)


def database() -> Database:
    return office().db


def doorkeeper(session: Session) -> Actor | None:
    """Who signs what the door itself writes (refusals, failed log-ins); None before there is an office."""
    offices = people.list_units(session, UnitKind.OFFICE)
    if not offices or offices[0].id is None:
        return None
    office = offices[0]
    return Actor(
        account_id=0, position_id=0, unit_id=offices[0].id, unit_kind=UnitKind.OFFICE, unit_name=office.name,
        role=Role.IT, full_name="Cổng vào hệ thống", title="Hệ thống",
    )  # fmt: skip
