"""People outside hear what became of a document they were sent: recalled, valid again, replaced, corrected."""

from dataclasses import dataclass, field

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.core.factories import SmallOffice, draft, sealed
from tests.core.post_office import Clerk, serving
from tests.core.test_mail import TO, sent_by
from tests.core.test_signing_migration import to
from voffice_app.actions import issuing, linking, mailing, recalling
from voffice_app.db import migrate
from voffice_app.db.files import Direction
from voffice_app.db.jobs import JobState
from voffice_app.db.links import add_link
from voffice_app.db.mail import list_mail
from voffice_app.db.recipients import OutgoingOutsider
from voffice_app.domain.links import LinkKind

WHY = "Sai số liệu ở bảng 2"
OTHER = "kh@example.vn"


@dataclass
class Outside:
    """Two people outside, and all that reached them."""

    small: SmallOffice
    clerk: Clerk = field(default_factory=Clerk)

    def issued(self, *addresses: str, replacing: int = 0, kind: LinkKind = LinkKind.REPLACES) -> int:
        document_id = sealed(self.small)
        with self.small.db.act(self.small.officer) as tx:
            for address in addresses:
                tx.session.add(OutgoingOutsider(outgoing_id=document_id, name="Hội phụ huynh", email=address))
            if replacing:
                add_link(tx, kind, (Direction.OUTGOING, document_id), (Direction.OUTGOING, replacing))
        self.small.act(self.small.clerk, issuing.issue, document_id)
        return document_id

    def post(self) -> list[tuple[str, str, str]]:
        """Every letter that goes now: to whom, subject, body."""
        before = len(self.clerk.letters)
        with serving(self.clerk) as port:
            while sent_by(self.small, port) is JobState.DONE:
                continue
        return [
            (mail["To"].addresses[0].addr_spec, mail["Subject"], mail.get_body(("plain",)).get_content())
            for mail in self.clerk.letters[before:]
        ]

    def rows(self, document_id: int) -> list[tuple[str, str]]:
        with self.small.db.read() as session:
            return [(str(row.matter), str(row.state)) for row in list_mail(session, document_id)]


@pytest.fixture
def outside(both: SmallOffice) -> Outside:
    return Outside(both)


@pytest.mark.article("10.3")
@pytest.mark.law("ND30:18")
def test_a_recall_reaches_people_outside_with_the_number_the_reason_and_what_to_do(outside: Outside) -> None:
    document_id = outside.issued(TO)
    assert len(outside.post()) == 1
    outside.small.act(outside.small.head, recalling.recall, document_id, WHY)
    ((whom, subject, body),) = outside.post()
    reference = outside.small.document(document_id).reference
    assert (whom, subject) == (TO, f"Thu hồi Quyết định số {reference} ngày 23/11/2026")
    for said in (f"thu hồi Quyết định số {reference}", f"Lý do: {WHY}", "hủy bỏ tệp đã nhận", "trả lời thư này"):
        assert said in " ".join(body.split())
    assert list(outside.clerk.letters[-1].iter_attachments()) == [], "the recalled file is not sent once more"
    assert outside.rows(document_id) == [("issued", "sent"), ("recalled", "sent")]


def test_whom_the_document_never_reached_hears_of_no_recall_and_gets_it_when_the_recall_is_withdrawn(
    outside: Outside,
) -> None:
    document_id = outside.issued(TO)
    outside.small.act(outside.small.head, recalling.recall, document_id, WHY)
    assert outside.post() == []
    assert outside.rows(document_id) == [("issued", "failed")]
    outside.small.act(outside.small.head, recalling.withdraw_recall, document_id, "Nhầm")
    ((_, subject, _),) = outside.post()
    assert subject.startswith("Quyết định số")
    assert outside.rows(document_id) == [("issued", "sent")]


@pytest.mark.law("ND30:18")
def test_a_withdrawn_recall_is_told_to_whoever_heard_of_it_and_the_next_recall_again(outside: Outside) -> None:
    document_id = outside.issued(TO)
    outside.post()
    for times in (1, 2):
        outside.small.act(outside.small.head, recalling.recall, document_id, WHY)
        ((_, recalled, _),) = outside.post()
        outside.small.act(outside.small.head, recalling.withdraw_recall, document_id, "Nhầm")
        ((_, valid, body),) = outside.post()
        assert (recalled[:7], valid[:17]) == ("Thu hồi", "Rút lệnh thu hồi "), times
        assert "tiếp tục có hiệu lực" in body
    assert len(outside.rows(document_id)) == 5


def test_a_recall_withdrawn_before_its_letter_went_is_told_to_nobody(outside: Outside) -> None:
    document_id = outside.issued(TO)
    outside.post()
    outside.small.act(outside.small.head, recalling.recall, document_id, WHY)
    outside.small.act(outside.small.head, recalling.withdraw_recall, document_id, "Nhầm")
    assert outside.post() == []
    assert outside.rows(document_id) == [("issued", "sent"), ("recalled", "failed")]
    with outside.small.db.read() as session:
        late = list_mail(session, document_id)[-1].id
    outside.small.act(outside.small.clerk, mailing.retry, late)
    assert outside.post() == [], "nor when the clerk presses again: it is not so any more"


@pytest.mark.law("ND30:18")
@pytest.mark.parametrize(
    ("kind", "subject", "to_do"),
    [
        (LinkKind.REPLACES, "Thay thế", "không còn được dùng"),
        (LinkKind.AMENDS, "Sửa đổi, bổ sung", "đọc cùng văn bản sửa đổi"),
        (LinkKind.CORRECTS, "Đính chính", "đọc cùng văn bản đính chính"),
    ],
)
def test_a_newer_document_is_named_to_whoever_gets_it_too_and_to_nobody_else(
    outside: Outside, kind: LinkKind, subject: str, to_do: str
) -> None:
    old = outside.issued(TO, OTHER)
    outside.post()
    new = outside.issued(TO, replacing=old, kind=kind)
    letters = {(whom, about.split(" Quyết định")[0]): body for whom, about, body in outside.post()}
    assert {(TO, subject), (OTHER, subject)} <= set(letters)
    assert len(letters) == 3, "and the newer document itself to the one it goes to"
    reference = outside.small.document(new).reference
    assert f"Văn bản mới: Quyết định số {reference}" in " ".join(letters[TO, subject].split())
    assert to_do in " ".join(letters[OTHER, subject].split())
    assert reference not in letters[OTHER, subject], "who is not addressed is not told of it"
    assert "xin liên hệ" in letters[OTHER, subject]


def test_a_draft_that_only_declares_it_tells_nobody(outside: Outside) -> None:
    old = outside.issued(TO)
    outside.post()
    outside.small.act(outside.small.officer, linking.declare, draft(outside.small), LinkKind.REPLACES, old)
    assert outside.post() == []


def test_a_reason_is_one_line_of_the_letter_and_no_header_of_its_own(outside: Outside) -> None:
    document_id = outside.issued(TO)
    outside.post()
    outside.small.act(outside.small.head, recalling.recall, document_id, "Sai\r\nBcc: x@example.vn\r\n\r\nHết")
    ((_, _, body),) = outside.post()
    assert outside.clerk.letters[-1]["Bcc"] is None
    assert "Lý do: Sai Bcc: x@example.vn Hết" in " ".join(body.split())


@pytest.mark.parametrize("wrong", ["matter = 'khác'", "about_id = 7", "matter = 'recalled'"])
def test_the_table_takes_no_letter_of_an_unknown_matter_or_about_nothing(outside: Outside, wrong: str) -> None:
    outside.issued(TO)
    with pytest.raises(DatabaseError), outside.small.db.engine.begin() as connection:
        connection.execute(text(f"UPDATE outgoing_mail SET {wrong}"))


@pytest.mark.filterwarnings("ignore")
def test_the_step_goes_back_with_the_letters_at_issue_and_forth_again(outside: Outside) -> None:
    document_id = outside.issued(TO)
    outside.post()
    outside.small.act(outside.small.head, recalling.recall, document_id, WHY)
    outside.small.db.engine.dispose()
    to(outside.small, "0019")
    with outside.small.db.engine.connect() as connection:
        assert connection.execute(text("SELECT address FROM outgoing_mail")).all() == [(TO,)]
    migrate.upgrade(outside.small.db.engine)
    assert outside.rows(document_id) == [("issued", "sent")]
