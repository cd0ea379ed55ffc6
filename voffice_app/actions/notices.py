"""What a person does with the own notices: reads one, reads all, chooses the kinds to get."""

from collections.abc import Collection

from voffice_app.db import notice_lists
from voffice_app.db.session import Tx
from voffice_app.domain.notices import NoticeKind
from voffice_app.domain.permissions import Permission


def read(tx: Tx, notice_id: int | None = None) -> None:
    """One of the acting post's own, or all of them; somebody else's stays as it is."""
    tx.require(Permission.HOME)
    notice_lists.mark_read(tx, notice_id)


def read_subject(tx: Tx, subject: str, subject_id: int) -> None:
    """Those of a document that the person has just opened."""
    tx.require(Permission.HOME)
    notice_lists.mark_subject_read(tx, subject, subject_id)


def choose(tx: Tx, wanted: Collection[str]) -> None:
    """Get notices of these kinds and of no others, from now on; unknown kinds mean nothing."""
    tx.require(Permission.HOME)
    for kind in NoticeKind:
        notice_lists.choose(tx, kind, str(kind) in wanted)
