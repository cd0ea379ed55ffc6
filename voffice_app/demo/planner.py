"""Which papers get written on a day: drawn from the topics of the month, the same ones for the same seed."""

from datetime import date
from random import Random

from voffice_app.demo.hours import Hours
from voffice_app.demo.letterheads import AUDIENCE, Head
from voffice_app.demo.names import People
from voffice_app.demo.other_topics import OUTSIDE_TOPICS, SCHOOL_TOPICS
from voffice_app.demo.places import DISTRICT, OFFICE_NAME, PLACE
from voffice_app.demo.plans import OutsidePaper, Plan
from voffice_app.demo.staff import Seat, Town
from voffice_app.demo.topics import ALL, MN, OFFICE_TOPICS, TH, THCS, Topic
from voffice_app.domain.incoming import Source, Urgency
from voffice_app.domain.people import Level, Role

_LEVELS = {MN: (Level.MN,), TH: (Level.TH, Level.TH_THCS), THCS: (Level.THCS, Level.TH_THCS)}
_OUTSIDERS = (
    ("ỦY BAN NHÂN DÂN TỈNH", "Sở Giáo dục và Đào tạo", "SGDĐT", ("GIÁM ĐỐC",), "Giám đốc"),
    ("ỦY BAN NHÂN DÂN TỈNH", "Sở Giáo dục và Đào tạo", "SGDĐT", ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Phó Giám đốc"),
    ("", "Ủy ban nhân dân huyện Thái Thụy", "UBND", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Chủ tịch"),
    ("", "Ủy ban nhân dân huyện Thái Thụy", "UBND", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
     "Phó Chủ tịch"),
    (DISTRICT, "Phòng Tư pháp Thái Thụy", "PTP", ("TRƯỞNG PHÒNG",), "Trưởng phòng"),
    ("SỞ Y TẾ", "Trung tâm Y tế Thái Thụy", "TTYT", ("GIÁM ĐỐC",), "Giám đốc"),
    ("", "Liên đoàn Lao động huyện Thái Thụy", "LĐLĐ", ("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"), "Chủ tịch"),
)  # fmt: skip


class Planner:
    """Draws papers; the same ones for the same seed."""

    def __init__(self, town: Town, hours: Hours, names: People) -> None:
        self.town, self.hours = town, hours
        self.rng: Random = hours.rng
        self.outsiders = [
            Head(
                parent,
                body,
                symbol,
                "Thái Bình" if symbol == "SGDĐT" else PLACE,
                capacity,
                names.draw(),
                title,
                f"{title} {body}".upper(),
            )
            for parent, body, symbol, capacity, title in _OUTSIDERS
        ]

    def of_office(self, day: date) -> Plan:
        topic = self._topic(OFFICE_TOPICS, day)
        office = self.town.office
        drafter = self.rng.choice(office.drafters(topic.symbol))
        leaders = [*office.people[Role.HEAD], *office.people[Role.DEPUTY]]
        recipients = self._recipients(topic)
        if topic.type_key in ("BC", "TTr"):
            recipients = (self.rng.choice(self.town.partners),)
        addressee = recipients[0].unit.name if len(recipients) == 1 else AUDIENCE[topic.audience]
        return Plan(
            office, topic, day, drafter, self.rng.choices(leaders, (5, 3, 2))[0], recipients, addressee,
            self.hours.calendar.add(day, topic.reply_days + 1) if topic.reply_days else None,
        )  # fmt: skip

    def of_school(self, seat: Seat, day: date) -> Plan:
        topic = self._topic(SCHOOL_TOPICS, day)
        return self._from_school(seat, topic, day)

    def answer(self, seat: Seat, asked: Plan, day: date) -> Plan:
        """A school's report on what the office asked for."""
        abstract = asked.abstract.removeprefix("báo cáo ")
        topic = Topic((), "BC", f"Kết quả {abstract[0].lower()}{abstract[1:]}"[:480], asked.topic.area, "VP")
        return self._from_school(seat, topic, day)

    def from_outside(self, day: date) -> OutsidePaper:
        topic = self._topic(OUTSIDE_TOPICS, day)
        head = self.rng.choices(self.outsiders, (9, 6, 5, 3, 1, 2, 1))[0]
        issued_on = self.hours.days_ago(day, self.rng.randint(0, 3))
        sources = (Source.MVP, Source.EMAIL, Source.PAPER, Source.WEBSITE, Source.OTHER)
        return OutsidePaper(
            head, topic, issued_on, max(1, int(issued_on.timetuple().tm_yday * (4 + len(head.symbol)) * 0.9)),
            self.rng.choices(sources, (4, 5, 4, 2, 1))[0],
            Urgency.EXPRESS if topic.type_key == "CĐ"
            else self.rng.choices((Urgency.NORMAL, Urgency.URGENT, Urgency.VERY_URGENT), (90, 8, 2))[0],
            self.hours.calendar.add(day, topic.reply_days) if topic.reply_days else None,
        )  # fmt: skip

    def _from_school(self, seat: Seat, topic: Topic, day: date) -> Plan:
        return Plan(
            seat, topic, day, self.rng.choice(seat.drafters(topic.symbol)), seat.head, (self.town.office,), OFFICE_NAME
        )

    def _recipients(self, topic: Topic) -> tuple[Seat, ...]:
        if topic.audience == ALL:
            return tuple(self.town.schools)
        found = self.town.of_level(*_LEVELS.get(topic.audience, ()))
        return tuple(found or self.rng.sample(self.town.schools, min(len(self.town.schools), self.rng.randint(1, 5))))

    def _topic(self, topics: tuple[Topic, ...], day: date) -> Topic:
        """One of the month; those for any month come less often."""
        weights = [3 if day.month in topic.months else 0 if topic.months else 1 for topic in topics]
        return self.rng.choices(topics, weights)[0]
