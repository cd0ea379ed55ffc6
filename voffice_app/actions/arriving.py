"""A file at the desk, before it belongs to a document: its signatures are verified, or it is turned away (QC 5.3)."""

from typing import Any

from signing.check import verify
from voffice_app.actions.office import Office
from voffice_app.db.files import Direction, Upload, forget, list_files, load_upload
from voffice_app.db.incoming import SUBJECT, load_incoming, move
from voffice_app.domain.errors import Refused
from voffice_app.domain.incoming import FLOW
from voffice_app.domain.people import Actor
from voffice_app.domain.secrecy import Secrecy, refuse_secret

PDF = "application/pdf"


def examine(office: Office, actor: Actor, upload_id: int) -> Upload:
    """Verify the signatures of an uploaded PDF and keep the report beside it; None is kept when it is unsigned.

    Verifying takes tens of milliseconds, so it is done outside the transaction.
    """
    with office.db.read() as session:
        upload = load_upload(session, actor, upload_id)
    if upload.media_type != PDF:
        return upload
    report = _report(office, upload.sha256)
    with office.db.act(actor) as tx:
        kept = load_upload(tx.session, actor, upload_id)
        kept.verdict = report
        tx.session.add(kept)
    return kept


def _report(office: Office, sha256: str) -> dict[str, Any] | None:
    found = verify(office.db.vault.get(sha256), office.trust())
    return None if found.reasons == ("unsigned",) else found.as_dict()


def keep_out_secrets(office: Office, actor: Actor, upload_ids: tuple[int, ...], level: Secrecy, *texts: str) -> None:
    """Nothing when all is well. Declared or marked as a state secret: rows and bytes of the uploads go, the refusal
    is recorded with nothing of the content, and raised."""
    try:
        refuse_secret(level, *texts)
    except Refused:
        with office.db.act(actor) as tx:
            forget(tx.session, office.db.vault, [load_upload(tx.session, actor, each) for each in upload_ids])
            tx.record("secret_refused", "upload", 0, facts={"level": str(level)})
        raise


def keep_out_secret_document(office: Office, actor: Actor, document_id: int, level: Secrecy, *texts: str) -> None:
    """The same for a document that was received already: it is returned, its files and words are gone."""
    try:
        refuse_secret(level, *texts)
    except Refused:
        with office.db.act(actor) as tx:
            document = load_incoming(tx, document_id)
            step = FLOW.decide("return_intake", document.facts(), actor)
            forget(tx.session, office.db.vault, list_files(tx.session, Direction.INCOMING, document_id))
            document.abstract = document.note = ""
            document.refold()
            tx.record("secret_refused", SUBJECT, document_id, facts={"level": str(level)})
            move(tx, document, step)
        raise
