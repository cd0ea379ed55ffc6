"""Quick assigning: the unit's templates for its leaders, one's own sets of people for oneself."""

import pytest

from tests.core.factories import SmallOffice, codes
from tests.core.test_chains import post
from voffice_app.actions.instructions import Chosen, add_template, drop_set, drop_template, save_set
from voffice_app.db.instructions import MOST_SETS, MOST_TEMPLATES, list_sets, list_templates
from voffice_app.domain.errors import NotVisible, Refused
from voffice_app.domain.people import Actor


def templates(small: SmallOffice, who: Actor) -> list[str]:
    with small.db.read() as session:
        return [row.words for row in list_templates(session, who.unit_id)]


def sets(small: SmallOffice, who: Actor) -> list[tuple[str, list[int], list[int]]]:
    with small.db.read() as session:
        return [(row.name, row.lead, row.support) for row in list_sets(session, who)]


def test_a_template_is_for_all_leaders_of_the_unit_and_no_other(both: SmallOffice) -> None:
    both.act(both.head, add_template, "Tham mưu văn bản triển khai")
    both.act(both.deputy, add_template, " Tham mưu văn bản triển khai ")
    assert templates(both, both.deputy) == ["Tham mưu văn bản triển khai"]
    assert templates(both, both.school1_head) == []
    with both.db.read() as session:
        kept = list_templates(session, both.head.unit_id)[0].id
    with pytest.raises(NotVisible):
        both.act(both.school1_head, drop_template, kept)
    both.act(both.deputy, drop_template, kept)
    assert templates(both, both.head) == []
    assert [e.act for e in both.history("unit", both.head.unit_id)[:2]] == ["drop_template", "add_template"]


@pytest.mark.parametrize("who", ["officer", "clerk", "it"])
def test_only_leaders_keep_templates(small: SmallOffice, who: str) -> None:
    with pytest.raises(NotVisible):
        small.act(small.people[who], add_template, "Lưu")


def test_templates_stay_short_and_few_and_no_secrets(small: SmallOffice) -> None:
    for words, code in ((" ", "template_missing"), ("x" * 201, "template_missing"), ("[MẬT] Gấp", "state_secret")):
        with pytest.raises(Refused) as no:
            small.act(small.head, add_template, words)
        assert codes(no) == [code]
    for number in range(MOST_TEMPLATES):
        small.act(small.head, add_template, f"Mẫu {number}")
    with pytest.raises(Refused) as no:
        small.act(small.head, add_template, "Thêm một mẫu")
    assert codes(no) == ["template_many"]


def test_a_set_is_ones_own_and_the_same_name_replaces_it(both: SmallOffice) -> None:
    lead, support = post(both, "officer"), post(both, "colleague")
    both.act(both.head, save_set, "Tổ THCS", Chosen((lead,), (support,)))
    both.act(both.head, save_set, "Tổ THCS", Chosen((support,), (lead,)))
    assert sets(both, both.head) == [("Tổ THCS", [support], [lead])]
    assert sets(both, both.deputy) == []
    with both.db.read() as session:
        kept = list_sets(session, both.head)[0].id
    with pytest.raises(NotVisible):
        both.act(both.deputy, drop_set, kept)
    both.act(both.head, drop_set, kept)
    assert sets(both, both.head) == []


def test_a_set_has_a_name_people_of_the_unit_and_there_are_few(small: SmallOffice) -> None:
    one = Chosen((post(small, "officer"),))
    for name, chosen, code in (
        (" ", one, "set_missing"), ("Tổ", Chosen(), "set_missing"), ("x" * 61, one, "set_missing"),
        ("Tổ", Chosen((post(small, "school1_officer"),)), "person_unknown"),
    ):  # fmt: skip
        with pytest.raises(Refused) as no:
            small.act(small.head, save_set, name, chosen)
        assert codes(no) == [code]
    for number in range(MOST_SETS):
        small.act(small.head, save_set, f"Bộ {number}", one)
    with pytest.raises(Refused) as no:
        small.act(small.head, save_set, "Thêm", one)
    assert codes(no) == ["set_many"]
