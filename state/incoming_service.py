"""What the reader may sign on an incoming paper at the government's service: arrival, copy, comment (law.md 3.3)."""

from datetime import datetime

from signing.geometry import AGENCY, LEADER
from state.incoming_opened import Opened
from voffice_app.actions.signing_intent_parts import choose_certificate
from voffice_app.db.certificates import KeyHome
from voffice_app.db.files import FileKind
from voffice_app.db.session import Session
from voffice_app.domain.errors import Refused
from voffice_app.domain.people import Role

PDF = "application/pdf"


def service_offers(session: Session, opened: Opened, now: datetime) -> list[str]:
    """Operations of the service, none where the reader's key is elsewhere or the main file is no PDF."""
    main = next((file for file in opened.files if file.kind is FileKind.MAIN), None)
    if main is None or main.media_type != PDF:
        return []
    signed = bool(main.verdict and main.verdict.get("signatures"))
    if opened.actor.role is Role.CLERK:
        names, key = ["income", "copy"], AGENCY
    else:  # behind a seal nobody's comment may follow
        names, key = ["comment"] if opened.actor.is_leader and not signed else [], LEADER
    return names if names and _at_service(session, opened, key, now) else []


def _at_service(session: Session, opened: Opened, key: str, now: datetime) -> bool:
    try:
        return choose_certificate(session, opened.actor, key, now).home is KeyHome.PLUGIN
    except Refused:
        return False
