"""How long the drafter has to look over what was issued: the unit's own rule counts (QC 7.2.3)."""

from datetime import date

import pytest

from state.after_issue_view import read_after
from tests.core.factories import SmallOffice
from tests.core.test_recall import issued
from voffice_app.actions import mistakes
from voffice_app.db.calendar import load_calendar
from voffice_app.db.parameters import UnitParameter


def due(small: SmallOffice, document_id: int) -> date | None:
    with small.db.read() as session:
        return read_after(session, small.officer, document_id, small.db.today()).check_due


def in_days(small: SmallOffice, days: int) -> date:
    with small.db.read() as session:
        return load_calendar(session, small.officer.unit_id).add(small.db.today(), days)


@pytest.mark.article("7.2.3")
def test_the_drafter_has_the_days_that_the_units_rule_gives(both: SmallOffice) -> None:
    document_id = issued(both)
    assert due(both, document_id) == in_days(both, 2), "where the unit says nothing"
    with both.db.act(both.head) as tx:
        rule = UnitParameter(unit_id=both.officer.unit_id, name="check_days", value="7", valid_from=date(2020, 1, 1))
        tx.session.add(rule)
    assert due(both, document_id) == in_days(both, 7) != in_days(both, 2)
    both.act(both.officer, mistakes.check_issued, document_id)
    assert due(both, document_id) is None, "once looked over there is no term"
