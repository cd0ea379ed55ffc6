"""The door: who comes in, who does not, and that the answers do not tell why."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import col, select

from tests.web.acting import acting
from tests.web.people import PASSWORD, newcomer
from tests.web.served import Served
from voffice_app import door
from voffice_app.db import door as door_db
from voffice_app.db.audit import AuditEntry
from voffice_app.db.door import LoginFailure, LoginSession
from voffice_app.db.people import Account, Position

HOME, REFUSED = "/", "/dang-nhap?loi=sai"


def _post(office: Served, path: str, data: dict[str, str], cookie: str = "") -> tuple[str, str]:
    with office.client(cookie=cookie) as client:
        answer = client.post(path, data=data)
    assert answer.status_code == 303
    return answer.headers["location"], answer.headers.get("set-cookie", "")


def _log_in(office: Served, username: str, password: str) -> tuple[str, str]:
    return _post(office, "/auth/login", {"account": username, "password": password})


def test_a_clerk_comes_in_and_the_cookie_is_kept_from_scripts_and_other_sites(office: Served) -> None:
    location, cookie = _log_in(office, " VanThu ", PASSWORD)
    assert location == HOME
    assert cookie.startswith("__Host-voffice=")
    assert {"HttpOnly", "Secure", "Path=/", "SameSite=strict"} <= set(cookie.split("; "))


def test_the_database_keeps_only_a_digest_of_the_cookie(office: Served) -> None:
    secret = office.session("vanthu").partition("=")[2]
    with office.database().read() as session:
        keys = session.exec(select(LoginSession.id_sha256)).all()
    assert door.key_of(secret) in keys
    assert office.kept(door.key_of(secret))
    assert office.kept(secret) == []


def test_wrong_password_and_unknown_account_are_answered_alike(office: Served) -> None:
    assert _log_in(office, "vanthu", "sai") == (REFUSED, "")
    assert _log_in(office, "khong-co-ai", PASSWORD) == (REFUSED, "")


@pytest.mark.parametrize("exists", [True, False])
def test_five_wrong_tries_lock_a_name_whether_it_exists_or_not(office: Served, exists: bool) -> None:
    name = newcomer(office.database(), "hay-quen") if exists else "khong-co-ai-ca"
    for _ in range(5):
        assert _log_in(office, name, "sai")[0] == REFUSED
    assert _log_in(office, name, PASSWORD) == (REFUSED, "")
    with office.database().read() as session:
        failure = session.get(LoginFailure, name)
        refusals = session.exec(select(AuditEntry).where(AuditEntry.act == "sign_in_refused")).all()
    assert failure is not None
    assert failure.locked_until is not None
    assert failure.locked_until > datetime.now(UTC)
    assert len([entry for entry in refusals if entry.facts["username"] == name]) == 6


def test_a_good_log_in_forgets_earlier_slips(office: Served) -> None:
    name = newcomer(office.database(), "go-nham")
    _log_in(office, name, "sai")
    office.session(name)
    with office.database().read() as session:
        assert session.get(LoginFailure, name) is None


def test_logging_in_again_ends_the_log_in_this_browser_had(office: Served) -> None:
    old = office.session("chuyenvien")
    location, new = _post(office, "/auth/login", {"account": "vanthu", "password": PASSWORD}, old)
    assert location == HOME
    assert new.partition(";")[0] != old
    assert _revoked(office, old)


def test_log_out_ends_the_log_in_on_the_server_too(office: Served) -> None:
    cookie = office.session("chuyenvien")
    location, taken_back = _post(office, "/auth/logout", {}, cookie)
    assert location == "/dang-nhap"
    assert "Max-Age=0" in taken_back
    assert _revoked(office, cookie)
    with office.client(cookie=cookie) as client:
        assert client.get("/api/files/1").status_code == 401


def _revoked(office: Served, cookie: str) -> bool:
    with office.database().read() as session:
        key = door.key_of(cookie.partition("=")[2])
        login = session.exec(select(LoginSession).where(LoginSession.id_sha256 == key)).one()
    return login.revoked_at is not None


@pytest.mark.parametrize(
    "aged",
    [{"seen_at": timedelta(minutes=31)}, {"created_at": timedelta(hours=12, minutes=1)}],
    ids=["thirty minutes without a click", "twelve hours in any case"],
)
def test_a_log_in_ends_by_itself(office: Served, aged: dict[str, timedelta]) -> None:
    cookie = office.session("hieutruong")
    _change(office, cookie, aged)
    with office.client(cookie=cookie) as client:
        assert client.get("/api/files/1").status_code == 401


def test_a_click_keeps_the_log_in_alive(office: Served) -> None:
    cookie = office.session("hieutruong")
    _change(office, cookie, {"seen_at": timedelta(minutes=25)})
    with office.client(cookie=cookie) as client:
        assert client.get("/api/files/1").status_code == 404
    key = door.key_of(cookie.partition("=")[2])
    with office.database().read() as session:
        seen = session.exec(select(LoginSession.seen_at).where(LoginSession.id_sha256 == key)).one()
    assert datetime.now(UTC) - seen < timedelta(seconds=10)


@pytest.mark.parametrize(
    ("wanted", "location"),
    [
        ("/chon-chuc-vu", "/chon-chuc-vu"),
        ("//evil.example/x", HOME),
        ("https://evil.example", HOME),
        ("/\\evil.example", HOME),
        ("javascript:alert(1)", HOME),
    ],
)
def test_after_log_in_nobody_is_sent_to_a_foreign_place(office: Served, wanted: str, location: str) -> None:
    form = {"account": "vanthu", "password": PASSWORD, "next": wanted}
    assert _post(office, "/auth/login", form)[0] == location


def _change(office: Served, cookie: str, aged: dict[str, timedelta]) -> None:

    key = door.key_of(cookie.partition("=")[2])
    with acting(office.database()) as tx:
        login = tx.session.exec(select(LoginSession).where(LoginSession.id_sha256 == key)).one()
        for column, age in aged.items():
            setattr(login, column, datetime.now(UTC) - age)


def test_one_person_with_two_posts_chooses_and_never_gets_anothers(office: Served) -> None:
    location, cookie = _log_in(office, "kiemnhiem", PASSWORD)
    assert location == "/chon-chuc-vu"
    cookie = cookie.partition(";")[0]
    own, foreign = _positions(office, "kiemnhiem"), _positions(office, "truongphong")
    assert _post(office, "/auth/position", {"position": str(own[1])}, cookie)[0] == HOME
    assert _acts_as(office, cookie) == own[1]
    assert _post(office, "/auth/position", {"position": str(foreign[0])}, cookie)[0] == "/?loi=chucvu"
    assert _acts_as(office, cookie) == own[1]


def _positions(office: Served, username: str) -> list[int]:

    with office.database().read() as session:
        query = select(Position.id).join(Account, col(Account.id) == Position.account_id)
        return [found or 0 for found in session.exec(query.where(Account.username == username).order_by(Position.id))]


def _acts_as(office: Served, cookie: str) -> int | None:
    key = door.key_of(cookie.partition("=")[2])
    with office.database().read() as session:
        return session.exec(select(LoginSession.position_id).where(LoginSession.id_sha256 == key)).one()


@pytest.mark.parametrize("nobody", ["", "  ", "van\0thu", "van\nthu"])
def test_a_name_nobody_can_have_is_answered_alike_and_never_counted(office: Served, nobody: str) -> None:
    for _ in range(6):
        assert _log_in(office, nobody, "sai") == (REFUSED, "")
    with office.database().read() as session:
        assert session.get(LoginFailure, nobody.strip()) is None


def test_strangers_who_log_in_without_a_name_stop_nobody_from_changing_a_password(office: Served) -> None:
    with acting(office.database()) as tx:
        for _ in range(6):
            door_db.count_failure(tx.session, "", tx.now)
    name = newcomer(office.database(), "bi-can-tro", must_change_password=True)
    new = TestFirstPassword.NEW
    location, cookie = _post(
        office, "/auth/password", {"current": PASSWORD, "new": new, "again": new}, office.session(name)
    )
    assert location == HOME
    assert cookie


class TestFirstPassword:
    """A first password opens one page only: the one that replaces it."""

    NEW = "Con-duong-moi-2026"

    def test_it_leads_to_the_change_and_to_nothing_else(self, office: Served) -> None:
        name = newcomer(office.database(), "moi-den", must_change_password=True)
        location, cookie = _log_in(office, name, PASSWORD)
        assert location == "/doi-mat-khau"
        with office.client(cookie=cookie.partition(";")[0]) as client:
            answer = client.get("/api/files/1")
        assert (answer.status_code, answer.json()["code"]) == (403, "password_change_pending")

    def test_after_the_change_a_new_log_in_is_open_and_every_old_one_over(self, office: Served) -> None:
        name = newcomer(office.database(), "moi-doi", must_change_password=True)
        other, cookie = office.session(name), office.session(name)
        form = {"current": PASSWORD, "new": self.NEW, "again": self.NEW}
        location, new = _post(office, "/auth/password", form, cookie)
        assert location == HOME
        assert _revoked(office, other)
        assert _revoked(office, cookie)
        with office.client(cookie=new.partition(";")[0]) as client:
            assert client.get("/api/files/1").status_code == 404
        assert _log_in(office, name, PASSWORD)[0] == REFUSED
        assert _log_in(office, name, self.NEW)[0] == HOME

    @pytest.mark.parametrize(
        ("form", "code"),
        [
            ({"current": "sai", "new": NEW, "again": NEW}, "sai"),
            ({"current": PASSWORD, "new": NEW, "again": "khac"}, "khac"),
            ({"current": PASSWORD, "new": "ngan", "again": "ngan"}, "password_short"),
            ({"current": PASSWORD, "new": "phophong-2026", "again": "phophong-2026"}, "password_guessable"),
            ({"current": PASSWORD, "new": PASSWORD, "again": PASSWORD}, "password_same"),
        ],
    )
    def test_a_poor_or_mistyped_one_is_refused(self, office: Served, form: dict[str, str], code: str) -> None:
        cookie = office.session("phophong")
        assert _post(office, "/auth/password", form, cookie) == (f"/doi-mat-khau?loi={code}", "")

    def test_an_expired_one_opens_nothing(self, office: Served) -> None:
        ended = datetime.now(UTC) - timedelta(minutes=1)
        name = newcomer(office.database(), "moi-muon", must_change_password=True, password_expires_at=ended)
        assert _log_in(office, name, PASSWORD) == (REFUSED, "")


@pytest.mark.parametrize("origin", ["https://evil.example", "null", None])
@pytest.mark.parametrize("path", ["/auth/login", "/auth/logout", "/auth/position", "/auth/password", "/api/files"])
def test_no_other_site_may_post(office: Served, path: str, origin: str | None) -> None:
    with office.client() as client:
        del client.headers["origin"]
        headers = {"origin": origin} if origin else {}
        answer = client.post(path, data={"account": "vanthu", "password": PASSWORD}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "foreign_origin")
    assert "set-cookie" not in answer.headers
