"""The address of the signing queue: which tab, and from which document on."""

from dataclasses import dataclass

from state.address import Address
from voffice_app.db.outgoing_lists import ORDERS
from voffice_app.db.signing_lists import TABS

QUEUE = "/ky-so"


@dataclass(frozen=True, kw_only=True)
class Asked(Address):
    """One view of the queue; without a tab, what waits."""

    sort: str = "-newest"

    LIST = QUEUE
    ORDERS = ORDERS
    USUAL_SORT = "-newest"
    NAMES = {"tab": "tab"}
    KNOWN = {"tab": TABS}
