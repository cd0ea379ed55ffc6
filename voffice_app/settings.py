"""Typed settings from the environment (`VOFFICE_…`) or the `.env` beside rxconfig.py; `.env.example` explains each."""

from functools import cached_property
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
BUILT_FOR = "http://localhost:3000"
"""The address written into the built screens; Reflex reads `localhost` as "the host the page came from"."""

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Settings(BaseSettings):
    """How this office runs. A wrong combination stops the start with a sentence, never a half-safe server."""

    model_config = SettingsConfigDict(env_prefix="VOFFICE_", env_file=ROOT / ".env", extra="ignore")

    mode: Literal["demo", "production"] = "demo"
    data: Path = Path("~/.local/share/voffice")
    database_url: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=3000, ge=1, le=65535)
    origin: str = ""
    redis_url: str | None = None
    proxy_hops: int = Field(default=0, ge=0, le=5)
    pkcs11_module: Path | None = None
    pkcs11_modules: str = ""
    plugin_url: str = "wss://127.0.0.1:8987"
    agent_port: int = Field(default=8986, ge=1, le=65535)
    sub_filter: Literal["ETSI.CAdES.detached", "adbe.pkcs7.detached"] = "ETSI.CAdES.detached"
    digest: Literal["sha256", "sha384", "sha512"] = "sha256"
    tsa_url: str = Field(default="", pattern=r"^(https?://.+)?$")
    tsa_policy: str = Field(default="", pattern=r"^([0-9]+(\.[0-9]+)+)?$")
    tsa_signing_seconds: float = Field(default=8, gt=0, le=60)
    tsa_pause_seconds: float = Field(default=300, ge=0, le=86400)
    tsa_seconds: float = Field(default=180, gt=0, le=600)
    tsa_tries: int = Field(default=3, ge=1, le=3)
    revocation_seconds: float = Field(default=20, gt=0, le=120)
    renew_days: int = Field(default=180, ge=1, le=1000)
    archive: str = ""
    smtp_host: str = ""
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_user: str = ""
    smtp_password: str = Field(default="", repr=False)
    smtp_from: str = Field(default="", pattern=r"^([^@\s<>\"]+@[^@\s<>\"]+)?$")
    smtp_tls: Literal["starttls", "implicit", "none"] = "starttls"
    smtp_authorities: str = ""
    smtp_limit_mb: int = Field(default=20, ge=1, le=100)
    upload_limit_mb: int = Field(default=50, ge=1, le=2048)
    session_idle_minutes: int = Field(default=30, ge=1, le=720)
    session_absolute_hours: int = Field(default=12, ge=1, le=24)
    events_per_second: int = Field(default=20, ge=1)
    logins_per_minute: int = Field(default=30, ge=1)
    refusals_per_minute: int = Field(default=60, ge=1)
    pins_per_minute: int = Field(default=5, ge=1)
    upload_seconds: int = Field(default=300, ge=1, le=3600)
    demo_password: str = "voffice-demo"  # noqa: S105 - the demonstration's public password; production refuses it
    demo_pin: str = "246810"
    demo_key: bool = True

    @model_validator(mode="after")
    def _complete(self) -> Self:
        self.data = self.data.expanduser().absolute()
        if self.data == ROOT or ROOT in self.data.parents:
            raise ValueError("VOFFICE_DATA phải nằm ngoài thư mục mã nguồn.")
        self.database_url = self.database_url or f"sqlite:///{self.data / 'voffice.db'}"
        self.origin = self.origin.rstrip("/") or f"http://127.0.0.1:{self.port}"
        refusals = [*self.refusals(), *self._foreign_plugin(), *self._open_mail()]
        if refusals:
            raise ValueError(" ".join(refusals))
        return self

    def refusals(self) -> list[str]:
        """Every reason not to start, in Vietnamese (empty: may start)."""
        if self.mode == "demo":
            loopback = self.host in LOOPBACK
            return [] if loopback else ["Chế độ trình diễn chỉ chạy trên máy này: VOFFICE_HOST phải là 127.0.0.1."]
        reasons = []
        if not self.origin.startswith("https://") or "*" in self.origin:
            reasons.append("VOFFICE_ORIGIN phải là địa chỉ https:// đầy đủ, không có dấu *.")
        if self.demo_key:
            reasons.append("Không dùng khóa ký trình diễn khi vận hành thật: đặt VOFFICE_DEMO_KEY=false.")
        if self.demo_password:
            reasons.append("Không dùng mật khẩu trình diễn khi vận hành thật: đặt VOFFICE_DEMO_PASSWORD rỗng.")
        return reasons

    @property
    def agent_url(self) -> str:
        """The desk agent beside each person's own token; the page and the agent know it by this very address."""
        return f"http://127.0.0.1:{self.agent_port}"

    def _foreign_plugin(self) -> list[str]:
        """Pages may call the signing program of the computer they are shown on, and no other."""
        address = urlsplit(self.plugin_url)
        if address.scheme in ("ws", "wss") and address.hostname in LOOPBACK and not address.path:
            return []
        return ["VOFFICE_PLUGIN_URL phải là địa chỉ wss:// trên chính máy người ký, như wss://127.0.0.1:8987."]

    def _open_mail(self) -> list[str]:
        """Letters are signed documents and the log-in is a password: neither goes through a network in the clear."""
        reasons = []
        if self.smtp_host and not self.smtp_from:
            reasons.append("Đã đặt VOFFICE_SMTP_HOST thì phải đặt VOFFICE_SMTP_FROM là địa chỉ thư gửi đi.")
        if self.smtp_tls == "none" and self.smtp_host not in ("", *LOOPBACK):
            reasons.append("VOFFICE_SMTP_TLS=none chỉ dùng với máy chủ thư trên chính máy này.")
        return reasons

    @cached_property
    def token_modules(self) -> tuple[Path, ...]:
        """The drivers of this server's tokens: VOFFICE_PKCS11_MODULE and those of the list, each once."""
        listed = (Path(part.strip()) for part in self.pkcs11_modules.split(",") if part.strip())
        return tuple(dict.fromkeys([*([self.pkcs11_module] if self.pkcs11_module else []), *listed]))

    @cached_property
    def origins(self) -> tuple[str, ...]:
        """The origins a browser may speak from: in a demonstration also the machine's other loopback name."""
        if self.mode == "production":
            return (self.origin,)
        names = (self.origin, f"http://127.0.0.1:{self.port}", f"http://localhost:{self.port}")
        return tuple(dict.fromkeys(names))

    @cached_property
    def host_names(self) -> frozenset[str]:
        """The names a request may be addressed to; the loopback ones serve health checks and belong to nobody else."""
        return frozenset({urlsplit(self.origin).hostname or "", *LOOPBACK})

    @property
    def upload_limit_bytes(self) -> int:
        """Largest file the door takes, in bytes."""
        return self.upload_limit_mb * 1024 * 1024


settings = Settings()
