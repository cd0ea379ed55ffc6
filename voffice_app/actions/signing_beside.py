"""Begin a signature beside a document: of arrival, of a copy, of confirmation, on an appendix (QC 8.2; ND30 Đ25, Đ32).

It is completed and ended like every other signature: :func:`voffice_app.actions.signing.complete`, ``fail``.
"""

from signing.geometry import Spot
from signing.pin import Pin
from signing.verdict import Verdict
from voffice_app.actions.beside_signing_parts import complete_beside, make_beside_ready, open_beside
from voffice_app.actions.office import Office
from voffice_app.actions.signing_key_parts import ask_key
from voffice_app.actions.signing_parts import Opened, find_open
from voffice_app.db.signing_attempts import Way
from voffice_app.domain.people import Actor


def begin(
    office: Office, actor: Actor, name: str, document_id: int, way: Way, file_id: int = 0, spot: Spot | None = None
) -> Opened:
    """Open an attempt and say what the key must sign. ``name`` is one of ``beside_parts.BESIDE``.

    Raises Refused or SigningError; PlaceNotFound(what=room): a person shows the ``spot``.
    """
    return make_beside_ready(office, actor, open_beside(office, actor, name, document_id, file_id, way), spot)


def sign(
    office: Office, actor: Actor, name: str, document_id: int, pin: Pin, file_id: int = 0, spot: Spot | None = None
) -> Verdict:
    """All three beats with a key of this server."""
    opened = begin(office, actor, name, document_id, Way.SERVER, file_id, spot)
    (raw,) = ask_key(office, actor, [opened], pin)
    return complete_beside(office, actor, find_open(office, actor, opened.nonce), raw)
