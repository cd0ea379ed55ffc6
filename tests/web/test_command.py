"""The `voffice` command and the Makefile, called as a person at a console calls them."""

import json
import os
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web.people import fill
from tests.web.served import open_database
from voffice_app import passwords
from voffice_app.db import migrate
from voffice_app.settings import ROOT

TARGETS = ["help", "run", "test", "lint", "types", "build", "seed", "migrate", "bench", "clean"]


def voffice(data: Path, *order: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    """Run the command from a folder that is not the project's."""
    environment = {**os.environ, "VOFFICE_DATA": str(data), "PYTHONPATH": str(ROOT), **settings}
    return subprocess.run(
        [sys.executable, "-m", "voffice_app.cli", *order],
        cwd=data, env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_doctor_names_every_part_and_what_to_do(tmp_path: Path) -> None:
    told = voffice(tmp_path, "doctor", "--json")
    parts = {part["name"]: part for part in json.loads(told.stdout)}
    assert told.returncode == 0, told.stderr
    assert {"Chế độ", "Thư mục dữ liệu", "Cơ sở dữ liệu", "Thiết bị ký (PKCS#11)"} <= set(parts)
    assert all(part["present"] or part["todo"] for part in parts.values())


def test_doctor_says_so_when_a_needed_part_is_missing(tmp_path: Path) -> None:
    nowhere = "postgresql+psycopg://x:y@127.0.0.1:9/none"
    told = voffice(tmp_path, "doctor", VOFFICE_DATABASE_URL=nowhere)
    assert told.returncode == 1
    assert "✗ Cơ sở dữ liệu: không kết nối được" in told.stdout
    assert "→ Kiểm tra VOFFICE_DATABASE_URL" in told.stdout


def test_a_database_from_a_newer_version_is_refused_with_a_sentence_and_left_alone(tmp_path: Path) -> None:
    assert voffice(tmp_path, "migrate").returncode == 0
    with sqlite3.connect(tmp_path / "voffice.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'from_the_future'")
    told = voffice(tmp_path, "migrate")
    assert told.returncode == 1
    assert "phiên bản V-Office mới hơn" in told.stderr
    assert "Traceback" not in told.stderr
    with sqlite3.connect(tmp_path / "voffice.db") as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("from_the_future",)


def test_production_with_the_demonstrations_password_does_not_start(tmp_path: Path) -> None:
    told = voffice(tmp_path, "serve", VOFFICE_MODE="production", VOFFICE_ORIGIN="https://voffice.example.vn")
    assert told.returncode == 1
    assert "mật khẩu trình diễn" in told.stderr
    assert "Traceback" not in told.stderr
    assert not (tmp_path / "voffice.db").exists()


def test_a_port_in_use_is_told_in_one_sentence(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    migrate.upgrade(database.engine)
    fill(database)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        told = voffice(tmp_path, "serve", VOFFICE_PORT=str(other.getsockname()[1]))
    assert told.returncode == 1
    assert "đang được dùng" in told.stderr
    assert "Traceback" not in told.stderr


def test_the_first_administrator_gets_a_password_that_must_be_changed(tmp_path: Path) -> None:
    told = voffice(tmp_path, "create-admin", "QuanTri")
    assert told.returncode == 0, told.stderr
    password = told.stdout.rpartition(" ")[2].strip()
    with sqlite3.connect(tmp_path / "voffice.db") as connection:
        (record, must_change, expires) = connection.execute(
            "SELECT password_hash, must_change_password, password_expires_at FROM account WHERE username = 'quantri'"
        ).fetchone()
    assert passwords.matches(record, password)
    assert (must_change, expires is not None) == (1, True)
    again = voffice(tmp_path, "create-admin", "quantri")
    assert (again.returncode, "Đã có tài khoản" in again.stderr) == (1, True)


def test_demonstration_data_is_never_poured_over_a_real_office(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    migrate.upgrade(database.engine)
    fill(database)
    told = voffice(tmp_path, "seed", "--demo")
    assert (told.returncode, "đã có dữ liệu" in told.stderr) == (1, True)


def test_a_demonstration_that_was_broken_off_is_not_served_as_half_an_office(tmp_path: Path) -> None:
    migrate.upgrade(open_database(tmp_path).engine)
    (tmp_path / "seeding").touch()
    told = voffice(tmp_path, "serve", VOFFICE_PORT="39181")
    assert told.returncode == 1
    assert "bị ngắt giữa chừng" in told.stdout + told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize("name", ["nothing", "../secret", "__init__"])
def test_an_unknown_measurement_is_refused(tmp_path: Path, name: str) -> None:
    told = voffice(tmp_path, "bench", name)
    assert told.returncode == 1
    assert "Traceback" not in told.stderr


def test_build_twice_builds_once(tmp_path: Path) -> None:
    first, second = voffice(tmp_path, "build"), voffice(tmp_path, "build")
    assert second.returncode == 0, second.stderr
    assert first.stdout.splitlines()[-1] == second.stdout.strip()


def test_make_help_lists_every_target() -> None:
    order = ["make", "--no-print-directory", "help"]
    told = subprocess.run(order, cwd=ROOT, capture_output=True, text=True, check=True)
    assert [line.split()[0] for line in told.stdout.splitlines()] == TARGETS


def test_make_without_a_fitting_python_says_in_one_sentence_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "python3").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "python3").chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    told = subprocess.run(["make", "run"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert told.returncode != 0
    assert "V-Office needs Python 3.11 or newer with venv" in told.stderr


def test_doctor_names_the_driver_that_is_not_where_the_settings_say(tmp_path: Path) -> None:
    told = voffice(tmp_path, "doctor", VOFFICE_PKCS11_MODULES="/usr/lib/hsm.so, /khong/co.so")
    assert told.returncode == 1
    assert "/usr/lib/hsm.so, /khong/co.so" in told.stdout
