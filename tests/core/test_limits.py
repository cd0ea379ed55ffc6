"""A text that does not fit its column is refused in words, on both databases alike, and nothing is kept."""

from typing import Any

import pytest

from tests.core.factories import SmallOffice, assigned, codes, draft, fields, registered, submitted, waiting
from voffice_app.actions import assigning, incoming, outgoing
from voffice_app.actions.assigning import Assignment
from voffice_app.domain.errors import Refused
from voffice_app.domain.incoming import Source


@pytest.mark.parametrize(
    ("field", "limit"), [("signer_title", 100), ("subject_area", 100), ("note", 500), ("abstract", 500)]
)
def test_a_register_entry_is_refused_with_its_field_and_limit(both: SmallOffice, field: str, limit: int) -> None:
    fits = both.act(both.clerk, incoming.receive, fields(**{field: "ệ" * limit}), ())
    with pytest.raises(Refused) as no:
        both.act(both.clerk, incoming.receive, fields(**{field: "ệ" * (limit + 1)}), ())
    (reason,) = no.value.reasons
    assert (reason.code, reason.facts) == ("too_long", {"field": field, "limit": limit})
    assert both.arrived(fits).arrival_number == 1
    assert both.arrived(registered(both)).arrival_number == 2, "the refused one took no number"


def test_every_act_with_a_text_refuses_one_that_is_too_long(both: SmallOffice) -> None:
    intake = incoming.Intake(Source.PAPER, "a" * 501)
    sent, mine, to_assign = submitted(both), assigned(both), waiting(both)
    acts: list[tuple[str, Any, tuple[Any, ...]]] = [
        ("officer", incoming.pass_to_clerk, (intake,)),
        ("deputy", outgoing.send_back, (sent, "a" * 2001)),
        ("officer", assigning.record_progress, (mine, "a" * 2001)),
        ("officer", assigning.complete, (mine, "a" * 2001)),
        ("head", assigning.assign, (to_assign, Assignment(both.officer.position_id, instruction="a" * 1001))),
    ]
    for who, act, args in acts:
        with pytest.raises(Refused) as no:
            both.act(both.people[who], act, *args)
        assert set(codes(no)) == {"too_long"}
    with pytest.raises(Refused) as no_draft:
        draft(both, subject_area="a" * 101)
    assert codes(no_draft) == ["too_long"]
    assert (both.document(sent).status, both.arrived(mine).status) == ("submitted", "assigned")
