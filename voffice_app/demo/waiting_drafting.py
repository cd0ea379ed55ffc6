"""Drafting as the visitor finds it: comments on pages, a shared set of recipients, people outside, paper copies."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from voffice_app.actions import certified_copies, page_comments, paper, recipients
from voffice_app.actions import outgoing as acts
from voffice_app.db.certified_copies import CopyForm
from voffice_app.db.files import Direction
from voffice_app.db.outgoing_lists import Filter, list_outgoing
from voffice_app.demo.month import Paper
from voffice_app.demo.waiting import Waiting
from voffice_app.domain.page_comments import Anchor
from voffice_app.domain.people import Actor, Role

CONTENT = (Anchor(1, 85, 470, 330, 488), "Nêu rõ căn cứ: số, ngày của công văn cấp trên.")
DEADLINE = (Anchor(1, 85, 420, 420, 438), "Thời hạn báo cáo cần ghi ngày cụ thể.")
FORMAT = (Anchor(1, 70, 150, 250, 170), "Dòng «Lưu:» thiếu ký hiệu đơn vị soạn thảo.")


class DraftingDesks(Waiting):
    """One paper with comments before its signer, one sent back by comments alone, one issued and copied.

    All of it at one moment of the evening, so that each act finds what the one before it left.
    """

    def fill(self) -> None:
        self.late = self.evening()
        deputy, head, clerk = self.office.people[Role.DEPUTY][0], self.office.head, self.office.clerk
        waiting, returned = self._paper(deputy), self._paper(head)
        self._do(waiting, deputy, self._comment(*CONTENT))
        self._do(waiting, clerk, self._comment(*FORMAT))
        self._do(waiting, head, lambda paper_: (paper.decide_paper, paper_.id, True))
        for said in (CONTENT, DEADLINE):
            self._do(returned, head, self._comment(*said))
        self._do(returned, head, lambda paper_: (acts.send_back, paper_.id, ""))
        self.agenda.at(self.late, lambda: self._copied(head, clerk))
        self._share()

    def _paper(self, signer: Actor) -> Paper:
        plan = replace(self.month.planner.of_office(self.day), signer=signer)
        return self.month.send(plan, self.morning(), "submit")

    def _copied(self, head: Actor, clerk: Actor) -> None:
        """Of what the office issued last: two stamped copies, and a numbered true copy."""
        with self.desk.office.db.read() as session:
            issued, _ = list_outgoing(session, clerk, Filter("issued"))
        if not issued:
            return
        number = issued[0].id
        wanted = certified_copies.CopyWanted(
            Direction.OUTGOING, number, CopyForm.TRUE, head.position_id, 3, "Trường MN Diêm Điền"
        )
        self.desk.act(clerk, paper.record_paper_copy, number, 2, "Kho bạc Nhà nước huyện")
        self.desk.act(clerk, certified_copies.number_copy, wanted)

    def _share(self) -> None:
        officer = self.office.people[Role.OFFICER][0]
        near = tuple(seat.unit_id for seat in self.month.town.schools[:9])
        self.agenda.at(
            self.evening(), lambda: self.desk.act(officer, recipients.save_set, "Các trường điểm", near, True)
        )

    def _comment(self, anchor: Anchor, text: str) -> Callable[[Paper], tuple[Any, ...]]:
        return lambda paper_: (
            page_comments.comment, paper_.id, self.desk.reference(paper_.id).current_file_id or 0, anchor, text,
        )  # fmt: skip

    def _do(self, paper_: Paper, who: Actor, what: Callable[[Paper], tuple[Any, ...]]) -> None:
        """At the end of the day, when the paper has come as far as it goes."""
        self.agenda.at(self.late, lambda: self.desk.act(who, *what(paper_)))
