"""`/van-ban-di/soan` and `/van-ban-di/[document_id]/sua`: the form of a draft, usable by keyboard alone."""

from typing import Any

import reflex as rx

from pages.book_choice_parts import draft_book
from pages.outgoing_parts import AT, FRAME
from pages.outgoing_recipients_parts import recipients
from state.base import Office
from state.book_choice import BookChoice
from state.outgoing_draft import OutgoingDraft as Draft
from state.outgoing_linked import DraftLink
from state.outgoing_rows import AREA_OPTIONS, TYPE_OPTIONS, URGENCY_OPTIONS
from state.recipient_sets import RecipientSets
from voffice_app import ui
from voffice_app.domain.links import DECLARED
from voffice_app.shapes import Option
from voffice_app.words.after_issue import LINK
from voffice_app.words.outgoing import SECRECY

ON_LOAD = [Office.enter, BookChoice.for_draft, Draft.look, RecipientSets.look_at_sets, DraftLink.look_at_link]
LINK_KINDS = [Option("", "Không liên quan"), *(Option(str(kind), LINK[kind][0]) for kind in DECLARED)]
SECRECY_OPTIONS = [Option(key, label) for key, label in SECRECY.items()]


def _files() -> rx.Component:
    kept = rx.cond(
        Draft.file_name != "",
        rx.el.p("Đang dùng tệp ", rx.el.b(Draft.file_name), ". Thả tệp mới vào đây nếu muốn thay.", class_name="hint"),
        rx.fragment(),
    )
    return ui.card(
        "Tệp văn bản",
        kept,
        rx.el.div(
            rx.el.div(
                ui.file_drop("main", prompt="Thả dự thảo PDF hoặc bấm chọn", hint="Tối đa 50 MB"),
                rx.el.p(Draft.errors["main"], class_name="field-error", role="alert"),
            ),
            ui.file_drop("source", accept=".docx", prompt="Tệp soạn thảo .docx (nếu có)", hint="Giữ kèm để sửa về sau"),
            ui.file_drop(
                "attachments", accept=ui.OFFICE_FILES, multiple=True, prompt="Phụ lục PDF, bảng biểu kèm theo (nếu có)",
                hint="Gửi kèm văn bản khi ban hành; thêm được khi còn là dự thảo",
            ),
            class_name="fields drops",
            key=Draft.turn.to_string(),
        ),
        _about_files(),
        below="Để trống «Số: …» và «ngày … tháng …»; hệ thống ghi vào đúng chỗ đó khi cấp số.",
    )  # fmt: skip


def _about_files() -> rx.Component:
    """Whether the .docx goes out too; and of a draft that has a paper, what the new one mends."""
    note = ui.text_field("change_note", "Bản mới sửa gì", hint="Ghi ngắn để người ký biết; chỉ cần khi thay tệp")
    return rx.fragment(
        ui.check_field("sends_source", "Gửi kèm cả tệp soạn thảo .docx cho nơi nhận", Draft.sends_source),
        rx.cond(Draft.file_name != "", note, rx.fragment()),
    )


def _declared() -> rx.Component:
    return ui.card(
        "Thông tin văn bản",
        ui.fields(
            _select("type_key", "Loại văn bản", TYPE_OPTIONS, Draft.type_key, required=True),
            _select("subject_area", "Lĩnh vực", AREA_OPTIONS, Draft.subject_area, none="Chọn lĩnh vực"),
        ),
        draft_book(),
        ui.area_field(
            "abstract", "Trích yếu", Draft.abstract, required=True, max_length=500,
            error=Draft.errors["abstract"], hint="Ghi đúng như trên văn bản",
        ),
        ui.fields(
            ui.select_field(
                "signer", "Người ký", Draft.signers, Draft.signer, required=True, error=Draft.errors["signer"]
            ),
            _select("urgency", "Độ khẩn", URGENCY_OPTIONS, Draft.urgency),
            _select(
                "secrecy", "Độ mật", SECRECY_OPTIONS, "none", error=Draft.errors["secrecy"],
                hint="Tài liệu mật không được đưa vào hệ thống",
            ),
            ui.date_field("reply_due_on", "Hạn trả lời", Draft.reply_due_on, hint="Bỏ trống nếu không cần trả lời"),
        ),
        _linked(),
        ui.check_field("also_paper", "Cũng phát hành bản giấy", Draft.also_paper),
    )  # fmt: skip


def _linked() -> rx.Component:
    """What it does to an earlier document; folded away unless it does something."""
    fields = ui.fields(
        ui.select_field("link_kind", "Văn bản này", LINK_KINDS, DraftLink.link_kind),
        ui.picker(
            "link_target", "Văn bản đã ban hành", DraftLink.link_found, DraftLink.link_target,
            on_search=DraftLink.seek_link, error=Draft.errors["link_target"], placeholder="Gõ số hoặc trích yếu",
        ),
    )  # fmt: skip
    opened = (DraftLink.link_kind != "") | (Draft.errors["link_target"] != "")
    summary = rx.el.summary("Thay thế, sửa đổi, đính chính văn bản trước")
    return rx.el.details(summary, fields, class_name="more", open=opened)


def _select(name: str, label: str, options: list[Option], value: Any, **more: Any) -> rx.Component:
    return ui.select_field(name, label, options, value, **more)


def _form() -> rx.Component:
    return ui.form(
        rx.el.input(type="hidden", name="request_key", value=Draft.request_key),
        rx.el.input(type="hidden", name="draft", value=Draft.draft_id.to_string()),
        rx.el.input(type="hidden", name="answers", value=Draft.answers_id.to_string()),
        rx.cond(Draft.answers != "", ui.notice("info", Draft.answers), rx.fragment()),
        _files(),
        _declared(),
        recipients(),
        ui.refusals(Draft.reasons, "Chưa lưu được; những gì đã nhập vẫn còn"),
        ui.lines(
            ui.button("Lưu dự thảo", icon="check", submit=True, filled=True, big=True),
            ui.button("Thôi", href=Draft.back),
        ),
        on_submit=Draft.save,
    )


def _page() -> rx.Component:
    absent = ui.empty(
        "pencil", "Không sửa được văn bản này", "Chỉ người soạn sửa được, khi văn bản còn là dự thảo hoặc bị trả lại.",
        ui.button("Về danh sách văn bản đi", href=AT),
    )  # fmt: skip
    return ui.shell(
        FRAME,
        ui.page_title(Draft.heading, "Lưu xong, bạn ký nháy và trình ngay trên trang của văn bản."),
        rx.cond(Draft.looked, rx.cond(Draft.absent, absent, _form()), rx.el.div(class_name="form-room")),
        at=AT,
        narrow=True,
    )


@rx.page(route="/van-ban-di/soan", title="Soạn văn bản đi · V-Office", on_load=ON_LOAD)
def new_draft() -> rx.Component:
    return _page()


@rx.page(route="/van-ban-di/[document_id]/sua", title="Sửa dự thảo · V-Office", on_load=ON_LOAD)
def edit_draft() -> rx.Component:
    return _page()
