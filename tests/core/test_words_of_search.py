"""Folding, references and symbols: what a person types finds what was written (QC 5.7; ND30 PL I, PL III)."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from tests.core.factories import SmallOffice, numbered, registered
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.paging import words_match
from voffice_app.domain.folding import clean, fold
from voffice_app.domain.numbering import TYPES, notation, parse_reference, reference

VIETNAMESE = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạĐÊƠƯ 0123456789/-&.", max_size=60)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("226/QĐ-PGDĐT", "226"), ("226/QĐ-PGDĐT", "226/QD"), ("226/QĐ-PGDĐT", "226/QĐ-PGDĐT"),
        ("226/QĐ-PGDĐT", "qd-pgddt"), ("Đề án", "de an"), ("đường", "DUONG"), ("Thụy Hòa", "hoà"), ("Thụy Hoà", "hòa"),
        ("hoà bình", "hòa"), ("TH&THCS Thụy An", "th thcs thuy an"), ("Kế hoạch năm học", "ke hoach"),
    ],
)  # fmt: skip
def test_what_is_typed_finds_what_was_written(written: str, typed: str) -> None:
    assert all(f" {word}" in f" {fold(written)} " for word in fold(typed).split())


@given(VIETNAMESE)
def test_folding_does_not_depend_on_how_the_text_was_composed(text: str) -> None:
    forms = {fold(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC")}
    assert len(forms) == 1
    assert fold(fold(text)) == fold(text)
    assert fold(text).isascii()


@pytest.mark.article("5.7")
@given(st.text(max_size=80))
def test_stored_text_is_composed_and_holds_no_control_characters(text: str) -> None:
    stored = clean(text)
    assert stored == unicodedata.normalize("NFC", stored) == clean(stored)
    assert not any(unicodedata.category(c)[0] == "C" for c in stored)


@pytest.mark.parametrize("typed", ["226", "226/QD", "226/QĐ-PGDĐT", "kiem tra", "kiểm tra", "so gd", "Sở"])
def test_the_register_is_searched_with_and_without_diacritics(small: SmallOffice, typed: str) -> None:
    wanted = registered(small, code_number="226", code_notation="QĐ-PGDĐT", abstract="Kiểm tra nề nếp")
    registered(small, code_number="99", code_notation="CV-UBND", abstract="Việc khác", issuing_body="UBND huyện")
    with small.db.read() as session:
        found = session.exec(select(IncomingDocument.id).where(*words_match(IncomingDocument.fold, fold(typed)))).all()
    assert found == [wanted]


@pytest.mark.law("ND30:PL III")
def test_a_decision_carries_its_type_and_a_letter_its_drafting_group() -> None:
    assert notation("QĐ", "PGDĐT", "VP") == "QĐ-PGDĐT"
    assert notation("CV", "PGDĐT", "VP") == "PGDĐT-VP"
    assert len(TYPES) == 29, "the kinds of administrative documents of ND30 Đ7"
    assert len({kind.key for kind in TYPES}) == len({kind.name for kind in TYPES}) == 29


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("226 /QĐ-PGDĐT", ("226", "QĐ-PGDĐT")), (" 01/QĐ-PGDĐT ", ("01", "QĐ-PGDĐT")), ("15/BNV-VP", ("15", "BNV-VP")),
        ("QĐ-PGDĐT", None), ("226/", None), ("226/QĐ PGDĐT", None), ("12345678/QĐ", None), ("226/QĐ/PGDĐT", None),
    ],
)  # fmt: skip
def test_a_reference_is_read_as_people_write_it(text: str, parts: tuple[str, str] | None) -> None:
    assert parse_reference(text) == parts


@given(st.integers(1, 9_999_999), st.sampled_from(TYPES))
def test_a_reference_that_was_written_can_be_read_again(number: int, kind: object) -> None:
    symbol = notation(kind.key, "PGDĐT", "VP")  # type: ignore[attr-defined]
    written = reference(number, symbol)
    assert parse_reference(written) == (written.split("/")[0], symbol)
    assert len(written.split("/")[0]) >= 2, "below ten it takes a leading zero"


def test_the_number_of_an_outgoing_document_is_found_without_its_leading_zero(small: SmallOffice) -> None:
    assert " 01 qd pgddt" in small.document(numbered(small)).fold
