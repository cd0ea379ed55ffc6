"""A second process that works at the archive's queue once: `python -m tests.core.keeping_child FOLDER TSA NOW`."""

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from signing.revocation import Source
from signing.terms import Terms
from signing.timestamp import Authority
from voffice_app.actions.keeping import keep_next
from voffice_app.actions.keyring import Keyring
from voffice_app.actions.office import Office
from voffice_app.db.session import Database


def main(folder: Path, tsa: str, now: datetime) -> None:
    database = Database(f"sqlite:///{folder / 'voffice.db'}", folder / "vault", lambda: now)
    plain = Office(database, None, Keyring(None, None), folder / "trust")  # type: ignore[arg-type]

    def trust() -> object:
        return replace(plain.trust(), moment=now)

    patient = Authority(tsa, trust, 60, heeds_outage=False)  # type: ignore[arg-type]
    terms = Terms(hurried=patient, patient=patient, source=Source(trust, 10))  # type: ignore[arg-type]
    print(keep_next(replace(plain, terms=terms)), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], datetime.fromisoformat(sys.argv[3]))
