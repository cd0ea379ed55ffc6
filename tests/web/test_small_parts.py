"""The small parts of the door: pace, passwords, arguments, the build's key."""

from typing import Any, Literal

import pytest

from voffice_app import front, passwords
from voffice_app.arguments import expected, misfit, whole
from voffice_app.door import key_in, key_of, new_id
from voffice_app.http import front as http_front
from voffice_app.pace import Pace


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class TestPace:
    def test_a_burst_passes_then_one_at_a_time(self) -> None:
        clock = Clock()
        pace = Pace(per_second=2, burst=3, clock=clock)
        assert [pace.allow("a") for _ in range(4)] == [True, True, True, False]
        clock.now += 0.5
        assert [pace.allow("a") for _ in range(2)] == [True, False]

    def test_one_caller_does_not_slow_another(self) -> None:
        pace = Pace(per_second=1, burst=1, clock=Clock())
        assert [pace.allow("a"), pace.allow("a"), pace.allow("b")] == [True, False, True]

    def test_what_is_given_back_may_be_taken_again_and_never_more_than_the_burst(self) -> None:
        pace = Pace(per_second=1, burst=1, clock=Clock())
        assert pace.allow("a")
        for _ in range(3):
            pace.give_back("a")
        assert [pace.allow("a"), pace.allow("a")] == [True, False]

    def test_it_remembers_a_bounded_number_of_callers(self) -> None:
        pace = Pace(per_second=1, burst=1, keys=2, clock=Clock())
        for key in "abc":
            pace.allow(key)
        assert pace.allow("a")


class TestPasswords:
    def test_only_the_right_one_fits_and_no_two_records_are_alike(self) -> None:
        record = passwords.hashed("Một mật khẩu dài")
        assert passwords.matches(record, "Một mật khẩu dài")
        assert not passwords.matches(record, "một mật khẩu dài")
        assert record != passwords.hashed("Một mật khẩu dài")

    def test_it_costs_what_was_decided(self) -> None:
        assert passwords.hashed("x").startswith("$argon2id$v=19$m=19456,t=2,p=1$")

    def test_a_broken_record_fits_nothing(self) -> None:
        assert not passwords.matches("", "x")
        assert not passwords.matches("plain", "plain")

    def test_first_passwords_differ_and_can_be_read_out(self) -> None:
        made = {passwords.first_password() for _ in range(50)}
        assert len(made) == 50
        assert all(passwords.weakness(password, "vanthu") is None for password in made)
        assert not set("01lio") & set("".join(made))


class TestCookies:
    def test_the_key_is_the_digest_of_a_well_formed_id(self) -> None:
        secret = new_id()
        assert key_in(f"other=1; __Host-voffice={secret}") == key_of(secret)

    @pytest.mark.parametrize("header", ["", "__Host-voffice=", "__Host-voffice=short", "voffice=x", "a=b; ;;=", "\x00"])
    def test_anything_else_is_nobody(self, header: str) -> None:
        assert key_in(header) is None


class TestArguments:
    async def handler(self, number: int, form: dict[str, str], kind: Literal["a", "b"] = "a") -> None: ...

    @pytest.mark.parametrize(
        ("payload", "wrong"),
        [
            ({"number": 1, "form": {"x": "y"}}, ""),
            ({"number": 1, "form": {}, "kind": "b"}, ""),
            ({"number": "1", "form": {}}, "number"),
            ({"number": True, "form": {}}, "number"),
            ({"number": 1.0, "form": {}}, "number"),
            ({"number": 2**31, "form": {}}, "number"),
            ({"number": -(2**70), "form": {}}, "number"),
            ({"number": None, "form": {}}, "number"),
            ({"number": 1, "form": {"x": 1}}, "form"),
            ({"number": 1, "form": []}, "form"),
            ({"number": 1}, "form"),
            ({"number": 1, "form": {}, "kind": "c"}, "kind"),
            ({"number": 1, "form": {}, "self": 1}, "self"),
            ({"number": 1, "form": {"x": "y" * 20_001}}, "form"),
        ],
    )
    def test_what_fits_and_what_does_not(self, payload: dict[str, Any], wrong: str) -> None:
        assert misfit(TestArguments.handler, payload) == wrong

    def test_an_argument_without_a_type_is_a_mistake_of_ours(self) -> None:
        async def bare(self: object, anything) -> None: ...  # type: ignore[no-untyped-def]

        with pytest.raises(TypeError, match="anything"):
            expected(bare)


def test_strangers_who_ask_for_many_names_fill_no_memory(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_front, "client_folder", lambda: tmp_path)
    for number in range(1000):
        assert http_front._environment(f"reflex-env-{number}.js") is None
    assert http_front._environment.cache_info().currsize <= 8
    http_front._environment.cache_clear()


def test_the_builds_key_changes_with_a_source_and_only_then(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in front.SHOWN:
        place = tmp_path / name
        if "." in name and name != "reflex.lock":
            place.write_text("x")
        else:
            place.mkdir()
            (place / "a.py").write_text("x")
    monkeypatch.setattr(front, "ROOT", tmp_path)
    first = front.sources_hash()
    assert front.sources_hash() == first
    (tmp_path / "pages" / "a.pyc").write_text("compiled")
    assert front.sources_hash() == first
    (tmp_path / "pages" / "a.py").write_text("y")
    assert front.sources_hash() != first


@pytest.mark.parametrize(
    ("sent", "said"),
    [("17", 17), (" 17 ", 17), (17, 17), ("", 0), (None, 0), ("-3", 0), ("1.5", 0), ("9" * 5000, 0), ("x", 0), ([], 0)],
)
def test_a_number_of_a_form_or_an_address_is_one_that_an_id_may_be_or_none(sent: object, said: int) -> None:
    assert whole(sent) == said
