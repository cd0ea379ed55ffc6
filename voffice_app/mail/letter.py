"""How a letter about a document looks (RFC 5322, MIME); plain text, the signed files of an issued one beside it."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from voffice_app.mail.wording import SUBJECT, News, received_of, told_of

MIME_GROWTH = 1.37
"""Base64 with its line ends makes so much of each byte."""
TEXT_BYTES = 8192


@dataclass(frozen=True)
class Enclosure:
    """One file: the name it gets at the receiver's, its size, and its bytes (only when it is to go along)."""

    name: str
    content: bytes


@dataclass(frozen=True)
class About:
    """The document it is about; what became of it (``news``), or that it arrived (``receipt``: label and value)."""

    type_name: str
    reference: str
    issued_on: date | None
    abstract: str
    news: News | None = None
    receipt: Sequence[tuple[str, str]] = ()

    @property
    def document(self) -> str:
        """ "Quyết định số 01/QĐ-PGDĐT ngày 23/11/2026"; another's document may have no number, no day."""
        numbered = f" số {self.reference}" if self.reference else ""
        return f"{self.type_name}{numbered}" + (f" ngày {self.issued_on:%d/%m/%Y}" if self.issued_on else "")

    @property
    def subject(self) -> str:
        if self.receipt:
            return f"Báo nhận {self.document}"
        brought = f"{self.type_name} số {self.reference}: {self.abstract}"
        return f"{SUBJECT[self.news.matter]} {self.document}" if self.news else brought


@dataclass(frozen=True)
class Letter:
    """What is said in it. ``reply_to`` and ``phone`` are the sending unit's; ``message_id`` is the same at each try."""

    unit: str
    reply_to: str
    phone: str
    to_name: str
    to_address: str
    about: About
    message_id: str
    at: datetime
    enclosures: tuple[Enclosure, ...] = ()


def composed(letter: Letter, sender: str, limit_bytes: int) -> bytes:
    """The whole letter, below ``limit_bytes``; files that would make it longer stay behind, and the text says so."""
    room = limit_bytes - TEXT_BYTES
    going: list[Enclosure] = []
    for file in letter.enclosures:
        room -= (size := int(len(file.content) * MIME_GROWTH) + 500)
        if room < 0:
            room += size
            continue
        going.append(file)
    staying = [file for file in letter.enclosures if file not in going]
    message = EmailMessage(policy=SMTP)
    _head(message, letter, sender)
    message.set_content(_text(letter, going, staying), cte="quoted-printable")
    for file in going:
        kind = ("application", "pdf" if file.name.lower().endswith(".pdf") else "octet-stream")
        message.add_attachment(file.content, maintype=kind[0], subtype=kind[1], filename=_line(file.name))
    return message.as_bytes()


def _head(message: EmailMessage, letter: Letter, sender: str) -> None:
    """``Auto-Submitted`` keeps holiday replies away (RFC 3834)."""
    message["From"] = Address(_line(letter.unit), addr_spec=sender)
    message["To"] = Address(_line(letter.to_name), addr_spec=letter.to_address)
    if letter.reply_to:
        message["Reply-To"] = Address(_line(letter.unit), addr_spec=letter.reply_to)
    message["Subject"] = _line(letter.about.subject)
    message["Date"] = format_datetime(letter.at)
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"


def _line(text: str) -> str:
    """Nothing a person typed may begin a header of its own, in plain letters or hidden in an encoded word (RFC 2047):
    the library decodes what looks like one, line ends included, and writes them out.
    """
    seen = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in text)
    return " ".join(seen.replace("=?", "= ?").split())


def _text(letter: Letter, going: Sequence[Enclosure], staying: Sequence[Enclosure]) -> str:
    asked = " hoặc ".join(filter(None, (letter.reply_to, letter.phone and f"số điện thoại {letter.phone}")))
    lines = [f"Kính gửi: {_line(letter.to_name)}", ""]
    about = letter.about
    if about.receipt:
        facts = [(label, _line(value)) for label, value in about.receipt]
        lines += received_of(letter.unit, facts)
    elif about.news:
        news = replace(about.news, reason=_line(about.news.reason))
        lines += told_of(news, letter.unit, about.document, _line(about.abstract), asked or letter.unit)
    else:
        lines += [f"{letter.unit} gửi {about.document}:", _line(about.abstract), ""]
    if going:
        lines += ["Tệp gửi kèm (văn bản điện tử đã ký số, có giá trị như bản gốc):", *_listed(going), ""]
    if staying:
        lines += [
            "Tệp quá lớn nên không gửi kèm được:", *_listed(staying),
            f"Để nhận các tệp này, xin liên hệ {asked or letter.unit}.", "",
        ]  # fmt: skip
    lines += [f"Thư do hệ thống văn phòng điện tử gửi tự động. Nơi gửi: {letter.unit}."]
    return "\n".join([*lines, f"Liên hệ: {asked}." if asked else "", ""])


def _listed(files: Sequence[Enclosure]) -> list[str]:
    return [f"- {file.name} ({len(file.content) / 1024:,.0f} KB)".replace(",", ".") for file in files]
