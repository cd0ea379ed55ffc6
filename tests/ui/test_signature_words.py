"""Every reason a verifier can give, and every value of a finding, is told in Vietnamese."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from signing.verdict import Finding, Verdict
from state.signatures import address_of, field_of, seals_of, why_of
from voffice_app import words
from voffice_app.words import signatures as told

ROOT = Path(__file__).parents[2] / "signing"
JUDGES = ("check", "finding", "rules", "later", "standing", "moment", "stamps", "visual", "belonging", "certificates")
REASONED = ("checks", "notes", "broken", "unsure")


def reasons_in(tree: ast.AST) -> Iterator[str]:
    """Keys of the tables of checks, and the reasons written into a verdict or a finding."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in REASONED:
            keys = node.value.keys if isinstance(node.value, ast.Dict) else []
            yield from (key.value for key in keys if isinstance(key, ast.Constant))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Verdict", "Finding"):
            given = [*node.args[1:2], *(word.value for word in node.keywords if word.arg == "reasons")]
            tuples = [each for each in given if isinstance(each, ast.Tuple)]
            yield from (part.value for each in tuples for part in each.elts if isinstance(part, ast.Constant))


def reasons() -> set[str]:
    files = [path for name in JUDGES if (path := ROOT / f"{name}.py").exists()]
    return {reason for path in files for reason in reasons_in(ast.parse(path.read_text(encoding="utf-8")))}


def test_the_search_for_reasons_finds_them() -> None:
    assert {"modified", "trailing_bytes", "unreadable", "encrypted", "weak_key"} <= reasons()


def test_every_reason_has_its_words() -> None:
    assert sorted(reasons() - set(words.FINDING)) == []


def finding(**changes: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "field": "leader", "outcome": "valid", "reasons": (), "signer": "Lan", "organisation": "Phòng GD&ĐT",
        "title": "Trưởng phòng", "claimed_at": "2026-11-23T04:08:00+00:00", "valid_from": "2025-01-01T00:00:00+00:00",
        "valid_to": "2028-01-01T00:00:00+00:00", "integrity": "intact", "coverage": "revision", "chain": "trusted",
        "revocation": "good", "changes_after": "allowed", "digest": "sha256",
    }  # fmt: skip
    found = Finding(**{**values, **changes})
    return Verdict(found.outcome, (), (found,)).as_dict()["signatures"][0]  # type: ignore[no-any-return]


def shown(**changes: Any) -> dict[str, str]:
    [seal] = seals_of({"signatures": [finding(**changes)]})
    return {fact.label: fact.value for fact in seal.facts}


def test_a_card_says_who_when_by_whose_clock_and_what_is_signed() -> None:
    facts = shown()
    assert facts["Người ký"] == "Lan"
    assert facts["Chức danh"] == "Trưởng phòng"
    assert facts["Thời gian ký"] == "11:08 23/11/2026 (tự khai)"
    assert facts["Hiệu lực"] == "01/01/2025 – 01/01/2028"
    assert facts["Chứng thư lúc ký"] == "Chưa bị thu hồi; nơi cấp được tin cậy"
    assert facts["Mức"] == "Chữ ký cơ bản (B-B)"
    stamped = shown(trusted_at="2026-11-23T04:09:00+00:00", time_source="timestamp", level="B-LTA")
    assert stamped["Thời gian ký"] == "11:08 23/11/2026 (tự khai), có trước 11:09 23/11/2026 (dấu thời gian)"
    assert stamped["Mức"] == "Lưu trữ lâu dài (B-LTA)"


def test_what_is_not_known_is_not_said_to_be_good() -> None:
    facts = shown(revocation="unknown", chain="unknown", integrity="modified", digest="sha1", weak=True, claimed_at="")
    assert facts["Chứng thư lúc ký"] == "Chưa kiểm tra được việc thu hồi; chưa nhận ra nơi cấp"
    assert facts["Toàn vẹn"] == "Đã bị sửa sau khi ký"
    assert facts["Thuật toán băm"] == "SHA1 (cũ, yếu)"
    assert facts["Thời gian ký"] == "Không ghi"


def test_a_report_kept_by_an_earlier_version_is_still_shown() -> None:
    old = {key: value for key, value in finding().items() if key not in ("level", "anchor", "kind_after", "role")}
    [seal] = seals_of({"signatures": [old]}, "/doi-chieu?tep=3")
    assert (seal.who, seal.as_signed) == ("Lan", f"/doi-chieu?tep=3&o={address_of('leader')}")


def test_only_a_file_that_grew_since_is_offered_as_it_was_signed() -> None:
    for coverage in ("whole_file", "partial", "unclear"):
        [seal] = seals_of({"signatures": [finding(coverage=coverage)]}, "/doi-chieu?tep=3")
        assert seal.as_signed == ""


@pytest.mark.parametrize("field", ["leader", "Chữ ký 1/2?&#", "a" * 60])
def test_any_name_of_a_field_travels_in_an_address(field: str) -> None:
    assert field_of(address_of(field)) == field
    assert "/" not in address_of(field)


@pytest.mark.parametrize("address", ["", "%%%", "\u1ee7", "////", "_w"])
def test_an_address_that_carries_no_field_is_harmless(address: str) -> None:
    assert field_of(address) == ""


def test_everything_that_speaks_against_a_file_is_told_once() -> None:
    both = [
        finding(outcome="invalid", reasons=("modified",)),
        finding(outcome="invalid", reasons=("modified", "coverage")),
    ]
    assert why_of({"reasons": ["trailing_bytes"], "signatures": both}) == [
        "Tệp có phần thừa ở cuối", "Nội dung đã bị sửa sau khi ký", "Chữ ký không phủ hết nội dung tệp",
    ]  # fmt: skip
    assert why_of({"reasons": [], "signatures": [finding(reasons=("weak_digest",))]}) == []


@pytest.mark.parametrize(
    ("outcome", "outcomes", "reasons", "sentence"),
    [
        ("valid", ["valid", "valid"], (), "Cả 2 chữ ký đều hợp lệ, nội dung nguyên vẹn."),
        ("valid", ["valid"], (), "Chữ ký hợp lệ, nội dung nguyên vẹn."),
        ("invalid", ["valid"], ("trailing_bytes",), "Chữ ký hợp lệ, nhưng tệp có điều bất thường."),
        ("invalid", ["valid", "invalid"], (), "1 trong 2 chữ ký hợp lệ."),
        ("undetermined", ["undetermined"], (), "Tệp có 1 chữ ký, chưa xác nhận được chữ ký nào."),
        ("undetermined", [], ("unsigned",), "Tệp chưa có chữ ký số."),
        ("invalid", [], ("encrypted",), "Không đọc được chữ ký trong tệp."),
    ],
)
def test_the_sentence_under_the_word(
    outcome: str, outcomes: list[str], reasons: tuple[str, ...], sentence: str
) -> None:
    assert told.in_short(outcome, outcomes, reasons) == sentence
    assert {*told.HEADLINE} == {*told.NEXT} == {*words.OUTCOME} | {*told.TONE}


@pytest.mark.parametrize(
    ("outcome", "reasons", "kind"),
    [
        ("undetermined", ("unsigned",), "unsigned"),
        ("invalid", ("encrypted",), "encrypted"),
        ("invalid", ("unsigned", "trailing_bytes"), "invalid"),
        ("undetermined", ("weak_key",), "undetermined"),
    ],
)
def test_a_file_without_signature_or_with_a_password_is_told_as_such(
    outcome: str, reasons: tuple[str, ...], kind: str
) -> None:
    assert told.kind_of(outcome, reasons) == kind
    assert told.HEADLINE[kind]
    assert told.NEXT[kind]
