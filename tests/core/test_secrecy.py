"""State secrets never enter: what is declared, and what reads as marked (QC 1, 5.3, 10.4)."""

import unicodedata

import pytest

from tests.core.factories import codes
from voffice_app.domain.errors import Refused
from voffice_app.domain.secrecy import Secrecy, refuse_secret


@pytest.mark.article("1")
@pytest.mark.article("5.3")
@pytest.mark.article("10.4")
@pytest.mark.parametrize("level", [level for level in Secrecy if level is not Secrecy.NONE])
def test_every_declared_level_is_refused(level: Secrecy) -> None:
    with pytest.raises(Refused) as no:
        refuse_secret(level, "Kế hoạch năm học")
    assert codes(no) == ["state_secret"]


@pytest.mark.article("5.3")
@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    "text", ["MẬT", "TỐI MẬT", "Kế hoạch\nTUYỆT MẬT\nSố 1", "[MẬT] Kế hoạch", "Đề thi (TỐI MẬT)", "MẬT: đề thi"]
)
def test_a_text_that_is_marked_is_refused_however_it_was_typed(text: str, form: str) -> None:
    with pytest.raises(Refused) as no:
        refuse_secret(Secrecy.NONE, "bình thường", unicodedata.normalize(form, text))  # type: ignore[arg-type]
    assert codes(no) == ["state_secret"]


@pytest.mark.parametrize(
    "text", ["Bảo mật thông tin", "Quy định về bí mật nhà nước", "BẢO MẬT DỮ LIỆU", "mật ong", "Tối mật thư", ""]
)
def test_ordinary_words_are_left_alone(text: str) -> None:
    refuse_secret(Secrecy.NONE, text)
