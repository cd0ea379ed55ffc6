"""A secret's mark is found in every dress and in every text of a form; ordinary words pass (QC 1, 5.3, 5.4)."""

import unicodedata

import pytest

from tests.core.factories import SmallOffice, codes, draft, fields, form, registered, submitted, waiting
from voffice_app.actions import assigning, incoming, outgoing
from voffice_app.db.outgoing import load_outgoing, move
from voffice_app.domain.errors import Refused
from voffice_app.domain.outgoing import FLOW
from voffice_app.domain.secrecy import Secrecy, refuse_secret

MARKED = [
    "ĐỘ MẬT: TỐI MẬT", "Độ mật: Mật", "độ mật : tối mật.", "Độ bảo mật: Tuyệt mật", "Báo cáo\u00a0(\u200bMẬT)",
    "TỐI  MẬT", "T\u200bỐI MẬT", "MẬT\ufeff", "-MẬT-", "*MẬT*", "– TUYỆT MẬT –", "Kế hoạch: TỐI MẬT", "Báo cáo - MẬT",
    "Báo cáo (tối mật)", "Mật", "«TỐI MẬT»", "MẬT.", "Trang 1\r\nTỐI\tMẬT\r\nTrang 2",
]  # fmt: skip
ORDINARY = [
    "BẢO MẬT", "Cam kết (bảo mật)", "CÔNG TÁC BÍ MẬT: những điều cần biết", "Mua mật ong", "MẬT ONG - giá bán",
    "thông tin mật khẩu", "Mật khẩu: đổi mỗi quý", "Hướng dẫn: mật khẩu mạnh", "Danh mục bí mật nhà nước độ Mật",
    "Nâng độ mật từ mật lên tối mật", "Độ mật: Không", "Bảo mật - an toàn", "AN TOÀN, BẢO MẬT", "Mật độ dân số",
    "Độ mật: mật ong rừng",
]  # fmt: skip


@pytest.mark.article("5.3")
@pytest.mark.parametrize("shape", ["NFC", "NFD"])
@pytest.mark.parametrize("text", MARKED)
def test_a_mark_is_found_in_whatever_dress_it_comes(text: str, shape: str) -> None:
    with pytest.raises(Refused) as no:
        refuse_secret(Secrecy.NONE, unicodedata.normalize(shape, text))  # type: ignore[arg-type]
    assert codes(no) == ["state_secret"]


@pytest.mark.parametrize("text", ORDINARY)
def test_words_of_every_day_are_left_alone(text: str) -> None:
    refuse_secret(Secrecy.NONE, text)


@pytest.mark.article("5.3")
@pytest.mark.parametrize(
    "name", ["abstract", "note", "issuing_body", "subject_area", "signer_name", "signer_title", "code_notation"]
)
def test_no_field_of_the_register_takes_a_marked_text(name: str, small: SmallOffice) -> None:
    with pytest.raises(Refused) as no:
        small.act(small.clerk, incoming.receive, fields(**{name: "X (TỐI MẬT)"}), ())
    assert codes(no) == ["state_secret"]
    assert small.arrived(registered(small)).arrival_number == 1


@pytest.mark.article("5.3")
@pytest.mark.parametrize("name", ["abstract", "subject_area"])
def test_no_field_of_a_draft_takes_a_marked_text(name: str, small: SmallOffice) -> None:
    with pytest.raises(Refused) as no:
        small.act(small.officer, outgoing.create_draft, form(small, **{name: "X (TỐI MẬT)"}))
    assert codes(no) == ["state_secret"]
    assert small.document(draft(small)).id == 1


@pytest.mark.article("5.3")
def test_neither_instruction_progress_result_nor_comment_takes_one(small: SmallOffice) -> None:
    secret, lead = "TỐI MẬT", small.officer.position_id
    arrived, sent = waiting(small), submitted(small)
    wanted = assigning.Assignment(lead, instruction=secret)
    with pytest.raises(Refused) as no:
        small.act(small.head, assigning.assign, arrived, wanted)
    assert codes(no) == ["state_secret"]
    small.act(small.head, assigning.assign, arrived, assigning.Assignment(lead))
    for act in (assigning.record_progress, assigning.return_assignment, assigning.complete):
        with pytest.raises(Refused) as no:
            small.act(small.officer, act, arrived, secret)
        assert codes(no) == ["state_secret"]
    with pytest.raises(Refused) as no:
        small.act(small.deputy, outgoing.send_back, sent, secret)
    assert codes(no) == ["state_secret"]
    assert (small.arrived(arrived).status, small.document(sent).status) == ("assigned", "submitted")


@pytest.mark.article("5.3")
def test_no_step_of_a_draft_carries_a_marked_comment(small: SmallOffice) -> None:
    document_id = submitted(small)
    with small.db.act(small.deputy) as tx:
        document = load_outgoing(tx, document_id)
        step = FLOW.decide("approve", document.facts(), small.deputy)
        with pytest.raises(Refused) as no:
            move(tx, document, step, "Đồng ý\nTỐI MẬT")
    assert codes(no) == ["state_secret"]
