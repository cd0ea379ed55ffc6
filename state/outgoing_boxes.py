"""Where signature, seal, initial, number and date will go, as boxes over the page; and the box a person drags."""

from signing.geometry import MM, Box, around
from state.outgoing_opened import Opened
from voffice_app import shapes
from voffice_app.domain.outgoing import OutgoingStatus as S

INITIAL_MM = (18.0, 9.0)
AFTER_MARK = 1.0
BLANK_MM = {"number": (22.0, 7.0), "date": (68.0, 7.0)}
BLANK_LABEL = {"number": "Số", "date": "Ngày"}
BLANK_AT = {"number": (0.3, 0.85), "date": (0.72, 0.85)}
"""Middle of the box at first, in parts of the page: where number and date stand on a letter (ND30 PL I)."""
MOVABLE = ("place", "mark", *BLANK_MM)
SIGNED = (S.SEALED, S.ISSUED, S.CANCELLED, S.RECALLED, S.REPLACED)


def fixed(opened: Opened, placing: str = "") -> list[shapes.Box]:
    """What is still to come on the current version; what is being dragged is left out."""
    layout, status = opened.document.layout, opened.document.status
    if status in SIGNED:
        return []
    found = []
    if "place" in layout and placing != "place":
        found += _place(opened, leader=not opened.document.leader_signature_holds)
    if "mark" in layout and placing != "mark" and not opened.document.initialed:
        found.append(_shape(layout["mark"]["page_index"], initial_box(Box(**layout["mark"]["box"])), "Ký nháy", "blue"))
    if not opened.document.imprinted:
        shown = opened.document.shown_blanks()
        found += [_shape(0, Box(**box), BLANK_LABEL[what], "blue") for what, box in shown.items() if what != placing]
    return found


def _place(opened: Opened, leader: bool) -> list[shapes.Box]:
    place = opened.document.layout["place"]
    page, seal = place["page_index"], Box(**place["seal"])
    boxes = [_shape(page, seal, f"Dấu {seal.width / MM:.0f} mm", "red", True)]
    if leader:
        box = Box(**place["leader"])
        mine = opened.document.signer_position_id == opened.actor.position_id
        whose = "Chữ ký của bạn" if mine else f"Chữ ký {opened.signer[0]}"
        boxes.append(_shape(page, box, f"{whose} · {box.width / MM:.0f} × {box.height / MM:.0f} mm", "blue"))
    return boxes


def movable(opened: Opened, what: str, last_page: int, width: float, height: float) -> shapes.Box | None:
    """The box to drag: where it stands now, else where such a thing usually stands on the last page (or the first)."""
    layout = opened.document.layout
    if what in BLANK_MM:
        return _blank(opened, what, width, height)
    if what == "mark":
        if "mark" in layout:
            mark = layout["mark"]
            return _shape(mark["page_index"], initial_box(Box(**mark["box"])), "Ký nháy", "blue")
        box = around((width * 0.5, height * 0.42), INITIAL_MM[0] * MM, INITIAL_MM[1] * MM)
        return _shape(last_page, box, "Ký nháy", "blue")
    if what == "place":
        if "place" in layout:
            return _shape(layout["place"]["page_index"], Box(**layout["place"]["leader"]), "Chữ ký", "blue")
        sizes = opened.sizes
        box = around((width * 0.72, height * 0.26), sizes.leader_width_mm * MM, sizes.leader_height_mm * MM)
        return _shape(last_page, box, "Chữ ký", "blue")
    return None


def _blank(opened: Opened, what: str, width: float, height: float) -> shapes.Box:
    """Number and date always go on page 1."""
    shown = opened.document.shown_blanks()
    (across, up), (wide, high) = BLANK_AT[what], BLANK_MM[what]
    box = Box(**shown[what]) if what in shown else around((width * across, height * up), wide * MM, high * MM)
    return _shape(0, box, BLANK_LABEL[what], "blue")


def missing(opened: Opened) -> str:
    """What the drafter must show by hand before anything else."""
    if "edit" not in opened.offers or opened.current is None:
        return ""
    layout = opened.document.layout
    if "place" not in layout:
        return "place"
    if "mark" not in layout and not opened.document.initialed:
        return "mark"
    return next(iter(opened.document.missing_blanks()), "")


def initial_box(mark: Box) -> Box:
    """The picture of the initial stands right after the mark, on its middle."""
    wide, high = INITIAL_MM[0] * MM, INITIAL_MM[1] * MM
    return around((mark.x1 + AFTER_MARK * MM + wide / 2, mark.centre[1]), wide, high)


def mark_before(initial: Box) -> Box:
    """The mark that puts the initial exactly into this box."""
    middle, end = initial.centre[1], initial.x0 - AFTER_MARK * MM
    return Box(end - 4 * MM, middle - 2 * MM, end, middle + 2 * MM)


def _shape(page_index: int, box: Box, label: str, tone: str, is_round: bool = False) -> shapes.Box:
    return shapes.Box(page_index + 1, box.x0, box.y0, box.x1, box.y1, label, tone, is_round)
