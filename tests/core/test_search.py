"""Searching a register: the same documents on both databases, however common the words are."""

from datetime import date
from typing import Any

import pytest

from bench.search import measure
from tests.core.factories import SmallOffice, draft, registered
from tests.core.test_paging import plan
from voffice_app.db import search
from voffice_app.db.incoming import load_incoming
from voffice_app.db.incoming_lists import Filter, list_incoming
from voffice_app.db.outgoing_lists import Filter as OutgoingFilter
from voffice_app.db.outgoing_lists import list_outgoing
from voffice_app.demo.many import seed_documents
from voffice_app.domain.folding import fold

TODAY = date(2026, 11, 23)
PAPERS = (
    ("226", "QĐ-PGDĐT", "Quyết định về việc kiểm tra nề nếp đầu năm học", "Phòng GD&ĐT Thái Thụy"),
    ("0226", "SGDĐT-GDTrH", "Báo cáo thống kê giữa học kỳ I, năm học 2026–2027", "Sở GD&ĐT Thái Bình"),
    ("2267", "CV-UBND", "Họp phụ huynh; hoà giải ở cơ sở", "UBND huyện Thái Thụy"),
    ("12", "BC-THCS", "BÁO CÁO kết quả “Đường em tới trường”", "Trường THCS Thụy An"),
    ("13", "TB-PNV", "nghiêm túc thực hiện kỷ cương hành chính", "Phòng Nội vụ"),
    ("14", "TM", "Mời họp AND OR NOT NEAR(2)", "Công ty 1§2"),
)
GOLDEN = (
    "226", "226/QD", "226/QĐ-PGDĐT", "0226", "bao cao", "báo cáo", "BÁO", "hoà giải", "hòa", "duong", "đường em", "th",
    "t", "2", "nghiem tuc thuc hien", "nghiêmtúc", "thai thuy", "thuy thai", "and", "near", "§2", '"226"', "226*", "1",
    "khong co chu nay", "phòng nội vụ", "hoc ky i", "%", "_", "",
)  # fmt: skip


def oracle(typed: str) -> set[int]:
    """Places of the papers whose folded words begin with the folded words typed."""
    wanted = fold(typed).split()
    texts = [fold(f"{number}/{notation} {abstract} {body}").split() for number, notation, abstract, body in PAPERS]
    return {n for n, text in enumerate(texts) if all(any(word.startswith(w) for word in text) for w in wanted)}


@pytest.fixture
def papers(both: SmallOffice) -> list[int]:
    names = ("code_number", "code_notation", "abstract", "issuing_body")
    return [registered(both, **dict(zip(names, paper, strict=True))) for paper in PAPERS]


def found(small: SmallOffice, typed: str, who: Any = None, **how: Any) -> list[int]:
    with small.db.read() as session:
        rows, _ = list_incoming(session, who or small.clerk, TODAY, Filter(words=typed), **how)
    return [row.id for row in rows]


@pytest.mark.parametrize("few", [search.FEW, 0], ids=["rare words", "common words"])
def test_golden_queries_find_the_same_documents_on_both_databases_and_both_ways(
    both: SmallOffice, papers: list[int], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "FEW", few)
    assert {typed: set(found(both, typed)) for typed in GOLDEN} == {
        typed: {papers[n] for n in oracle(typed)} for typed in GOLDEN
    }
    assert sum(map(bool, map(oracle, GOLDEN))) > 20, "most of the queries find something"


def test_hits_come_in_the_order_of_the_list(both: SmallOffice, papers: list[int]) -> None:
    assert found(both, "thuy", order="number", descending=False) == [papers[n] for n in sorted(oracle("thuy"))]
    assert found(both, "thuy", order="number") == [papers[n] for n in sorted(oracle("thuy"), reverse=True)]


def test_what_was_corrected_is_found_by_its_new_words_only(both: SmallOffice, papers: list[int]) -> None:
    with both.db.act(both.clerk) as tx:
        document = load_incoming(tx, papers[0])
        document.abstract = "Quy chế thi đua"
        document.refold()
        tx.session.add(document)
    assert found(both, "thi đua") == [papers[0]]
    assert found(both, "nề nếp") == []
    assert found(both, "226/QĐ-PGDĐT") == [papers[0]]


def test_nobody_finds_another_units_documents(both: SmallOffice, papers: list[int]) -> None:
    assert found(both, "226")
    assert found(both, "226", both.school1_clerk) == []


def test_outgoing_documents_are_found_by_number_and_by_abstract(both: SmallOffice) -> None:
    wanted = draft(both, abstract="Kế hoạch đường sách hè")
    draft(both, abstract="Việc khác")
    with both.db.read() as session:
        for typed in ("ke hoach duong", "Đường", "QD-PGDDT sach"):
            rows, _ = list_outgoing(session, both.clerk, OutgoingFilter(words=typed))
            assert [row.id for row in rows] == [wanted], typed
        assert list_outgoing(session, both.clerk, OutgoingFilter(words="khac sach")) == ([], False)


def test_rare_words_are_looked_up_not_read_for(small: SmallOffice) -> None:
    registered(small)
    with small.db.read() as session:
        steps = plan(session, lambda: list_incoming(session, small.clerk, TODAY, Filter(words="hiem gap")))
    assert any("VIRTUAL TABLE" in step for step in steps), steps
    assert any("INTEGER PRIMARY KEY" in step and "incoming_document" in step for step in steps), steps


def test_the_measurement_itself_runs_and_agrees_with_the_plain_condition(small: SmallOffice) -> None:
    seed_documents(small.office, 300)
    found = measure(small.db, small.clerk)
    assert all(one["same"] for one in found.values()), found
    assert sum(one["rows"] > 0 for one in found.values()) > 6
