"""What acts work with: the database, the reading child, the keys, and whom signatures are believed from."""

from dataclasses import dataclass, field
from pathlib import Path

from signing.authorities import government, with_government
from signing.shelf import Shelf
from signing.terms import Terms
from signing.trust import Trust
from voffice_app.actions.keyring import Keyring
from voffice_app.db.session import Database
from voffice_app.mail.post import Post
from voffice_app.reading.child import Workshop


@dataclass(frozen=True)
class Office:
    """One installation's parts, made once at start-up and shared by every thread."""

    db: Database
    workshop: Workshop
    keyring: Keyring
    trust_folder: Path
    terms: Terms = field(default_factory=Terms)
    post: Post | None = None
    archive: Path | None = None

    @property
    def shelf(self) -> Shelf:
        """Documents waiting for their signatures, beside the trust folder."""
        return Shelf(self.trust_folder.parent / "prepared")

    @property
    def archive_folder(self) -> Path:
        """Where issued documents lie as plain folders; `VOFFICE_ARCHIVE`, else beside the trust folder."""
        return self.archive or self.trust_folder.parent / "luu-tru"

    def trust(self) -> Trust:
        """Certificates and revocation lists of this installation, DER files by kind in its folder, and the
        government's pinned roots, which its folder `government` may replace."""
        folder = self.trust_folder
        own = Trust(
            roots=_read_all(folder / "roots"),
            intermediates=_read_all(folder / "intermediates"),
            crls=_read_all(folder / "crls"),
            ocsps=_read_all(folder / "ocsps"),
        )
        return with_government(own, government(folder / "government"))


def _read_all(folder: Path) -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in sorted(folder.glob("*.der")))
