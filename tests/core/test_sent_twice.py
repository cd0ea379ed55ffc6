"""One form sent twice makes one document with one number; an upload belongs to one position and one document."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlmodel import col, select

from tests.core import factories
from tests.core.factories import SmallOffice, codes, fields, form
from voffice_app.actions import incoming, outgoing, people
from voffice_app.actions.incoming import Intake
from voffice_app.actions.people import PositionForm
from voffice_app.db.files import Direction, DocumentFile, find_readable_upload, list_files
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.people import find_actor
from voffice_app.domain.errors import Refused
from voffice_app.domain.incoming import Source
from voffice_app.domain.people import Role

KEY = "0123456789abcdef0123456789abcdef"
Act = Callable[[SmallOffice, str | None, int], int]


def pass_to_clerk(small: SmallOffice, key: str | None, upload: int) -> int:
    wanted = Intake(Source.PAPER, "Sở gửi", (upload,), request_key=key)
    return int(small.act(small.clerk, incoming.pass_to_clerk, wanted))


def receive(small: SmallOffice, key: str | None, upload: int) -> int:
    return int(small.act(small.clerk, incoming.receive, fields(request_key=key), (upload,)))


def create_draft(small: SmallOffice, key: str | None, upload: int) -> int:
    wanted = form(small, main_upload_id=upload, request_key=key)
    return int(small.act(small.officer, outgoing.create_draft, wanted))


def upload_for(small: SmallOffice, act: Act) -> int:
    return factories.upload(small, small.officer if act is create_draft else small.clerk)


EVERY = pytest.mark.parametrize("act", [pass_to_clerk, receive, create_draft])


def documents(small: SmallOffice) -> list[Any]:
    with small.db.read() as session:
        found: list[Any] = list(session.exec(select(IncomingDocument).order_by(col(IncomingDocument.id))))
        return found + list(session.exec(select(OutgoingDocument)))


def files(small: SmallOffice) -> int:
    with small.db.read() as session:
        return len(session.exec(select(DocumentFile)).all())


def at_once(count: int, work: Callable[[], int]) -> tuple[list[int], list[Exception]]:
    """The same work in several threads that start together."""
    done: list[int] = []
    failed: list[Exception] = []
    gate = threading.Barrier(count)

    def run() -> None:
        gate.wait()
        try:
            done.append(work())
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done, failed


@EVERY
def test_the_second_click_finds_what_the_first_one_made(act: Act, both: SmallOffice) -> None:
    upload = upload_for(both, act)
    first = act(both, KEY, upload)
    assert act(both, KEY, upload) == first
    assert (len(documents(both)), files(both)) == (1, 1)


@EVERY
def test_many_clicks_at_one_moment_make_one_document(act: Act, both: SmallOffice) -> None:
    upload = upload_for(both, act)
    done, failed = at_once(6, lambda: act(both, KEY, upload))
    assert (failed, len(done), len(set(done))) == ([], 6, 1)
    assert (len(documents(both)), files(both)) == (1, 1)


def test_a_double_click_costs_no_number(both: SmallOffice) -> None:
    upload = factories.upload(both, both.clerk)
    at_once(4, lambda: receive(both, KEY, upload))
    following = receive(both, None, factories.upload(both, both.clerk))
    assert both.arrived(following).arrival_number == 2


@EVERY
def test_the_key_of_another_form_makes_another_document(act: Act, small: SmallOffice) -> None:
    first = act(small, KEY, upload_for(small, act))
    assert act(small, KEY[::-1], upload_for(small, act)) != first


def test_the_same_key_in_another_unit_is_another_document(small: SmallOffice) -> None:
    first = small.act(small.clerk, incoming.receive, fields(request_key=KEY), ())
    assert small.act(small.school1_clerk, incoming.receive, fields(request_key=KEY), ()) != first


@EVERY
def test_an_upload_is_attached_to_one_document_only(act: Act, both: SmallOffice) -> None:
    upload = upload_for(both, act)
    done, failed = at_once(4, lambda: act(both, None, upload))
    assert len(done) == 1
    assert [str(error) for error in failed] == ["upload_attached"] * 3
    assert (len(documents(both)), files(both)) == (1, 1)


def test_an_edit_sent_twice_keeps_one_version_and_the_initial(small: SmallOffice) -> None:
    document_id = factories.draft(small)
    wanted = form(small, main_upload_id=factories.upload(small, small.officer, content=b"changed paper"))
    small.act(small.officer, outgoing.edit_draft, document_id, wanted)
    kept = small.document(document_id).current_file_id
    small.act(small.officer, outgoing.edit_draft, document_id, wanted)
    assert small.document(document_id).current_file_id == kept
    with small.db.read() as session:
        assert len(list_files(session, Direction.OUTGOING, document_id)) == 2


def test_an_upload_belongs_to_the_position_not_to_the_person(small: SmallOffice) -> None:
    wanted = PositionForm(small.officer.account_id, small.schools[0], Role.CLERK, "Văn thư", date(2020, 1, 1))
    position = small.act(small.it, people.add_position, wanted)
    upload = factories.upload(small, small.officer, content=b"paper of the office")
    with small.db.read() as session:
        at_school = find_actor(session, position, date(2026, 11, 23))
        assert at_school is not None
        assert find_readable_upload(session, at_school, upload) is None
        assert find_readable_upload(session, small.officer, upload) is not None
    with pytest.raises(Refused) as no:
        small.act(at_school, incoming.receive, fields(), (upload,))
    assert codes(no) == ["not_visible"]
    with pytest.raises(Refused) as no:
        small.act(
            replace(small.officer, position_id=position), outgoing.create_draft, form(small, main_upload_id=upload)
        )
    assert codes(no) == ["not_visible"]
