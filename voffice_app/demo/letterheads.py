"""Words of a letter around its subject: who writes, to whom, under which grounds, with what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from voffice_app.demo.places import DISTRICT
from voffice_app.demo.staff import Seat
from voffice_app.demo.topics import ALL, MN, SOME, TH, THCS, Topic
from voffice_app.demo.wording import GROUNDS, abstract_of, articles, body
from voffice_app.domain.numbering import TYPE_BY_KEY, notation, padded
from voffice_app.domain.people import Actor, Role
from voffice_app.printing.letters import Letter, letter

AUDIENCE = {
    ALL: "Hiệu trưởng các trường Mầm non, Tiểu học, THCS, TH&THCS trong huyện",
    MN: "Hiệu trưởng các trường Mầm non trong huyện",
    TH: "Hiệu trưởng các trường Tiểu học, TH&THCS trong huyện",
    THCS: "Hiệu trưởng các trường THCS, TH&THCS trong huyện",
    SOME: "Hiệu trưởng các trường có tên tại mục nơi nhận",
}


@dataclass(frozen=True)
class Head:
    """The head of a letter's paper and who signs it."""

    parent: str
    body: str
    symbol: str
    place: str
    capacity: tuple[str, ...]
    signer_name: str
    signer_title: str
    authority: str


def head_of(seat: Seat, signer: Actor) -> Head:
    """The unit's own paper; a deputy signs for the head (KT., ND30 Đ13)."""
    main = seat.head.title.upper()
    capacity = (main,) if signer.role is Role.HEAD else (f"KT. {main}", signer.title.upper())
    unit = seat.unit
    name = unit.name.upper()
    authority = name.replace("PHÒNG", main, 1) if main.endswith("PHÒNG") else f"{main} {name}"
    parent = unit.parent_name or DISTRICT
    return Head(parent, unit.name, unit.symbol, unit.place_name, capacity, signer.full_name, signer.title, authority)


def paper(
    head: Head,
    topic: Topic,
    day: date,
    drafting_symbol: str,
    addressee: str,
    number: int | None = None,
    reply_due_on: date | None = None,
    recipients: Sequence[str] = ("Như trên;",),
) -> bytes:
    """The PDF of a letter on this topic; without `number` number and date stay blank."""
    kind = TYPE_BY_KEY[topic.type_key]
    abstract = abstract_of(topic, day)
    plain = topic.type_key in ("CV", "GM", "CĐ")
    decision = topic.type_key == "QĐ"
    text = articles(head.body, abstract) if decision else body(head.body, topic, day, reply_due_on)
    return letter(Letter(
        parent_body=head.parent, issuing_body=head.body, type_code=kind.code, type_name=kind.name,
        code_notation=notation(topic.type_key, head.symbol, drafting_symbol), place_name=head.place, year=day.year,
        abstract=abstract, body=text,
        recipients=(*(("Như Điều 3;",) if decision else recipients), f"Lưu: VT, {drafting_symbol}."),
        capacity=head.capacity, signer_name=head.signer_name, number=padded(number) if number else None,
        issued_on=day if number else None, grounds=GROUNDS if decision else (),
        authority=head.authority if decision else "", addressees=(addressee,) if plain else (),
    ))  # fmt: skip
