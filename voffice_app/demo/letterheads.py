"""Words of a letter around its subject: who writes, to whom, under which grounds, with what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from voffice_app.demo.places import DISTRICT, OFFICE_NAME
from voffice_app.demo.staff import Seat
from voffice_app.demo.topics import ALL, MN, SOME, TH, THCS, Topic
from voffice_app.domain.numbering import TYPE_BY_KEY, notation, padded
from voffice_app.domain.people import Actor, Role, UnitKind
from voffice_app.printing.letters import Letter, letter

AUDIENCE = {
    ALL: "Hiệu trưởng các trường Mầm non, Tiểu học, THCS, TH&THCS trong huyện",
    MN: "Hiệu trưởng các trường Mầm non trong huyện",
    TH: "Hiệu trưởng các trường Tiểu học, TH&THCS trong huyện",
    THCS: "Hiệu trưởng các trường THCS, TH&THCS trong huyện",
    SOME: "Hiệu trưởng các trường có tên tại mục nơi nhận",
}
_WORK = (
    "1. Quán triệt đầy đủ nội dung tới toàn thể cán bộ quản lý, giáo viên, nhân viên; phân công người chịu trách nhiệm "
    "từng phần việc, có sản phẩm và thời gian hoàn thành cụ thể.",
    "2. Rà soát điều kiện thực tế của đơn vị, chủ động phối hợp với cấp ủy, chính quyền địa phương và ban đại diện "
    "cha mẹ học sinh trong quá trình thực hiện.",
    "3. Thực hiện kiểm tra nội bộ, kịp thời chấn chỉnh những việc làm chưa đúng quy định; lưu trữ hồ sơ minh chứng "
    "trên hệ thống văn phòng điện tử.",
)
_REPORT = (
    "1. Kết quả: Tập thể cán bộ, giáo viên, nhân viên đã thực hiện đầy đủ các nội dung theo kế hoạch; hồ sơ, số liệu "
    "được cập nhật thường xuyên; nền nếp dạy học và các hoạt động giáo dục được giữ vững.",
    "2. Khó khăn: Cơ sở vật chất ở một số điểm trường còn thiếu; một số nhiệm vụ phải điều chỉnh thời gian do trùng "
    "với kế hoạch chuyên môn.",
    "3. Phương hướng: Tiếp tục thực hiện các nhiệm vụ trọng tâm, tăng cường kiểm tra nội bộ, phối hợp với địa phương.",
)
_PROPOSAL = (
    "1. Sự cần thiết: Điều kiện hiện có chưa đáp ứng đủ yêu cầu thực hiện nhiệm vụ năm học; nhà trường đã rà soát, cân "
    "đối trong phạm vi được giao nhưng còn thiếu.",
    "2. Nội dung đề nghị: Chi tiết số lượng, khối lượng và dự kiến kinh phí tại biểu kèm theo.",
    "3. Thời gian thực hiện: Ngay sau khi được phê duyệt, hoàn thành trong học kỳ.",
)
_GROUNDS = (
    "Căn cứ Quy chế làm việc của cơ quan;",
    "Căn cứ kế hoạch thực hiện nhiệm vụ năm học;",
    "Xét đề nghị của bộ phận chuyên môn.",
)


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


def school_year(day: date) -> str:
    """The school year of a day: it turns on 1 August."""
    first = day.year if day.month >= 8 else day.year - 1
    return f"{first} - {first + 1}"


def abstract_of(topic: Topic, day: date) -> str:
    return topic.abstract.format(sy=school_year(day), month=day.month, year=day.year)


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
    return letter(Letter(
        parent_body=head.parent, issuing_body=head.body, type_code=kind.code, type_name=kind.name,
        code_notation=notation(topic.type_key, head.symbol, drafting_symbol), place_name=head.place, year=day.year,
        abstract=abstract, body=_articles(head, abstract) if decision else _body(head, topic, day, reply_due_on),
        recipients=(*(("Như Điều 3;",) if decision else recipients), f"Lưu: VT, {drafting_symbol}."),
        capacity=head.capacity, signer_name=head.signer_name, number=padded(number) if number else None,
        issued_on=day if number else None, grounds=_GROUNDS if decision else (),
        authority=head.authority if decision else "", addressees=(addressee,) if plain else (),
    ))  # fmt: skip


def _body(head: Head, topic: Topic, day: date, reply_due_on: date | None) -> list[str]:
    abstract = abstract_of(topic, day)
    said = abstract[0].lower() + abstract[1:]
    if topic.type_key == "GM":
        return _invitation(head, said, day)
    if topic.type_key in ("BC", "TTr"):
        report = topic.type_key == "BC"
        verb = "báo cáo" if report else "trân trọng trình"
        return [
            f"{head.body} {verb} {said} như sau:",
            *(_REPORT if report else _PROPOSAL),
            f"Trên đây là nội dung của {head.body}, kính đề nghị xem xét",
        ]
    opening = f"Thực hiện nhiệm vụ năm học {school_year(day)}, {head.body} triển khai nội dung {said} như sau:"
    closing = "Trong quá trình thực hiện, nếu có vướng mắc, đề nghị các đơn vị phản ánh kịp thời để được hướng dẫn"
    if reply_due_on is not None:
        closing = f"Báo cáo kết quả gửi về {head.body} trước ngày {reply_due_on:%d/%m/%Y} để tổng hợp"
    return [opening, *_WORK, closing]


def _invitation(head: Head, said: str, day: date) -> list[str]:
    tuesday = day + timedelta(days=7 + (1 - day.weekday()) % 7)
    return [
        f"{head.body} trân trọng kính mời đại diện lãnh đạo đơn vị dự {said}.",
        f"Thời gian: 8 giờ 00 phút, ngày {tuesday:%d/%m/%Y}.",
        f"Địa điểm: Hội trường tầng 2, {head.body}.",
        "Đề nghị các đại biểu đến dự đúng thời gian, thành phần và chuẩn bị ý kiến tham gia",
    ]


def _articles(head: Head, abstract: str) -> list[str]:
    return [
        f"Điều 1. Ban hành kèm theo Quyết định này nội dung {abstract.removeprefix('Về việc ')} (có danh sách kèm).",
        "Điều 2. Các cá nhân có tên tại Điều 1 có trách nhiệm thực hiện nhiệm vụ theo phân công của lãnh đạo và các "
        "quy định hiện hành.",
        f"Điều 3. Các bộ phận chuyên môn của {head.body}, Hiệu trưởng các trường liên quan và các cá nhân có tên tại "
        "Điều 1 chịu trách nhiệm thi hành Quyết định này.",
    ]


def addressee_of(topic: Topic, seat: Seat) -> str:
    """Whom a letter of this unit speaks to."""
    return AUDIENCE[topic.audience] if seat.unit.kind is UnitKind.OFFICE else OFFICE_NAME
