"""A second process that copies documents into the archive folder: `python -m tests.core.archive_child FOLDER NOW`."""

import sys
from datetime import datetime
from pathlib import Path

from voffice_app.actions.keyring import Keyring
from voffice_app.actions.office import Office
from voffice_app.actions.working import work_next
from voffice_app.db.session import Database
from voffice_app.workers import HOUSE


def main(folder: Path, now: datetime) -> None:
    database = Database(f"sqlite:///{folder / 'voffice.db'}", folder / "vault", lambda: now)
    office = Office(database, None, Keyring(None, None), folder / "trust")  # type: ignore[arg-type]
    print("begun", flush=True)
    while work_next(office, HOUSE) is not None:
        continue
    print("done", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]))
