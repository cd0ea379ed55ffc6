"""Every print-out leaves a row with its look-up code, and an audit row (NĐ 137/2024 Đ5; F82)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from tests.core.conftest import SmallOffice
from voffice_app.db.paper_prints import PaperPrint, find_print, list_prints, log_print
from voffice_app.domain.lookup_codes import LETTERS, new_code, read_code


@pytest.mark.law("ND137:5")
def test_what_was_printed_is_found_by_its_code_and_stands_in_the_audit_log(both: SmallOffice) -> None:
    code = both.act(both.clerk, log_print, "Văn bản đi 01/QĐ-PGDĐT", "outgoing", 7, 3, 2, True)
    with both.db.read() as session:
        row = find_print(session, code)
    assert row is not None
    assert (row.what, row.subject, row.subject_id, row.pages, row.copies, row.stamped) == (
        "Văn bản đi 01/QĐ-PGDĐT", "outgoing", 7, 3, 2, True,
    )  # fmt: skip
    assert (row.full_name, row.unit_name, row.printed_at) == ("Người clerk", "Phòng GD&ĐT Thái Thụy", both.clock.now)
    (entry,) = both.history("outgoing", 7)
    assert (entry.act, entry.facts["code"], entry.facts["copies"]) == ("print", code, 2)


def test_the_paper_keeps_the_code_it_already_bears_and_another_code_finds_nothing(both: SmallOffice) -> None:
    code = new_code()
    assert both.act(both.clerk, log_print, "Sổ", "register", 1, 4, code=code) == code
    with both.db.read() as session:
        assert find_print(session, new_code()) is None
    with pytest.raises(IntegrityError):
        both.act(both.clerk, log_print, "Sổ", "register", 1, 4, code=code)


def test_a_unit_lists_its_own_print_outs_and_nobody_elses(both: SmallOffice) -> None:
    own = both.act(both.clerk, log_print, "Sổ của Phòng", "register", 1, 1)
    other = both.act(both.school1_clerk, log_print, "Sổ của trường", "register", 2, 1)
    with both.db.read() as session:
        assert [row.code for row in list_prints(session, both.head)] == [own]
        assert [row.code for row in list_prints(session, both.school1_head)] == [other]
        assert list_prints(session, both.head, "register", 2) == []


@pytest.mark.parametrize("wrong", [{"pages": 0}, {"copies": 0}, {"code": ""}, {"what": ""}])
def test_a_print_out_of_nothing_is_refused_by_the_database(both: SmallOffice, wrong: dict[str, object]) -> None:
    both.act(both.clerk, log_print, "Sổ", "register", 1, 1)
    with pytest.raises(IntegrityError), both.db.act(both.clerk) as tx:
        tx.session.execute(update(PaperPrint).values(**wrong))


@given(st.randoms())
def test_a_code_is_read_however_it_is_typed(chance: object) -> None:
    code = new_code()
    plain = code.replace("-", "")
    for typed in (code, plain, plain.lower(), f" {code.lower()} ", code.replace("1", "l").replace("0", "o")):
        assert read_code(typed) == code


@pytest.mark.parametrize("typed", ["", "7K3M", "7K3M-9QXP-04H!", "7K3M-9QXP-04HTT", "1" * 12 + "U"])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert read_code(typed) == ""
    assert set(LETTERS).isdisjoint("ILOU")
