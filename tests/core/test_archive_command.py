"""`voffice archive`: builds the folder, names every difference, and rebuilds a register from the folder alone."""

import json
import shutil
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.core.factories import SmallOffice
from tests.core.keeping import issued as really_signed
from tests.core.keeping import office_of
from tests.core.test_archive_folder import all_done, folder, issued
from tests.signing.authorities import World
from voffice_app.actions.keeping import keep_next
from voffice_app.commands.archive import build, findings
from voffice_app.commands.archive_register import as_workbook, differences, rebuilt, unreliable
from voffice_app.db.long_term import WorkState
from voffice_app.db.outgoing import OutgoingDocument


def test_building_writes_all_that_is_missing_and_then_nothing_differs(small: SmallOffice) -> None:
    issued(small)
    assert build(small.office) == "Thư mục lưu trữ đã đủ: 1 văn bản vừa ghi, 1 sổ năm."
    assert list(findings(small.office, signatures=False)) == []
    small.clock.now += timedelta(seconds=1)
    assert build(small.office) == "Thư mục lưu trữ đã đủ: 0 văn bản vừa ghi, 1 sổ năm."


def test_an_archive_copied_elsewhere_without_its_files_names_what_is_missing(small: SmallOffice) -> None:
    first, second = issued(small), issued(small)
    build(small.office)
    shutil.rmtree(folder(small, first))
    (folder(small, second) / "01_la.txt").write_text("lạ")
    found = {(fault.path.rpartition("/")[2], fault.code) for fault in findings(small.office, signatures=False)}
    assert (folder(small, first).name, "archive_missing") in found
    assert ("01_la.txt", "archive_strange") in found
    assert (f"#{first}", "archive_stale") in found
    assert ("KIEM-TRA.sha256", "archive_missing") in found, "the year's manifest knows it too"


@pytest.mark.law("ND30:19")
def test_signatures_are_judged_anew_without_the_network_and_a_broken_one_is_named(
    small: SmallOffice, world: World, paper: bytes
) -> None:
    document_id = really_signed(small, paper)
    office = office_of(small, world)
    assert keep_next(office) is WorkState.DONE
    build(office)
    assert len(list(folder(small, document_id).glob("*.pdf"))) == 2
    asked = len(world.asked)
    assert list(findings(office)) == []
    assert len(world.asked) == asked
    pdf = folder(small, document_id) / "01_QD-PGDDT_luu-tru.pdf"
    broken = bytearray(pdf.read_bytes())
    broken[len(broken) // 3] ^= 1
    pdf.write_bytes(bytes(broken))
    assert {fault.code for fault in findings(office)} >= {"archive_differs", "archive_signature"}


def test_the_register_rebuilt_from_the_folder_alone_is_the_databases(small: SmallOffice) -> None:
    document_id = issued(small)
    issued(small, type_key="CV", abstract="Về việc báo cáo")
    all_done(small)
    year = folder(small, document_id).parents[2]
    found = rebuilt(year)
    unit, rows = found.unit, found.rows
    assert found.unreadable == ()
    assert (unit, [number for _, number in rows]) == ("Phòng GD&ĐT Thái Thụy", [2, 1])
    assert list(differences(small.office, year, rows)) == []
    sheet = list(load_workbook(BytesIO(as_workbook(unit, 2026, rows))).active.values)
    assert [row[0] for row in sheet[3:]] == ["01/QĐ-PGDĐT", small.document(2).reference]


def test_what_folder_and_database_do_not_say_alike_is_named(small: SmallOffice) -> None:
    first, second = issued(small), issued(small)
    all_done(small)
    year = folder(small, first).parents[2]
    shutil.rmtree(folder(small, second))
    with small.db.act(small.clerk) as tx:
        tx.session.get_one(OutgoingDocument, first).abstract = "Về việc khác"
    told = list(differences(small.office, year, rebuilt(year).rows))
    assert len(told) == 2
    assert told[0].endswith("số 2: có trong cơ sở dữ liệu, không có trong thư mục.")
    assert "trích yếu" in told[1]


def test_what_is_no_year_of_a_unit_is_refused(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from voffice_app.commands.archive_orders import app

    result = CliRunner().invoke(app, ["register", str(tmp_path)])
    assert result.exit_code == 3


@pytest.mark.parametrize("files", ["x", [1], [{"name": "../../../x.pdf", "signatures": {"outcome": "valid"}}],
                                   [{"name": "01.pdf", "signatures": None}], {"name": 1}])  # fmt: skip
def test_metadata_that_somebody_rewrote_are_named_and_lead_the_check_nowhere_else(
    small: SmallOffice, files: object
) -> None:
    document_id = issued(small)
    build(small.office)
    told = folder(small, document_id) / "metadata.json"
    told.write_text(json.dumps({"Files": files}))
    (small.office.archive_folder / "x.pdf").write_bytes(b"not ours to judge")
    assert [fault.code for fault in findings(small.office)] == ["archive_differs"]


def test_a_link_in_place_of_a_file_is_strange_though_it_leads_to_the_same_bytes(
    small: SmallOffice, tmp_path: Path
) -> None:
    document_id = issued(small)
    build(small.office)
    pdf = next(folder(small, document_id).glob("*.pdf"))
    elsewhere = tmp_path / "elsewhere.pdf"
    shutil.move(pdf, elsewhere)
    pdf.symlink_to(elsewhere)
    found = [(fault.path.rpartition("/")[2], fault.code) for fault in findings(small.office, signatures=False)]
    assert found == [(pdf.name, "archive_strange")]


@pytest.mark.parametrize("changed", [
    "not json", [], {}, {"DocumentId": 1}, {"CodeNumber": "x"}, {"CodeNumber": ["1"]}, {"IssuedDate": 7}, {"To": "x"},
    {"To": [1]}, {"SignerInfo": None}, {"Subject": {"a": 1}}, {"Register": 9}, {"IssuedAmount": "nhiều"},
    {"CodeNumber": "02"},
])  # fmt: skip
def test_the_register_is_rebuilt_without_what_somebody_rewrote_and_says_which(
    small: SmallOffice, changed: object, tmp_path: Path
) -> None:
    first, second = issued(small), issued(small)
    build(small.office)
    told = folder(small, first) / "metadata.json"
    whole = json.loads(told.read_text())
    told.write_text(json.dumps({**whole, **changed} if isinstance(changed, dict) and changed else changed))
    year = folder(small, first).parents[2]
    found = rebuilt(year)
    harmed = second if changed == {"CodeNumber": "02"} else first
    if changed == {"DocumentId": 1}:  # not of the register's columns
        assert found.unreadable == ()
        return
    assert found.unreadable == (folder(small, harmed).relative_to(year).as_posix(),)
    assert [number for _, number in found.rows] == [2]
    (line,) = unreliable(found)
    assert "chưa có trong sổ dựng lại" in line
    assert any("số 1: có trong cơ sở dữ liệu" in each for each in differences(small.office, year, found.rows))
    assert as_workbook(found.unit, 2026, found.rows).startswith(b"PK")


def test_behind_a_linked_folder_nothing_is_kept_whatever_its_sums_say(small: SmallOffice, tmp_path: Path) -> None:
    document_id = issued(small)
    build(small.office)
    kind = folder(small, document_id).parent
    shutil.move(kind, tmp_path / "elsewhere")
    kind.symlink_to(tmp_path / "elsewhere")
    found = {(Path(fault.path).name, fault.code) for fault in findings(small.office)}
    assert found == {(folder(small, document_id).name, "archive_strange")}
    assert rebuilt(kind.parents[1]).rows == {}
    year = kind.parents[1]
    shutil.move(year, tmp_path / "year")
    year.symlink_to(tmp_path / "year")
    assert ("2026", "archive_strange") in {(Path(f.path).name, f.code) for f in findings(small.office)}
