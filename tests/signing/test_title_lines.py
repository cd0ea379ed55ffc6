"""The lines above a signer's name, read off the page as they are printed."""

import pytest

from signing.title_lines import find_titles
from tests.signing.letters import Letter, made

SIGNER = Letter().signer


@pytest.mark.law("ND30:PL-I-II.7")
@pytest.mark.parametrize(
    "capacity",
    [("TRƯỞNG PHÒNG",), ("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"), ("TUQ. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG")],
)
def test_the_capacity_is_read_as_printed(capacity: tuple[str, ...]) -> None:
    assert tuple(find_titles(made(Letter(capacity=capacity)), SIGNER)) == capacity


def test_a_name_that_is_not_there_has_no_lines() -> None:
    assert find_titles(made(Letter()), "Nguyễn Văn Không") == []
