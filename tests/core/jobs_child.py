"""A second process that does one job, very slowly: `python -m tests.core.jobs_child DATABASE_URL FOLDER NOW`."""

import sys
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Any

from voffice_app.actions.keyring import Keyring
from voffice_app.actions.office import Office
from voffice_app.actions.working import Report, work_next
from voffice_app.db.jobs import Job
from voffice_app.db.session import Database
from voffice_app.db.tables import METADATA


def main(url: str, folder: Path, now: datetime) -> None:
    database = Database(url, folder / "vault", lambda: now)
    office = Office(database, None, Keyring(None, None), folder / "trust")  # type: ignore[arg-type]

    def slow(_office: Office, job: Job, report: Report) -> dict[str, Any]:
        with (folder / "written").open("a") as lines:
            lines.write(f"{job.payload['line']}\n")
        report(1, 2)
        print("half", flush=True)
        Event().wait(60)
        return {}

    assert "unit" in METADATA.tables, "a job's row names its unit"
    print(work_next(office, {"write": slow}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), datetime.fromisoformat(sys.argv[3]))
