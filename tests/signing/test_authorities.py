"""The government's roots are data: pinned by fingerprint, dated, replaceable, and told apart from everybody's own."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from shutil import copy

from signing.authorities import INTERMEDIATE, ROOT, SHIPPED, government, not_at_hand, with_government
from signing.check import verify
from signing.trust import Trust
from tests.signing.conftest import Desk

G2 = "f04ba4b459a7c9a1b971ad9b1cb833e695a80c79aea63b174b66a70edfe2fdb8"


def test_the_shipped_roots_are_what_their_fingerprints_say_and_are_still_to_be_confirmed() -> None:
    roots = [each for each in government() if each.kind == ROOT]
    assert [sha256(each.der).hexdigest() for each in roots] == [each.sha256 for each in roots]
    assert roots[0].sha256 == G2
    assert all("cần đối chiếu với ca.gov.vn" in each.status and each.noted_on for each in government())
    assert len([each for each in government() if each.kind == INTERMEDIATE]) == 3


def test_a_file_that_is_not_what_is_pinned_is_not_believed(tmp_path: Path) -> None:
    copy(SHIPPED / "government.csv", tmp_path)
    (tmp_path / "root-g2.der").write_bytes((SHIPPED / "root-g1.der").read_bytes())
    assert all(not each.der for each in government(tmp_path))
    trust = with_government(Trust(), government(tmp_path))
    assert trust.roots == ()
    assert G2 in trust.government


def test_an_installation_replaces_the_list_as_a_whole(tmp_path: Path, desk: Desk) -> None:
    own = sha256(desk.authority.root_der).hexdigest()
    head = (SHIPPED / "government.csv").read_text().splitlines()[0]
    (tmp_path / "government.csv").write_text(
        f"{head}\nown.der,root,Gốc mới,{own},,,,http://ca.vn,đã đối chiếu,2026-12-01\n"
    )
    (tmp_path / "own.der").write_bytes(desk.authority.root_der)
    assert [each.name for each in government(tmp_path)] == ["Gốc mới"]
    assert government(tmp_path / "nowhere") == government()


def test_what_is_still_to_be_brought_is_counted_and_what_somebody_brought_is_not(tmp_path: Path, desk: Desk) -> None:
    waiting = [each for each in government() if each.kind == INTERMEDIATE]
    assert list(not_at_hand(government(), tmp_path)) == waiting
    (tmp_path / "intermediates").mkdir()
    (tmp_path / "intermediates" / "sub.der").write_bytes(desk.authority.sub_der)
    mine = replace(waiting[0], sha256=sha256(desk.authority.sub_der).hexdigest())
    assert not_at_hand((mine,), tmp_path) == ()


def test_the_verdict_says_whose_root_a_signature_leads_to(desk: Desk, issued: bytes) -> None:
    assert {each.anchor for each in verify(issued, desk.trust).signatures} == {"installation"}
    pinned = replace(desk.trust, government=(sha256(desk.authority.root_der).hexdigest(),))
    assert {each.anchor for each in verify(issued, pinned).signatures} == {"government"}
    assert {each.anchor for each in verify(issued, Trust()).signatures} == {""}
