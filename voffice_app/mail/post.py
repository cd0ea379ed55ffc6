"""The only door to a mail server (RFC 5321), always encrypted with a verified certificate unless it is on this machine.

Every step up to the letter's bytes may fail harmlessly; only after them can an answer be missing.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from voffice_app.mail.errors import Deferred, Rejected, Unavailable, Unsure

Tls = Literal["starttls", "implicit", "none"]
ANSWER_LETTERS = 500


@dataclass(frozen=True)
class Post:
    """How the office's mail server is reached; seconds for each step, and for the answer to a whole letter."""

    host: str
    port: int
    sender: str
    tls: Tls = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    authorities: Path | None = None
    seconds: float = 20
    answer_seconds: float = 300
    limit_bytes: int = 20 * 1024 * 1024

    @contextmanager
    def line(self) -> Iterator["Line"]:
        """A connection, logged in, for one letter. Raises Unavailable before anything is sent."""
        smtp = self._connected()
        try:
            yield Line(smtp, self)
        finally:
            with suppress(smtplib.SMTPException, OSError):
                smtp.sock.settimeout(self.seconds) if smtp.sock else None
                smtp.quit()
            smtp.close()

    def _connected(self) -> smtplib.SMTP:
        try:
            trust = ssl.create_default_context(cafile=str(self.authorities) if self.authorities else None)
            if self.tls == "implicit":
                smtp: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=self.seconds, context=trust)
            else:
                smtp = smtplib.SMTP(self.host, self.port, timeout=self.seconds)
            if self.tls == "starttls":
                smtp.starttls(context=trust)
            smtp.ehlo_or_helo_if_needed()
            if self.user:
                smtp.login(self.user, self.password)
        except (ssl.SSLError, smtplib.SMTPNotSupportedError) as untrusted:
            raise Unavailable("mail_not_trusted", _words(untrusted)) from None
        except smtplib.SMTPAuthenticationError as refused:
            raise Unavailable("mail_login_refused", _words(refused)) from None
        except (OSError, smtplib.SMTPException) as down:
            raise Unavailable("mail_server_down", _words(down)) from None
        except UnicodeEncodeError:  # its own words would show the password
            raise Unavailable("mail_login_letters") from None
        return smtp


@dataclass(frozen=True)
class Line:
    """One letter's connection: first the addresses, then the bytes."""

    smtp: smtplib.SMTP
    post: Post

    @property
    def limit_bytes(self) -> int:
        """The smaller of our own limit and the one the server has announced (RFC 1870)."""
        told = self.smtp.esmtp_features.get("size", "")
        return min(self.post.limit_bytes, int(told)) if told.isdigit() and int(told) else self.post.limit_bytes

    def address(self, recipient: str) -> None:
        """Raises Unavailable, Deferred or Rejected: nothing was sent."""
        try:
            _accepted(*self.smtp.mail(self.post.sender), sender=True)
            _accepted(*self.smtp.rcpt(recipient))
        except (OSError, smtplib.SMTPException) as dropped:
            raise Unavailable("mail_server_down", _words(dropped)) from None

    def hand_over(self, letter: bytes) -> str:
        """Give the letter away: the server's words. Raises Deferred or Rejected (not sent), or Unsure."""
        if self.smtp.sock is not None:
            self.smtp.sock.settimeout(self.post.answer_seconds)
        try:
            code, words = self.smtp.data(letter)
        except smtplib.SMTPDataError as refused:
            code, words = refused.smtp_code, _bytes(refused.smtp_error)
        except (OSError, smtplib.SMTPException) as dropped:
            raise Unsure("mail_unsure", _words(dropped)) from None
        return _accepted(code, words)


def _accepted(code: int, words: bytes, sender: bool = False) -> str:
    told = f"{code} {words.decode('utf-8', 'replace')}"[:ANSWER_LETTERS]
    if 200 <= code < 300:
        return told
    if code == 421 or sender:  # the server closes, or does not let this office send at all
        raise Unavailable("mail_server_down" if code < 500 else "mail_sender_refused", told)
    if code < 500:
        raise Deferred("mail_deferred", told)
    raise Rejected("mail_refused", told)


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_bytes(error.smtp_error).decode('utf-8', 'replace')}"[:ANSWER_LETTERS]
    return f"{type(error).__name__}: {error}"[:ANSWER_LETTERS]


def _bytes(words: bytes | str) -> bytes:
    return words if isinstance(words, bytes) else words.encode()
