"""A file at the desk, before it belongs to a document: its signatures are verified, or it is turned away (QC 5.3)."""

from typing import Any

from voffice_app.actions.office import Office
from voffice_app.actions.verdict_parts import verdict_on
from voffice_app.db import outgoing
from voffice_app.db.files import Direction, Upload, forget, list_files, list_unattached, read_upload, remove_forgotten
from voffice_app.db.incoming import SUBJECT, load_incoming, move
from voffice_app.domain.errors import Refused
from voffice_app.domain.incoming import FLOW
from voffice_app.domain.outgoing import FLOW as OUTGOING_FLOW
from voffice_app.domain.people import Actor
from voffice_app.domain.secrecy import Secrecy, refuse_secret

PDF = "application/pdf"
VERIFY_SECONDS = 30


def examine(office: Office, actor: Actor, upload_id: int) -> Upload:
    """Verify the signatures of an uploaded PDF and keep the report beside it; None is kept when it is unsigned.

    What a document has already was examined before.
    """
    with office.db.read() as session:
        upload = read_upload(session, actor, upload_id)
    if upload.media_type != PDF or upload.attached_at is not None:
        return upload
    report = _report(office, upload.sha256)
    with office.db.act(actor) as tx:
        kept = read_upload(tx.session, actor, upload_id)
        kept.verdict = report
        tx.session.add(kept)
    return kept


def _report(office: Office, sha256: str) -> dict[str, Any] | None:
    found = verdict_on(office, office.db.vault.get(sha256), VERIFY_SECONDS)
    return None if found.reasons == ("unsigned",) else found.as_dict()


def keep_out_secrets(office: Office, actor: Actor, upload_ids: tuple[int, ...], level: Secrecy, *texts: str) -> None:
    """Nothing when all is well. Declared or marked as a state secret: rows and bytes of the uploads go, the refusal
    is recorded with nothing of the content, and raised."""
    try:
        refuse_secret(level, *texts)
    except Refused:
        with office.db.act(actor) as tx:
            forget(tx, list_unattached(tx, upload_ids))
            tx.record("secret_refused", "upload", 0, facts={"level": str(level)})
        sweep(office, actor)
        raise


def keep_out_secret_document(office: Office, actor: Actor, document_id: int, level: Secrecy, *texts: str) -> None:
    """The same for a document that was received already: it is returned, its files and words are gone."""
    try:
        refuse_secret(level, *texts)
    except Refused:
        with office.db.act(actor) as tx:
            document = load_incoming(tx, document_id)
            step = FLOW.decide("return_intake", document.facts(), actor)
            forget(tx, list_files(tx.session, Direction.INCOMING, document_id))
            document.abstract = document.note = ""
            document.refold()
            tx.record("secret_refused", SUBJECT, document_id, facts={"level": str(level)})
            move(tx, document, step)
        sweep(office, actor)
        raise


def keep_out_secret_draft(office: Office, actor: Actor, document_id: int, level: Secrecy, *texts: str) -> None:
    """The same for a draft that was kept already: every version of its file and its words are gone."""
    try:
        refuse_secret(level, *texts)
    except Refused:
        with office.db.act(actor) as tx:
            document = outgoing.load_outgoing(tx, document_id)
            step = OUTGOING_FLOW.decide("edit", document.facts(), actor)
            forget(tx, list_files(tx.session, Direction.OUTGOING, document_id))
            document.current_file_id = document.clean_file_id = None
            document.initialed, document.layout, document.abstract = False, {}, ""
            document.refold()
            tx.record("secret_refused", outgoing.SUBJECT, document_id, facts={"level": str(level)})
            outgoing.move(tx, document, step)
        sweep(office, actor)
        raise


def sweep(office: Office, actor: Actor) -> None:
    """Remove forgotten bytes; also at start-up, for a crash between the rows and the bytes."""
    with office.db.act(actor) as tx:
        remove_forgotten(tx, office.db.vault)
