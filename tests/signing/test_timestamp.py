"""The time-stamp authority: asked well, answered wrongly, slow, silent, and not asked at all after an outage."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256, sha512
from time import monotonic

import pytest

from signing import time_token
from signing.errors import BadTimestamp, TimestampUnavailable
from signing.outage import Outage
from signing.timestamp import Authority
from tests.signing.authorities import TODAY, World
from tests.signing.authorities import world as served

ASKED = b"the raw signature"
HALF_AN_ANSWER = 10
"""Seconds: slow authorities take 20, dripping ones 40, and their tests end long before."""


@pytest.fixture(scope="module")
def everybody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with served(tmp_path_factory.mktemp("authorities")) as found:
        yield found


@pytest.fixture
def world(everybody: World) -> World:
    everybody.moods.clear()
    everybody.asked.clear()
    return everybody


def authority(world: World, name: str = "tsa1", **terms: object) -> Authority:
    return Authority(world.tsa(name), world.trust, **({"seconds": 3.0, "outage": Outage(300)} | terms))  # type: ignore[arg-type]


def test_the_authority_says_when_it_saw_the_signature(world: World) -> None:
    token = authority(world).stamp(ASKED)
    assert time_token.moment_of(token) == TODAY
    assert time_token.told(token)["message_imprint"]["hashed_message"].native == sha256(ASKED).digest()


def test_the_digest_is_the_one_that_is_set(world: World) -> None:
    token = authority(world, digest="sha512").stamp(ASKED)
    assert time_token.told(token)["message_imprint"]["hashed_message"].native == sha512(ASKED).digest()


@pytest.mark.parametrize(
    ("mood", "reason"),
    [
        ("imprint", "imprint"),
        ("nonce", "nonce"),
        ("garbage", "unreadable"),
        ("rejected", "rejected"),
        ("broken", "signature"),
    ],
)
def test_a_wrong_answer_is_no_time_stamp(world: World, mood: str, reason: str) -> None:
    world.moods["tsa1"] = mood
    with pytest.raises(BadTimestamp) as refused:
        authority(world).stamp(ASKED)
    assert refused.value.facts == {"reason": reason}


@pytest.mark.parametrize(("name", "reason"), [("tsa_old", "expired"), ("tsa_misused", "usage")])
def test_a_certificate_that_may_not_stamp_now_does_not_count(world: World, name: str, reason: str) -> None:
    with pytest.raises(BadTimestamp) as refused:
        authority(world, name).stamp(ASKED)
    assert refused.value.facts == {"reason": reason}


def test_an_authority_that_leads_to_no_root_of_ours_is_refused(world: World) -> None:
    stranger = replace(authority(world), trust=lambda: replace(world.trust(), roots=(world.der("head"),)))
    with pytest.raises(BadTimestamp) as refused:
        stranger.stamp(ASKED)
    assert refused.value.facts == {"reason": "untrusted"}


def test_another_policy_than_the_one_that_is_set_is_refused(world: World) -> None:
    with pytest.raises(BadTimestamp):
        authority(world, policy="1.2.3.4.5").stamp(ASKED)


def test_an_authority_without_a_clock_is_an_outage_and_no_wrong_answer(world: World) -> None:
    world.moods["tsa1"] = "no_time"
    with pytest.raises(TimestampUnavailable) as refused:
        authority(world).stamp(ASKED)
    assert refused.value.facts == {"reason": "no_time"}


def test_a_slow_authority_costs_the_clerk_the_limit_once_and_then_nothing(world: World) -> None:
    world.moods["tsa1"] = "slow"
    slow = authority(world, seconds=0.4)
    begun = monotonic()
    with pytest.raises(TimestampUnavailable) as refused:
        slow.stamp(ASKED)
    assert refused.value.facts == {"reason": "too_slow"}
    assert 0.3 < monotonic() - begun < HALF_AN_ANSWER
    with pytest.raises(TimestampUnavailable) as refused:
        slow.stamp(ASKED)
    assert refused.value.facts == {"reason": "paused"}
    assert world.asked == ["tsa1"], "the second clerk does not even ask"


def test_an_authority_that_drips_its_answer_is_left_in_time(world: World) -> None:
    world.moods["tsa1"] = "dripping"
    begun = monotonic()
    with pytest.raises(TimestampUnavailable):
        authority(world, seconds=0.5).stamp(ASKED)
    assert monotonic() - begun < HALF_AN_ANSWER


def test_the_background_tries_three_times_and_its_success_ends_the_pause_of_the_clerks(world: World) -> None:
    world.moods["tsa1"] = "down"
    hurried = authority(world)
    patient = replace(hurried, tries=3, heeds_outage=False)
    with pytest.raises(TimestampUnavailable):
        patient.stamp(ASKED)
    assert world.asked == ["tsa1"] * 3
    with pytest.raises(TimestampUnavailable):
        hurried.stamp(ASKED)
    assert len(world.asked) == 3
    world.moods.clear()
    patient.stamp(ASKED)
    hurried.stamp(ASKED)
    assert len(world.asked) == 5


def test_after_the_pause_one_asks_and_the_others_still_do_not() -> None:
    now = [0.0]
    outage = Outage(300, lambda: now[0])
    outage.failed()
    now[0] = 299.0
    assert not outage.may_ask()
    now[0] = 300.0
    assert [outage.may_ask() for _ in range(3)] == [True, False, False]
    outage.answered()
    assert outage.may_ask()


def test_nobody_listening_is_an_outage() -> None:
    from signing.trust import Trust

    with pytest.raises(TimestampUnavailable) as refused:
        Authority("http://127.0.0.1:9/", Trust, 2).stamp(ASKED)
    assert refused.value.facts == {"reason": "no_answer"}


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://127.0.0.1/", "data:text/plain,hello"])
def test_only_http_leaves_the_house(address: str) -> None:
    from signing.network import exchange

    with pytest.raises(OSError, match=r"."):
        exchange(address, None, "", 2)
