"""Where things go on a draft's page: found by the reading child, or shown by the drafter."""

from dataclasses import asdict
from math import isfinite
from typing import Any

from signing.errors import PlaceNotFound
from signing.geometry import Box, Mark, Sizes, Spot
from signing.look import leader_size_mm
from voffice_app.actions.office import Office
from voffice_app.db import people as people_db
from voffice_app.db.certificates import ImageKind, find_image
from voffice_app.db.outgoing import BLANKS, SUBJECT, load_outgoing, read_current
from voffice_app.db.session import Session
from voffice_app.domain.errors import Reason, Stale, refuse
from voffice_app.domain.outgoing import FLOW
from voffice_app.domain.people import Actor


def find_layout(office: Office, actor: Actor, pdf: bytes, signer_position_id: int) -> dict[str, Any]:
    """Where signature, initial, number and date go on this draft; what is not found is left out."""
    with office.db.read() as session:
        signer, _ = people_db.person_name(session, signer_position_id)
        sizes = true_sizes(office, session, actor.unit_id, signer_position_id)
    found: dict[str, Any] = {}
    call = office.workshop.call
    for name, target, args in (
        ("place", "signing.place:find_place", (pdf, signer, sizes)),
        ("mark", "signing.place:find_end_mark", (pdf,)),
        ("gaps", "signing.place:find_gaps", (pdf,)),
        ("titles", "signing.title_lines:find_titles", (pdf, signer)),
    ):
        try:
            result = call(target, *args)
        except PlaceNotFound:
            continue
        found[name] = list(result) if name in ("gaps", "titles") else asdict(result)
    return found


def show_place(office: Office, actor: Actor, document_id: int, what: str, page_index: int, box: Box) -> None:
    """The drafter shows by hand where signature (``place``), initial (``mark``), ``number`` or ``date`` goes."""
    with office.db.read() as session:
        document, version = read_current(session, actor, document_id)
        sizes = true_sizes(office, session, actor.unit_id, document.signer_position_id)
    if not 0 <= page_index < version.pages or not all(map(isfinite, asdict(box).values())):
        raise refuse("place_missing")
    if what in BLANKS and page_index:
        raise refuse("blank_not_on_page_one")
    pdf = office.db.vault.get(version.sha256)
    shown = asdict(
        office.workshop.call("signing.place:place_from_box", pdf, page_index, box, sizes)
        if what == "place"
        else (Mark if what == "mark" else Spot)(page_index, box)
    )
    with office.db.act(actor) as tx:
        document = load_outgoing(tx, document_id)
        FLOW.decide("edit", document.facts(), actor)
        if document.current_file_id != version.id:
            raise Stale([Reason("file_changed")])
        document.layout = {**document.layout, what: shown, f"{what}_by_hand": True}
        tx.record("show_place", SUBJECT, document_id, facts={"what": what})


def true_sizes(office: Office, session: Session, unit_id: int, signer_position_id: int | None) -> Sizes:
    """Sizes in millimetres of the signer's image and the unit's seal; the usual ones where none is kept yet."""
    sizes = Sizes()
    signer = session.get(people_db.Position, signer_position_id) if signer_position_id else None
    image = find_image(session, ImageKind.SIGNATURE, unit_id, signer.account_id if signer else None)
    seal = find_image(session, ImageKind.SEAL, unit_id)
    width, height = (sizes.leader_width_mm, sizes.leader_height_mm)
    if image:
        width, height = leader_size_mm(office.db.vault.get(image.sha256))
    return Sizes(width, height, seal.width_mm if seal else sizes.seal_mm)
