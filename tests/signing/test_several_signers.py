"""Documents that several sign: issued jointly, side by side, or by a council, one below the other."""

from pathlib import Path

import pymupdf
import pytest
import typst

from signing import imprint, look, place
from signing.check import verify
from signing.demo_ca import Subject
from signing.errors import PlaceNotFound, WrongOrder
from signing.geometry import AGENCY, LEADER, MM, Place, Sizes
from tests.signing.conftest import OFFICE, SEAL_MM, Desk, signature_png
from tests.signing.letters import FONTS
from tests.signing.measure import ink

HEAD, OTHER = "Trần Thị Hồng Nhung", "Phạm Đức Duy"
BLOCK = "align(center)[*{title}* \\ #v({gap}mm) *{name}*]"
PAGE = """#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm))
#set text(font: "Tinos", size: 14pt, lang: "vi")
#align(center)[*THÔNG TƯ LIÊN TỊCH*]
Giao các đơn vị phối hợp thực hiện./.
#v(10mm)
"""


def side_by_side(left: str = OTHER, right: str = HEAD, gap: int = 26) -> str:
    blocks = [BLOCK.format(title="TRƯỞNG PHÒNG", gap=gap, name=name) for name in (left, right)]
    return f"{PAGE}#grid(columns: (50%, 50%), {blocks[0]}, {blocks[1]})"


def stacked() -> str:
    first = BLOCK.format(title="THƯ KÝ", gap=26, name=OTHER)
    second = BLOCK.format(title="CHỦ TỊCH", gap=26, name=HEAD)
    return f"{PAGE}#grid(columns: (45%, 55%), row-gutter: 12mm, [], {first}, [], {second})"


def compiled(source: str, folder: Path) -> bytes:
    path = folder / "joint.typ"
    path.write_text(source)
    return typst.compile(path, font_paths=[FONTS])


def places(pdf: bytes, own: str = HEAD, *others: str) -> Place:
    width, height = look.leader_size_mm(signature_png())
    return place.find_places(pdf, own, others or (OTHER,), Sizes(width, height, SEAL_MM), (OFFICE,))


@pytest.mark.law("ND30:PL1:II.7")
@pytest.mark.parametrize("source", [side_by_side(), side_by_side(HEAD, OTHER), stacked()])
def test_each_signer_has_the_gap_over_the_own_name_and_the_seal_covers_only_the_own_leaders(
    desk: Desk, source: str, tmp_path: Path
) -> None:
    pdf = compiled(source, tmp_path)
    found = places(pdf)
    page = pymupdf.open(stream=pdf)[0]
    for name, box in ((HEAD, found.leader), (OTHER, found.others[0].box)):
        rect = page.search_for(name)[0]
        assert box.centre[0] == pytest.approx((rect.x0 + rect.x1) / 2, abs=1)
        assert page.rect.height - box.y0 <= rect.y0 + 1
        assert page.rect.height - box.y1 > rect.y0 - 32 * MM
    assert (found.seal.x1 - found.leader.x0) / found.leader.width == pytest.approx(0.32)
    assert not found.seal.overlaps(found.others[0].box)
    assert Place.from_dict(found.as_dict()) == found


@pytest.mark.article("6.5")
def test_all_leaders_sign_in_any_order_and_the_seal_waits_for_the_last(desk: Desk, tmp_path: Path) -> None:
    pdf = compiled(side_by_side(), tmp_path)
    fields = imprint.add_fields(pdf, places(pdf))
    other = desk.key(Subject(OTHER, "TRUNG TÂM GIÁO DỤC"))
    one = desk.sign(fields, "leader2", other).pdf
    with pytest.raises(WrongOrder) as refusal:
        desk.prepare(one, AGENCY)
    assert refusal.value.facts["reason"] == "leader_missing"
    led = desk.sign(fields, LEADER).pdf
    with pytest.raises(WrongOrder) as refusal:
        desk.prepare(led, AGENCY)
    assert refusal.value.facts["reason"] == "leaders_missing"
    for pdf in (desk.sign(led, "leader2", other).pdf, desk.sign(one, LEADER).pdf):
        issued = desk.sign(pdf, AGENCY).pdf
        verdict = verify(issued, desk.trust)
        assert verdict.outcome == "valid"
        assert {finding.field for finding in verdict.signatures} == {LEADER, "leader2", AGENCY}
        assert ink(issued, 0, "red").width == pytest.approx(SEAL_MM, abs=0.5)
        with pytest.raises(WrongOrder):
            desk.prepare(issued, "leader2", other)


def test_nobody_signs_twice_in_a_field_of_several(desk: Desk, tmp_path: Path) -> None:
    pdf = compiled(side_by_side(), tmp_path)
    once = desk.sign(imprint.add_fields(pdf, places(pdf)), "leader2").pdf
    with pytest.raises(WrongOrder) as refusal:
        desk.prepare(once, "leader2")
    assert refusal.value.facts["reason"] == "already_signed"


@pytest.mark.parametrize("source", [side_by_side("Lê Quý Đôn"), side_by_side(HEAD, HEAD), side_by_side(gap=2)])
def test_when_a_block_is_not_sure_a_person_shows_it(source: str, tmp_path: Path) -> None:
    with pytest.raises(PlaceNotFound) as refusal:
        places(compiled(source, tmp_path))
    assert refusal.value.facts["what"] in ("signature", "room")
