"""What the document's screen says of its time-stamp."""

from datetime import timedelta

import pytest

from signing.check import verify
from state.long_term import time_stamp_in_words, version_in_words
from tests.core.factories import SmallOffice, draft
from tests.core.keeping import issued, office_of
from tests.signing.authorities import World
from voffice_app.actions import keeping
from voffice_app.actions.keeping import keep_next
from voffice_app.actions.office import Office
from voffice_app.db.files import Direction, list_files
from voffice_app.words import sentence
from voffice_app.words.outgoing import FILE_KIND

OUTAGE_CODES = {outage.CODE for outage in keeping.OUTAGES}


def told(small: SmallOffice, office: Office, document_id: int) -> str:
    with small.db.read() as session:
        files = list_files(session, Direction.OUTGOING, document_id)
        return time_stamp_in_words(session, office, small.document(document_id), files)


def test_the_screen_says_whether_a_trusted_time_stands_over_the_file_or_what_it_waits_for(
    small: SmallOffice, world: World, paper: bytes
) -> None:
    office = office_of(small, world)
    document_id = issued(small, paper, bare := verify(paper, world.trust()).as_dict())
    assert [found["level"] for found in bare["signatures"]] == ["B-B", "B-B"]
    assert told(small, small.office, document_id) == "B-B, chưa cấu hình dấu thời gian"
    assert told(small, office, document_id) == "B-B, đang bổ sung"
    world.moods["tsa1"] = "down"
    keep_next(office)
    assert told(small, office, document_id).startswith("B-B, đang chờ: Máy chủ dấu thời gian chưa trả lời.")
    assert told(small, office, document_id).endswith("Thử lại lúc 10:01 24/11/2026.")
    world.moods.clear()
    small.clock.now += timedelta(minutes=1)
    keep_next(office)
    assert told(small, office, document_id) == "Đã có lúc 10:00 24/11/2026 (mức B-LTA)"
    with small.db.read() as session:
        *_, sent, kept = list_files(session, Direction.OUTGOING, document_id)
    assert [version_in_words(file, FILE_KIND) for file in (sent, kept)] == ["Bản đã đóng dấu", "Bản lưu trữ dài hạn"]


def test_nothing_is_said_of_time_stamps_on_a_draft(small: SmallOffice, world: World) -> None:
    assert told(small, office_of(small, world), draft(small)) == ""


@pytest.mark.parametrize("code", [*sorted(OUTAGE_CODES), "archive_not_valid", "archive_failed", "no_later_certificate"])
def test_every_reason_of_the_queue_has_its_sentence(code: str) -> None:
    assert sentence(code) != sentence("a code nobody knows")
