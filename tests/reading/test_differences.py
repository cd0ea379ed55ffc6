"""Which words changed between two versions: found wherever lines break, told with their page, bounded."""

import pymupdf
import pytest

from tests.core.printing_room import letter
from voffice_app.reading import differences
from voffice_app.reading.child import Workshop
from voffice_app.reading.differences import Change, changed_words


def test_a_changed_day_is_one_change_with_the_words_around_it() -> None:
    before = letter(body="Báo cáo gửi về Phòng trước ngày 20 tháng 11 để tổng hợp.")
    after = letter(body="Báo cáo gửi về Phòng trước ngày 25 tháng 11 để tổng hợp.")
    (change,) = changed_words(before, after).changes
    assert change == Change(1, "cáo gửi về Phòng trước ngày", "20", "25", "tháng 11 để tổng hợp.")


def test_lines_that_only_break_elsewhere_are_no_change() -> None:
    body = "Các trường báo cáo kết quả học kỳ một của năm học này về Phòng để tổng hợp và báo cáo cấp trên."
    assert changed_words(letter(body=body), letter(body=body, margin="70mm")).changes == ()


def test_words_added_and_removed_on_a_later_page_are_told_with_that_page() -> None:
    before, after = letter(body="Một #pagebreak() Hai ba"), letter(body="Một #pagebreak() Hai ba bốn năm")
    (change,) = changed_words(before, after).changes
    assert (change.page, change.removed, change.added) == (2, "", "bốn năm")
    (back,) = changed_words(after, before).changes
    assert (back.removed, back.added) == ("bốn năm", "")


def test_a_scan_without_words_is_said_to_be_unread_not_unchanged() -> None:
    words = letter(body="Có chữ")
    with pymupdf.open() as scan:
        scan.new_page()
        blank = scan.tobytes()
    assert not changed_words(blank, words).read
    assert changed_words(words, words).read


def test_more_changes_than_are_shown_are_said_to_be_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(differences, "MOST_CHANGES", 2)
    body = "a {} b {} c {} d {} e"
    compared = changed_words(letter(body=body.format(1, 2, 3, 4)), letter(body=body.format(5, 6, 7, 8)))
    assert len(compared.changes) == 2
    assert not compared.whole


def test_a_paper_longer_than_is_compared_is_said_to_be_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(differences, "MOST_WORDS", 5)
    before, after = letter(body="a b c d e f g h"), letter(body="a b c d e f g x")
    assert changed_words(before, after).changes == ()
    assert not changed_words(before, after).whole


def test_the_confined_child_compares(bench: Workshop) -> None:
    target = "voffice_app.reading.differences:changed_words"
    compared = bench.call(target, letter(body="Hạn 20"), letter(body="Hạn 25"))
    assert [(change.removed, change.added) for change in compared.changes] == [("20", "25")]
