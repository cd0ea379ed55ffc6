"""Drawn signatures and seals pass the same gate as pictures that IT uploads."""

from io import BytesIO

import pytest
from PIL import Image

from signing.errors import BadImage
from signing.picture import clean_image
from voffice_app.demo.ink import initial_png, signature_png
from voffice_app.demo.names import People
from voffice_app.demo.places import OFFICE_NAME, schools
from voffice_app.demo.stamp import seal_png


def size(png: bytes) -> tuple[int, int]:
    with Image.open(BytesIO(png)) as picture:
        return picture.size


@pytest.fixture(scope="module")
def names() -> list[str]:
    from random import Random

    people = People(Random(7))
    return [people.draw() for _ in range(12)]


def test_signatures_and_initials_are_clean_blue_ink(names: list[str]) -> None:
    for name in names:
        for png in (signature_png(name), initial_png(name)):
            clean = clean_image(png, "blue")
            assert all(abs(a - b) <= 4 for a, b in zip(size(clean), size(png), strict=True))


def test_a_seal_is_clean_red_and_as_wide_as_its_picture() -> None:
    for school in schools(104)[::13]:
        png = seal_png(OFFICE_NAME, school.name, school.commune)
        wide, high = size(clean_image(png, "red"))
        assert abs(wide - 700) <= 2
        assert abs(wide - high) <= 2


def test_a_signature_is_no_seal(names: list[str]) -> None:
    with pytest.raises(BadImage):
        clean_image(signature_png(names[0]), "red")


def test_the_same_name_signs_the_same_and_another_differently(names: list[str]) -> None:
    assert signature_png(names[0]) == signature_png(names[0])
    assert signature_png(names[0]) != signature_png(names[1])


def test_a_hundred_and_four_schools_have_symbols_of_their_own() -> None:
    found = schools(104)
    assert len({school.login for school in found}) == len({school.symbol for school in found}) == 104
    assert {school.level for school in found[:5]} == {school.level for school in found}
