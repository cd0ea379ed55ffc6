"""Alembic's entry: migrations run on the connection that voffice hands over, or on VOFFICE_DATABASE_URL."""

import os

from alembic import context
from sqlalchemy import Connection

from voffice_app.db.session import make_engine
from voffice_app.db.tables import METADATA


def run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = make_engine(os.environ["VOFFICE_DATABASE_URL"])
    with engine.connect() as connection:
        run(connection)
        connection.commit()
