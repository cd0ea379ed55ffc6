"""Work within an assignment on the desks: given onward, more time asked for, opinions waiting, words kept for later."""

from datetime import date

from voffice_app.actions import assigning, assigning_onward, extensions, instructions, opinions
from voffice_app.actions.assigning_parts import Assignment
from voffice_app.actions.opinions import Question
from voffice_app.db.incoming import IncomingDocument
from voffice_app.demo.desk import Desk
from voffice_app.demo.staff import Seat
from voffice_app.domain.calendar import WorkCalendar
from voffice_app.domain.incoming import Stance
from voffice_app.domain.people import Actor, Role

TEMPLATES = (
    "Nghiên cứu, tham mưu văn bản triển khai.",
    "Tổng hợp báo cáo của các trường, trình lãnh đạo trước hạn.",
    "Dự họp thay và báo cáo lại bằng văn bản.",
    "Phối hợp bộ phận Tài chính rà soát, đề xuất.",
)


class WorkDesks:
    """Each is what follows an assignment some hours later: called with the lead and the document."""

    def __init__(self, desk: Desk, office: Seat, calendar: WorkCalendar) -> None:
        self.desk, self.office, self.calendar = desk, office, calendar
        self.officers = office.people[Role.OFFICER]

    def keep_words(self) -> None:
        """The unit's templates, and a set of people of the head's."""
        for words in TEMPLATES:
            self.desk.act(self.office.head, instructions.add_template, words)
        lead, *others = [person.position_id for person in self.officers[:4]]
        chosen = instructions.Chosen((lead,), tuple(others[:2]), tuple(others[2:]))
        self.desk.act(self.office.head, instructions.save_set, "Tổ Phổ thông", chosen)

    def onward(self, lead: Actor, document_id: int) -> None:
        """A deputy gives it to an officer a day earlier; the officer has begun."""
        officer, helper, reader = self.officers[0], self.officers[1], self.officers[2]
        wanted = Assignment(
            officer.position_id, (helper.position_id,), (reader.position_id,),
            "Lấy số liệu các trường, dự thảo báo cáo cho tôi xem trước.",
        )  # fmt: skip
        self.desk.act(lead, assigning.mark_seen, document_id)
        self.desk.act(lead, assigning_onward.assign_onward, document_id, wanted)
        self.desk.act(officer, assigning.mark_seen, document_id)
        self.desk.act(officer, assigning.record_progress, document_id, "Đã gửi biểu mẫu cho các trường.")
        self.desk.act(helper, assigning.mark_seen, document_id)
        self.desk.act(helper, opinions.give_opinion, document_id, "Nên thêm cột số học sinh chuyển đến trong tháng.")

    def onward_late(self, lead: Actor, document_id: int) -> None:
        """The same, and the officer needs more time from the deputy."""
        self.onward(lead, document_id)
        self._ask_time(self.officers[0], document_id, "Còn năm trường chưa gửi số liệu.")

    def more_time(self, lead: Actor, document_id: int) -> None:
        """The lead asks the head."""
        self.desk.act(lead, assigning.mark_seen, document_id)
        self._ask_time(lead, document_id, "Chờ Sở trả lời về mẫu báo cáo mới.")

    def refused_time(self, lead: Actor, document_id: int) -> None:
        """Asked for and not given."""
        request = self._ask_time(lead, document_id, "Trùng với đợt kiểm tra các trường.")
        said = "Sở yêu cầu đúng hạn; phân thêm người phối hợp nếu cần."
        self.desk.act(self.office.head, extensions.refuse_extension, document_id, request, said)

    def asked(self, lead: Actor, document_id: int) -> None:
        """The lead asks four people; two have answered."""
        deputy = self.office.people[Role.DEPUTY][0]
        voices = [person for person in (*self.officers[:4], deputy) if person.position_id != lead.position_id]
        people = tuple(person.position_id for person in (*voices, self.office.head))
        question = Question("Có lùi thời gian kiểm tra sang tuần đầu tháng sau không?", people, self._in(2))
        self.desk.act(lead, opinions.open_round, document_id, question)
        self.desk.act(voices[-1], opinions.answer_round, document_id, Stance.AGREE, "")
        words = "Các trường đã xếp lịch kiểm tra học kỳ, lùi sẽ trùng."
        self.desk.act(voices[-2], opinions.answer_round, document_id, Stance.DISAGREE, words)

    def _ask_time(self, lead: Actor, document_id: int, reason: str) -> int:
        with self.desk.office.db.read() as session:
            due_on = session.get_one(IncomingDocument, document_id).due_on
        wished = self.calendar.add(max(due_on or self._in(0), self._in(0)), 3)
        return self.desk.act(lead, extensions.ask_extension, document_id, wished, reason)

    def _in(self, days: int) -> date:
        return self.calendar.add(self.desk.office.db.today(), days)
