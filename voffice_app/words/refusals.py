"""The sentence of every refusal: what happened, that nothing was lost where that may be feared, the next step.

A refusal carries a code and facts (`domain/errors.py`); the facts fill the braces.
"""

from collections.abc import Iterable, Mapping
from typing import Protocol

from voffice_app.words.after_issue_refusals import AFTER_ISSUE
from voffice_app.words.drafting_refusals import DRAFTING
from voffice_app.words.incoming_refusals import INCOMING
from voffice_app.words.job_refusals import JOBS
from voffice_app.words.labels import DONE, INCOMING_STATUS, OUTGOING_STANDING, ROLE, WHO
from voffice_app.words.people import WORK_KIND
from voffice_app.words.people_refusals import PEOPLE
from voffice_app.words.print_refusals import PRINTING
from voffice_app.words.register_refusals import REGISTERS
from voffice_app.words.signing_refusals import SIGNING

REASONS = {
    # the state tables
    "other_unit": "Văn bản này thuộc đơn vị khác nên bạn không thể thao tác. Chọn đúng chức vụ ở góc trái rồi thử lại.",
    "wrong_state": "Văn bản đang ở trạng thái «{status}» nên chưa thể {step}. Tải lại trang để xem bước tiếp theo.",
    "wrong_person": "Chỉ {who} mới có thể {step}. Văn bản giữ nguyên.",
    "already_done": "Bước này đã xong từ trước. Không có gì bị làm hai lần.",
    "said_before": "Bước này đã được ghi trước đó; nội dung gửi lần sau không ghi đè. Tải lại trang để xem.",
    "file_changed": "Tệp vừa được thay nên việc này chưa ghi. Tải lại trang rồi làm tiếp trên bản mới.",
    "document_changed": "Người soạn vừa sửa văn bản này nên việc duyệt chưa ghi. Tải lại trang, đọc lại rồi duyệt.",
    "comment_missing": "Cần ghi ý kiến hoặc lý do để người nhận biết phải làm gì.",
    "too_long": "Mục này dài quá {limit} ký tự. Rút gọn rồi lưu lại.",
    "type_missing": "Chưa chọn loại văn bản.",
    "abstract_missing": "Chưa ghi trích yếu.",
    "issuing_body_missing": "Chưa ghi cơ quan ban hành.",
    "out_of_bounds": "Mục này phải là số từ {least} đến {most}. Sửa rồi lưu lại.",
    "due_before_arrival": "Hạn xử lý sớm hơn ngày văn bản đến. Chọn lại ngày.",
    "abstract_too_long": "Trích yếu dài quá {limit} ký tự. Rút gọn rồi lưu lại.",
    "state_secret": "Tài liệu bí mật nhà nước không được đưa vào hệ thống. Không có gì được lưu. "
    "Chuyển bản giấy cho văn thư theo quy định về bảo vệ bí mật nhà nước.",
    "not_visible": "Không tìm thấy, hoặc bạn không có quyền xem. Kiểm tra lại địa chỉ hoặc chức vụ đang chọn.",
    # the outgoing document
    "main_pdf_missing": "Chưa có tệp PDF của văn bản. Tải dự thảo lên rồi trình lại.",
    "signer_missing": "Chưa chọn người ký. Chọn người ký rồi trình lại.",
    "signer_is_drafter": "Người ký không thể là người soạn. Chọn người ký khác, hoặc nhờ người khác soạn.",
    "number_day_unknown": "Ngày của văn bản chỉ có thể là ngày đã ghi trước đó hoặc hôm nay. Số không bị mất.",
    "recipients_missing": "Chưa có nơi nhận. Thêm ít nhất một nơi nhận.",
    "initial_missing": "Chưa ký nháy. Bấm «Ký nháy» trước khi trình.",
    "place_missing": "Chưa biết chỗ đặt chữ ký. Kéo khung «Chữ ký» vào giữa chức vụ và họ tên trên trang.",
    "imprint_missing": "Tệp đang được ghi số, ngày hoặc chỗ ký. Đợi vài giây rồi ký; không có gì bị mất.",
    "leader_signature_missing": "Chưa có chữ ký lãnh đạo hợp lệ, hoặc tệp đã đổi sau khi ký. Không thể đóng dấu.",
    "blanks_missing": "Chưa biết chỗ ghi số và ngày. Kéo khung «Số», «Ngày» vào đúng chỗ ở trang 1 rồi trình lại.",
    "blank_not_on_page_one": "Số và ngày phải nằm ở trang 1. Kéo khung về trang 1.",
    "initial_image_missing": "Chưa có ảnh chữ ký nháy của bạn. Báo bộ phận CNTT nạp ảnh rồi ký nháy lại.",
    "end_mark_missing": "Không tìm thấy dấu kết thúc ./. để ký nháy. Kéo khung vào đúng chỗ rồi ký nháy lại.",
    "image_missing": "Chưa có ảnh chữ ký hoặc con dấu. Báo bộ phận CNTT nạp ảnh; văn bản giữ nguyên.",
    "certificate_missing": "Chưa có chứng thư số còn hạn cho việc này. Báo bộ phận CNTT; văn bản giữ nguyên.",
    "not_certificate_holder": "Bạn không phải người đang được giao chứng thư số của cơ quan. Văn bản giữ nguyên.",
    "leader_not_entitled": "Người đã ký không có thẩm quyền ký cho đơn vị. Không thể đóng dấu.",
    "recipient_unknown": "Có nơi nhận không còn trong hệ thống. Chọn lại nơi nhận.",
    "number_of_other_year": "Số này được cấp trong sổ năm {year}, ngày văn bản phải thuộc năm đó. Chọn lại ngày.",
    "number_bound": "Văn bản đã được cấp số nên không thể bỏ. Thủ trưởng có thể hủy, số vẫn nằm trong sổ.",
    "register_missing": "Năm nay chưa mở sổ đăng ký. Báo bộ phận CNTT mở sổ; văn bản giữ nguyên.",
    # the incoming document
    "not_from_mvp": "Chỉ văn bản đã phân công trên MVP mới được đưa thẳng vào lưu trữ.",
    "result_missing": "Chưa có kết quả. Ghi kết quả xử lý hoặc gắn văn bản trả lời rồi bấm «Hoàn thành».",
    "intake_empty": "Chưa có tệp hoặc ghi chú nào. Thêm tệp hoặc viết vài dòng cho văn thư.",
    "due_in_past": "Hạn xử lý đã qua. Chọn ngày từ hôm nay trở đi.",
    "person_unknown": "Có người được chọn không còn giữ chức vụ trong đơn vị. Chọn lại.",
    "answer_unknown": "Không tìm thấy văn bản trả lời trong đơn vị của bạn. Chọn lại văn bản.",
    "answer_not_issued": "Văn bản trả lời chưa ban hành. Ban hành xong rồi hãy hoàn thành.",
    "lead_missing": "Cần đúng một người chủ trì.",
    # units, accounts, certificates
    "unit_code_missing": "Chưa ghi mã đơn vị.",
    "unit_name_missing": "Chưa ghi tên đơn vị.",
    "unit_symbol_missing": "Chưa ghi ký hiệu dùng trong số văn bản.",
    "unit_place_name_missing": "Chưa ghi địa danh dùng ở dòng ngày tháng.",
    "unit_level_missing": "Chưa chọn cấp học của trường.",
    "unit_under_itself": "Một đơn vị không thể trực thuộc chính nó hay đơn vị cấp dưới của nó. Chọn đơn vị khác.",
    "parameter_unknown": "Quy định này không đặt được. Ghi «có» hoặc «không»; hạn xử lý từ 1 đến {most} ngày làm việc.",
    "unit_code_taken": "Mã {unit_code} đã có đơn vị khác dùng. Chọn mã khác.",
    "account_name_missing": "Cần họ tên và tên tài khoản không có dấu cách.",
    "account_taken": "Tên tài khoản {username} đã có người dùng. Chọn tên khác.",
    "own_account": "Không thể khóa tài khoản của chính mình. Nhờ một quản trị viên khác.",
    "position_incomplete": "Cần chọn đơn vị và ghi chức danh.",
    "head_exists": "Đơn vị đang có thủ trưởng. Kết thúc chức vụ của người cũ trước.",
    "date_missing": "Chưa ghi ngày. Viết như 23/11/2026.",
    "ends_before_start": "Ngày kết thúc sớm hơn ngày bắt đầu. Chọn lại ngày.",
    "certificate_known": "Chứng thư số này đã có trong sổ. Không ghi thêm lần nữa.",
    "certificate_unreadable": "Không đọc được tệp chứng thư số. Xuất lại tệp .cer hoặc .pem rồi tải lên.",
    "holder_not_clerk": "Chứng thư số của cơ quan chỉ giao cho người có chức vụ văn thư của đơn vị đó. Người làm thay "
    "cần được giao chức vụ văn thư có thời hạn trước (mục Tài khoản, chức vụ).",
    "giver_missing": "Chưa ghi người giao.",
    "nobody_holds": "Chứng thư này chưa giao cho ai nên chưa làm được việc này. Ghi bàn giao trước.",
    "holder_already": "Người này đang giữ chứng thư, không cần ủy quyền. Chọn người khác.",
    "authority_over": "Thời hạn ủy quyền đã qua. Chọn lại ngày.",
    "authority_unknown": "Không có ủy quyền nào đang chờ hoặc đang chạy cho người này. Tải lại trang để xem.",
    "certificate_not_lost": "Chứng thư này không ở trạng thái báo mất.",
    "certificate_ended": "Chứng thư này đã ngừng sử dụng (thu hồi, báo mất hoặc đã thay) nên không ghi thêm việc này.",
    "certificate_personal": "Chứng thư cá nhân do chính người đó giữ, không bàn giao và không ủy quyền.",
    "certificate_over": "Chứng thư trong tệp đã hết hạn. Dùng chứng thư còn hạn.",
    "renewal_not_later": "Chứng thư mới không có hạn dài hơn chứng thư đang dùng. Chọn đúng tệp chứng thư mới.",
    "token_label_missing": "Khóa ở máy chủ cần nhãn thiết bị và nhãn khóa.",
    "minutes_missing": "Chưa đính kèm bản quét biên bản hoặc văn bản. Chưa ghi gì; thả tệp PDF vào rồi ghi lại.",
    "minutes_not_pdf": "Biên bản phải là tệp PDF (bản quét). Chưa ghi gì; quét thành PDF rồi thả lại.",
    "move_in_future": "Ngày giao, nhận chưa đến. Ghi vào đúng ngày, hoặc chọn lại ngày.",
    "move_before_last": "Lần giao, nhận trước đó là ngày {day}; lần này không thể sớm hơn. Chọn lại ngày.",
    "source_name_missing": "Chưa ghi tên nguồn, ví dụ «Website Sở GD&ĐT». Ghi tên rồi lưu lại.",
    "source_not_looked_at": "Nguồn để theo dõi là trang thông tin, hộp thư, MVP, hệ thống khác. Chọn lại loại nguồn.",
    "source_closed": "Nguồn này đã ngừng theo dõi. Mở lại ở «Nguồn văn bản» rồi ghi nhận.",
    "way_unknown": "Chưa chọn đã báo nhận bằng cách nào. Chọn một cách rồi ghi lại.",
    "acknowledged_by_itself": "Văn bản gửi trong V-Office: nơi gửi tự thấy «Đã vào sổ», không cần báo nhận.",
    "not_registered_yet": "Văn bản chưa vào sổ nên chưa có số đến để báo nhận. Vào sổ trước rồi báo nhận.",
    "swap_days_wrong": "Đổi ngày cần một ngày đang nghỉ để làm bù và một ngày đang làm để nghỉ. Chưa ghi gì; chọn lại.",
    "outage_times_wrong": "Sự cố phải bắt đầu trước khi kết thúc, và đã kết thúc. Chưa ghi gì; sửa giờ rồi khai lại.",
    "outage_too_long": "Sự cố dài quá {days} ngày. Chưa ghi gì; kiểm tra lại ngày, hoặc khai từng đoạn.",
    "outage_withdrawn": "Khai báo này đã được rút trước đó. Không có gì thay đổi.",
    "decision_missing": "Chưa ghi văn bản làm căn cứ (số, ngày, cơ quan ban hành).",
    "image_size": "Kích thước phải từ {least_mm} đến {most_mm} mm. Đo lại trên bản giấy.",
    # log-in
    "sign_in_locked": "Tài khoản tạm khóa vì nhiều lần nhập sai. Đợi ít phút rồi đăng nhập lại.",
    "password_change_pending": "Cần đổi mật khẩu lần đầu trước khi làm việc.",
    "not_signed_in": "Phiên làm việc đã hết. Đăng nhập lại; những gì đã lưu vẫn còn.",
    "no_permission": "Chức vụ đang chọn không có quyền làm việc này. Không có gì thay đổi.",
    "page_not_yours": "Chức vụ đang chọn không mở được trang vừa rồi nên bạn được đưa về đây. Không có gì thay đổi. "
    "Nếu giữ chức vụ khác, đổi chức vụ ở góc trái rồi mở lại.",
    "header_missing": "Yêu cầu không đến từ trang của hệ thống nên bị từ chối. Tải lại trang rồi thử lại.",
    "foreign_origin": "Yêu cầu đến từ trang khác nên bị từ chối. Mở hệ thống đúng địa chỉ rồi thử lại.",
    "not_found": "Không có trang này. Kiểm tra lại địa chỉ.",
    "body": "Thông tin gửi lên chưa đủ hoặc sai kiểu. Tải lại trang rồi thử lại.",
    "refused": "Chưa làm được việc này; văn bản giữ nguyên. Tải lại trang rồi thử lại.",
    "no_answer": "Mất kết nối trước khi có câu trả lời. Tải lại trang để xem việc đã xong chưa rồi hãy làm lại.",
    "unexpected": "Chưa làm được việc này (mã {code}). Không có gì bị mất; thử lại hoặc báo bộ phận CNTT.",
    "not_allowed": "Bạn không có quyền làm việc này với chức vụ đang chọn. Không có gì thay đổi.",
    "too_many": "Thao tác quá nhanh. Đợi vài giây rồi thử lại.",
    # files
    "upload_attached": "Tệp này đã nằm trong một văn bản khác. Tải tệp lên lại nếu vẫn cần dùng.",
    "too_large": "Tệp lớn hơn {limit_mb} MB nên chưa được nhận. Giảm dung lượng rồi tải lại.",
    "empty": "Tệp rỗng nên chưa được nhận. Kiểm tra lại tệp.",
    "extension": "Loại tệp {extension} không được nhận. Dùng PDF, Word, Excel hoặc ảnh.",
    "macro_extension": "Tệp {extension} có thể chứa mã lệnh nên không được nhận. Lưu lại thành .docx hoặc .xlsx.",
    "macros": "Tệp có mã lệnh (macro) nên không được nhận. Lưu lại bản không có macro.",
    "content": "Nội dung tệp không đúng với phần mở rộng nên chưa được nhận. Lưu lại đúng loại rồi tải lên.",
    "not_package": "Tệp Office hoặc tệp nén bị hỏng. Mở và lưu lại rồi tải lên.",
    "not_image": "Ảnh không đọc được. Chụp hoặc quét lại rồi tải lên.",
    "entry_name": "Tệp nén có đường dẫn lạ ({entry}) nên không được nhận. Nén lại rồi tải lên.",
    "entry_kind": "Tệp nén chứa loại tệp không được nhận ({entry}). Bỏ tệp đó rồi nén lại.",
    "too_many_entries": "Tệp nén có hơn {limit} tệp. Chia nhỏ rồi tải lên.",
    "too_large_inflated": "Tệp nén bung ra quá lớn. Chia nhỏ rồi tải lên.",
    "too_many_pages": "Tệp có {pages} trang, quá {limit} trang. Chia nhỏ rồi tải lên.",
    "too_many_objects": "Tệp PDF quá phức tạp. Xuất lại PDF rồi tải lên.",
    "too_many_pixels": "Ảnh quá lớn ({width} × {height}). Giảm kích thước rồi tải lên.",
    "no_pages": "Tệp không có trang nào. Kiểm tra lại tệp.",
    "pdf_acts": "PDF có nội dung tự chạy hoặc tệp nhúng nên không được nhận. In lại thành PDF rồi tải lên.",
    "harmful": "Tệp làm bộ đọc dừng lại nên không được nhận; mọi việc khác không ảnh hưởng. Xuất lại rồi thử.",
    "dpi": "Độ phân giải này không có. Tải lại trang.",
    "not_pdf": "Tệp không phải PDF đọc được. Xuất lại PDF rồi tải lên.",
    "check_not_pdf": "Tệp này không phải PDF nên không kiểm tra được chữ ký ở đây. Chọn đúng tệp PDF đã ký.",
    "encrypted": "Tệp có mật khẩu nên không đọc được. Bỏ mật khẩu rồi tải lại.",
    "page_absent": "Tệp không có trang {page}.",
    "crashed": "Tệp làm bộ đọc dừng lại; tệp chưa được nhận, mọi việc khác không ảnh hưởng. Xuất lại PDF rồi thử.",
    "timeout": "Đọc tệp quá lâu nên đã dừng. Thử lại, hoặc chia tệp nhỏ hơn.",
    "memory": "Tệp cần quá nhiều bộ nhớ nên đã dừng. Chia tệp nhỏ hơn rồi tải lại.",
    "busy": "Máy chủ đang bận đọc tệp khác. Thử lại sau ít phút; chưa có gì bị mất.",
    "not_started": "Bộ đọc tệp chưa chạy. Báo bộ phận CNTT; chưa có gì bị mất.",
    "failed": "Không đọc được tệp. Xuất lại PDF rồi thử; chưa có gì bị mất.",
    **AFTER_ISSUE,
    **INCOMING,
    **SIGNING,
    **DRAFTING,
    **PEOPLE,
    **REGISTERS,
    **JOBS,
    **PRINTING,
    # the house
    "backup_absent": "Thư mục này không có bản kê manifest.json nên không phải bản sao lưu. Chọn đúng thư mục.",
    "backup_damaged": "Bản sao lưu đã bị thay đổi ({count} tệp: {files}). Chưa khôi phục gì; dùng bản sao lưu khác.",
    "database_not_empty": "Cơ sở dữ liệu đích đã có dữ liệu. Chưa khôi phục gì; chọn một cơ sở dữ liệu trống.",
    "database_other_kind": "Bản sao lưu thuộc loại cơ sở dữ liệu khác. Đặt VOFFICE_DATABASE_URL cùng loại rồi thử lại.",
    "program_missing": "Không thấy chương trình {program}. Cài gói postgresql-client rồi thử lại.",
    "program_failed": "{program} không chạy được: {told}. Dữ liệu đang dùng không bị ảnh hưởng.",
    "folder_not_empty": "Thư mục {folder} không trống. Chọn một thư mục mới để không ghi đè bản sao lưu cũ.",
    "data_not_empty": "Thư mục dữ liệu {folder} không trống. Chưa khôi phục gì; đặt VOFFICE_DATA sang thư mục trống.",
    "schema_newer": "Dữ liệu do phiên bản mới hơn tạo ra. Cài phiên bản mới rồi chạy lại; dữ liệu còn nguyên.",
}


class Coded(Protocol):
    """A reason as the domain gives it."""

    @property
    def code(self) -> str: ...
    @property
    def facts(self) -> Mapping[str, object]: ...


class _Facts(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return "…"


NAMED: dict[str, dict[str, str]] = {
    "status": INCOMING_STATUS | OUTGOING_STANDING, "step": DONE, "who": WHO, "work": WORK_KIND, "roles": ROLE,
}  # fmt: skip


def sentence(code: str, facts: Mapping[str, object] | None = None) -> str:
    """The sentence of a refusal, the closer one when its `reason` (or `what` was not found) has one.

    What :data:`NAMED` lists among the facts, one or several of it, is named in Vietnamese.
    """
    told = _Facts(facts or {}, code=code)
    for name, labels in NAMED.items():
        if name in told:
            one = told[name]
            told[name] = ", ".join(labels.get(str(key), str(key)) for key in (one if isinstance(one, list) else [one]))
    if code == "pin_wrong" and told.get("tries_left") in (None, "None"):  # the device does not say how many
        told["reason"] = "silent"
    closer = f"{code}.{told.get('reason') or told['what']}"
    return REASONS.get(closer, REASONS.get(code, REASONS["unexpected"])).format_map(told)


def sentences(reasons: Iterable[Coded]) -> list[str]:
    """All reasons of a refusal, each once, in the order given."""
    return list(dict.fromkeys(sentence(reason.code, reason.facts) for reason in reasons))
