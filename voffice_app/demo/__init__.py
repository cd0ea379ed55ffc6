"""The demonstration: one invented office, its schools, twelve months of work. Never part of a real installation."""

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voffice_app.db.session import Database
    from voffice_app.demo.seeding import Summary


def seed(database: "Database") -> "Summary":
    """Fill an empty database. Raises NotADemonstration outside a demonstration."""
    from voffice_app.demo.seeding import seed_demo  # letters, keys, fonts: wanted once in an installation's life
    from voffice_app.house import office
    from voffice_app.settings import settings

    return seed_demo(replace(office(), db=database), settings.demo_password, settings.demo_pin)


def seed_documents(database: "Database", count: int) -> dict[str, int]:
    """Add so many documents to the office's registers, for measurements."""
    from voffice_app.demo import many
    from voffice_app.house import office
    from voffice_app.settings import settings

    return many.seed_documents(replace(office(), db=database), count, settings.demo_password)
