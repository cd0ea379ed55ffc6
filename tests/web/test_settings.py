"""Settings: what may start and what may not."""

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from voffice_app.settings import ROOT, Settings

REAL: dict[str, Any] = {
    "mode": "production", "origin": "https://voffice.example.vn", "demo_key": False, "demo_password": "",
}  # fmt: skip


def made(tmp_path: Path, **changes: Any) -> Settings:
    return Settings(_env_file=None, **{"data": tmp_path, **changes})  # type: ignore[call-arg]


def test_a_demonstration_starts_without_any_setting(tmp_path: Path) -> None:
    settings = made(tmp_path)
    assert settings.database_url == f"sqlite:///{tmp_path / 'voffice.db'}"
    assert settings.origins == ("http://127.0.0.1:3000", "http://localhost:3000")


def test_production_speaks_to_one_origin_only(tmp_path: Path) -> None:
    assert made(tmp_path, **REAL).origins == ("https://voffice.example.vn",)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"demo_key": True}, "khóa ký trình diễn"),
        ({"demo_password": "voffice-demo"}, "mật khẩu trình diễn"),
        ({"origin": "http://voffice.example.vn"}, "https://"),
        ({"origin": "https://*.example.vn"}, "dấu \\*"),
        ({"origin": "*"}, "https://"),
        ({"origin": ""}, "https://"),
    ],
)
def test_production_refuses_what_belongs_to_the_demonstration(tmp_path: Path, wrong: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        made(tmp_path, **{**REAL, **wrong})


def test_the_demonstration_listens_to_this_machine_only(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match=r"127\.0\.0\.1"):
        made(tmp_path, host="0.0.0.0")


@pytest.mark.parametrize("inside", [ROOT, ROOT / "data", ROOT / "assets" / "x"])
def test_data_never_lies_under_the_sources(inside: Path) -> None:
    with pytest.raises(ValidationError, match="VOFFICE_DATA"):
        made(inside)


def test_the_example_explains_every_setting_and_no_other() -> None:
    named = set(re.findall(r"^(VOFFICE_\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert named == {f"VOFFICE_{name.upper()}" for name in Settings.model_fields}


def test_the_example_starts_a_demonstration(tmp_path: Path) -> None:
    settings = Settings(_env_file=ROOT / ".env.example", data=tmp_path)  # type: ignore[call-arg]
    assert settings.mode == "demo"
