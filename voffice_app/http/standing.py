"""GET: papers behind posts – minutes of a hand-over, the scan of a written authority."""

from starlette.routing import Route

from voffice_app.db.handover_lists import find_minutes
from voffice_app.db.standing_lists import find_authority_paper
from voffice_app.http.files import hand_out

ROUTES = [
    Route("/api/handover/{file_id}", hand_out(find_minutes, "handover"), methods=["GET"]),
    Route("/api/authority/{file_id}", hand_out(find_authority_paper, "standing.read"), methods=["GET"]),
]
