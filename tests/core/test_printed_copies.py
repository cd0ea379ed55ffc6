"""A certified copy leaves by its record: what is copied with its form, for its clerk alone, each time logged."""

import pytest

from tests.core.factories import SmallOffice, codes, registered
from tests.core.test_certified_copies import IN, OUT, copy, issued
from tests.core.test_recall import WHY, at_work
from voffice_app.actions import recalling
from voffice_app.actions.certified_copies import CopyWanted, number_copy
from voffice_app.actions.copying import print_certified
from voffice_app.db.certified_copies import CopyForm, list_copies
from voffice_app.db.files import Direction
from voffice_app.db.paper_prints import list_prints
from voffice_app.domain.errors import NotVisible, Refused

AT = "https://vp.vn/tra-cuu"


def record(small: SmallOffice, direction: Direction, document_id: int) -> int:
    with small.db.read() as session:
        return list_copies(session, small.clerk.unit_id, direction, document_id)[-1].id or 0


@pytest.fixture
def drawn(small: SmallOffice, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What would go to the child: the bytes that are copied, and the foot's title."""
    seen: dict[str, object] = {}

    def call(target: str, copied: bytes, block: bytes, title: str, *_: object, seconds: float) -> tuple[bytes, int]:
        seen.update(target=target, copied=copied, title=title, block=block[:5])
        return b"%PDF", 2

    monkeypatch.setattr(small.workshop, "call", call)
    return seen


@pytest.mark.law("ND30:25")
def test_a_true_copy_is_of_the_issued_file_and_an_extract_of_none(
    small: SmallOffice, drawn: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as real:
        real.delattr(small.workshop, "call", raising=False)
        went = issued(small)
    copy(small, OUT, went, given_to="Trường Số 1")
    paper = print_certified(small.office, small.clerk, record(small, OUT, went), AT)
    assert (paper.name, paper.pages) == ("ban-sao-01-SY-2026.pdf", 2)
    assert drawn == {
        "target": "signing.copy_block:certified_copy", "copied": f"{went} sealed".encode(), "block": b"%PDF-",
        "title": "Bản sao 01/SY-PGDĐT",
    }  # fmt: skip
    copy(small, OUT, went, form=CopyForm.EXTRACT)
    print_certified(small.office, small.clerk, record(small, OUT, went), AT)
    assert drawn["copied"] == b""
    with small.db.read() as session:
        assert [row.what for row in list_prints(session, small.clerk)] == [
            "Bản sao 02/TrS-PGDĐT", "Bản sao 01/SY-PGDĐT",
        ]  # fmt: skip


@pytest.mark.usefixtures("drawn")
def test_another_units_clerk_finds_no_such_copy(small: SmallOffice) -> None:
    came = registered(small)
    copy(small, IN, came)
    with pytest.raises(NotVisible):
        print_certified(small.office, small.school1_clerk, record(small, IN, came), AT)
    with pytest.raises(NotVisible):
        print_certified(small.office, small.clerk, 99_999, AT)


@pytest.mark.law("ND30:18")
def test_once_the_original_was_taken_back_the_copy_leaves_no_more(small: SmallOffice) -> None:
    went = issued(small)
    paper = at_work(small, went)
    wanted = CopyWanted(IN, paper, form=CopyForm.TRUE, signer_position_id=small.school1_head.position_id)
    small.act(small.school1_clerk, number_copy, wanted)
    with small.db.read() as session:
        made = list_copies(session, small.school1_clerk.unit_id, IN, paper)[0].id or 0
    small.act(small.head, recalling.recall, went, WHY)
    with pytest.raises(Refused) as no:
        print_certified(small.office, small.school1_clerk, made, AT)
    assert codes(no) == ["content_recalled"]
