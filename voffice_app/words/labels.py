"""Labels of what the domain counts: roles, states, steps, urgency, sources. Keys are the values of the enums."""

from voffice_app.words.after_issue import AFTER_ISSUE
from voffice_app.words.background import ACTS

ROLE = {
    "head": "Thủ trưởng",
    "deputy": "Phó thủ trưởng",
    "clerk": "Văn thư",
    "officer": "Chuyên viên",
    "it": "Bộ phận CNTT",
}
ROLE_OFFICE = ROLE | {"head": "Trưởng phòng", "deputy": "Phó Trưởng phòng"}
ROLE_SCHOOL = ROLE | {"head": "Hiệu trưởng", "deputy": "Phó Hiệu trưởng", "officer": "Giáo viên, nhân viên"}

UNIT_KIND = {"office": "Phòng GD&ĐT", "school": "Trường", "partner": "Phòng, ban, ngành liên quan"}
LEVEL = {"mn": "Mầm non", "th": "Tiểu học", "thcs": "Trung học cơ sở", "th_thcs": "Tiểu học và THCS"}

INCOMING_STATUS = {
    "received": "Chờ vào sổ",
    "registered": "Đã vào sổ",
    "submitted": "Chờ phân công",
    "assigned": "Đã phân công",
    "in_progress": "Đang xử lý",
    "completed": "Hoàn thành",
    "archived_only": "Chỉ lưu trữ",
    "passed_on": "Đã chuyển đích danh",
    "returned": "Trả lại",
    "recalled": "Đã thu hồi",
    "voided": "Nhập sai, đã hủy",
}

OUTGOING_STATUS = {
    "draft": "Dự thảo",
    "submitted": "Chờ phê duyệt",
    "returned": "Trả lại",
    "approved": "Đã phê duyệt",
    "format_checked": "Đạt thể thức",
    "numbered": "Chờ lãnh đạo ký",
    "leader_signed": "Chờ đóng dấu",
    "sealed": "Chờ ban hành",
    "issued": "Đã ban hành",
    "cancelled": "Đã hủy",
    "recalled": "Đã thu hồi",
    "replaced": "Bị thay thế",
}
# Where the unit numbers at issue these states wait for another person (domain/outgoing.py `standing`).
OUTGOING_AT_ISSUE = {
    "format_checked_at_issue": "Chờ lãnh đạo ký",
    "leader_signed_at_issue": "Chờ cấp số",
    "numbered_at_issue": "Chờ đóng dấu",
}
OUTGOING_STANDING = OUTGOING_STATUS | OUTGOING_AT_ISSUE

DELIVERY = {
    "01": "Đã đến",
    "02": "Từ chối nhận",
    "03": "Đã vào sổ",
    "04": "Đã phân công",
    "05": "Đang xử lý",
    "06": "Hoàn thành",
    "13": "Thu hồi",
    "15": "Đồng ý",
    "16": "Không đồng ý",
}

URGENCY = {"normal": "Thường", "urgent": "Khẩn", "very_urgent": "Thượng khẩn", "express": "Hỏa tốc"}

SOURCE = {
    "paper": "Bản giấy",
    "mvp": "MVP",
    "website": "Trang thông tin điện tử",
    "email": "Thư điện tử",
    "other": "Hệ thống khác",
    "voffice": "V-Office",
}

ASSIGNMENT = {"lead": "Chủ trì", "support": "Phối hợp", "info": "Để biết"}
STANCE = {"agree": "Đồng ý", "disagree": "Không đồng ý", "other": "Ý kiến khác"}
EXTENSION = {"waiting": "chờ trả lời", "granted": "đã gia hạn", "refused": "không gia hạn", "lapsed": "hết hiệu lực"}
DAY_KIND = {"off": "Ngày nghỉ", "working": "Ngày làm việc", "make_up": "Ngày làm bù"}
OUTCOME = {"valid": "Hợp lệ", "invalid": "Không hợp lệ", "undetermined": "Chưa xác định"}

# The button of each step in the state tables (domain/outgoing.py, domain/incoming.py).
STEP = {
    "edit": "Sửa dự thảo",
    "initial": "Ký nháy",
    "submit": "Trình",
    "withdraw": "Rút lại",
    "approve": "Phê duyệt",
    "send_back": "Trả lại",
    "revise": "Sửa và trình lại",
    "accept_format": "Đạt thể thức",
    "return_format": "Trả lại vì thể thức",
    "assign_number": "Cấp số",
    "sign": "Ký số",
    "seal": "Đóng dấu",
    "issue": "Ban hành",
    "cancel": "Hủy văn bản",
    "discard": "Bỏ dự thảo",
    "register": "Vào sổ",
    "return_intake": "Trả lại người gửi",
    "void_entry": "Hủy mục nhập sai",
    "pass_on": "Chuyển đích danh",
    "hand_back": "Chuyển lại văn thư",
    "archive_only": "Chỉ lưu trữ",
    "assign": "Phân công",
    "reassign": "Phân công lại",
    "record_progress": "Ghi tiến độ",
    "return_assignment": "Xin trả lại",
    "assign_onward": "Giao tiếp",
    "change_onward": "Giao lại người khác",
    "take_back": "Lấy lại để tự xử lý",
    "return_onward": "Trả lại người giao",
    "ask_extension": "Xin gia hạn",
    "grant_extension": "Cho gia hạn",
    "refuse_extension": "Không gia hạn",
    "give_opinion": "Cho ý kiến phối hợp",
    "open_round": "Lấy ý kiến",
    "answer_round": "Trả lời lấy ý kiến",
    "close_round": "Kết thúc lấy ý kiến",
    "draft_answer": "Soạn văn bản trả lời",
    "complete": "Hoàn thành",
    "reopen": "Mở lại",
    "check_issued": "Đã kiểm tra số liệu đăng ký",
    "ask_correction": "Đề nghị sửa số liệu",
    "update": "Cập nhật",
    "replace": "Thay thế",
    "recall": "Thu hồi",
    "withdraw_recall": "Rút lệnh thu hồi",
    "confirm_recall": "Xác nhận thu hồi",
    "refuse_recall": "Từ chối thu hồi",
}

# The same steps as a timeline tells them: "Văn thư Nguyễn Thị Hoa cấp số 226/QĐ-PGDĐT".
DONE = (
    {step: label[0].lower() + label[1:] for step, label in STEP.items()}
    | AFTER_ISSUE
    | {
        "accept_format": "duyệt thể thức",
        "archive_only": "đưa vào lưu trữ",
        # acts that are recorded without being steps
        "draft": "tạo dự thảo",
        "show_place": "chỉ chỗ đặt trên trang",
        "imprint": "ghi số và ngày vào tệp",
        "pass_to_clerk": "chuyển văn thư",
        "comment": "góp ý trên trang",
        "answer_comment": "trả lời góp ý",
        "settle_comment": "đánh dấu góp ý đã xong",
        "reopen_comment": "mở lại góp ý",
        "ask_opinion": "xin ý kiến về dự thảo",
        "save_recipients": "lưu nhóm nơi nhận",
        "end_recipients": "bỏ nhóm nơi nhận",
        "decide_paper": "quyết định hình thức phát hành",
        "paper_copy": "in bản giấy đóng dấu treo",
        "certified_copy": "cấp số bản sao giấy",
        "withdraw_file": "bỏ tệp kèm khỏi dự thảo",
        "order_files": "sắp xếp tệp kèm theo",
        "send_source": "chọn có gửi tệp soạn thảo hay không",
        "secret_refused": "từ chối tài liệu có độ mật",
        "print": "in ra giấy",
        "reprint": "tải bản in để đóng dấu treo",
        "print_book": "xuất sổ, báo cáo",
        "download": "tải tệp về máy",
        "view": "mở xem tệp",
        "upload": "tải tệp lên",
        "upload_refused": "tải tệp không được nhận",
        "return_refused": "gửi lại tệp đã ký nhưng không được nhận",
        "sign_income": "ký số văn bản đến",
        "sign_copy": "ký số bản sao y",
        "sign_recopy": "ký số bản sao lục",
        "sign_extract": "ký số bản trích sao",
        "sign_copy_issued": "ký số bản sao y",
        "sign_confirm": "ký số xác nhận",
        "sign_confirm_seal": "đóng dấu xác nhận",
        "sign_comment": "ký số ý kiến",
        "sign_appendix": "ký số phụ lục",
        "pair_agent": "ghép chương trình ký trên máy",
        "revoke_agent": "thu hồi chương trình ký trên máy",
        **ACTS,
        "pin_refused": "nhập mã PIN không được chấp nhận",
        "add_template": "thêm mẫu ý kiến chỉ đạo",
        "drop_template": "bỏ mẫu ý kiến chỉ đạo",
        "seed_documents": "nạp văn bản để đo",
        "delegate": "giao làm thay",
        "end_delegation": "kết thúc làm thay",
        "act_for": "bắt đầu làm thay",
        "assign_field": "phân công lĩnh vực",
        "end_field": "kết thúc phân công lĩnh vực",
        "cover_absence": "giao phụ trách khi vắng mặt",
        "end_cover": "kết thúc phụ trách khi vắng mặt",
        "give_authority": "ghi tư cách ký",
        "end_authority": "kết thúc tư cách ký",
        "hand_over_post": "bàn giao công việc, kết thúc chức vụ",
        "take_over": "nhận bàn giao",
        "rename_unit": "đổi tên đơn vị",
        "merge_unit": "nhập đơn vị",
        "split_unit": "tách đơn vị",
        "add_register": "mở sổ văn bản",
        "retire_register": "thôi dùng sổ văn bản",
        "hold_numbers": "giữ số",
        "void_number": "hủy số đã giữ",
        "allow_backdate": "cho phép ghi lùi ngày",
        "end_backdate": "thôi cho phép ghi lùi ngày",
        "backdate": "ghi lùi ngày vào sổ",
        "close_volume": "đóng sổ",
        "add_account": "mở tài khoản",
        "open_account": "mở lại tài khoản",
        "close_account": "khóa tài khoản",
        "reset_password": "đặt lại mật khẩu",
        "change_password": "đổi mật khẩu",
        "add_position": "giao chức vụ",
        "end_position": "kết thúc chức vụ",
        "choose_position": "chọn chức vụ làm việc",
        "enter_certificate": "ghi chứng thư số vào sổ",
        "hand_over": "bàn giao chứng thư số",
        "end_certificate": "chấm dứt chứng thư số",
        "certificate_entered": "ghi chứng thư số vào sổ",
        "certificate_handed_over": "bàn giao chứng thư số",
        "certificate_temporary_authority": "ủy quyền dùng chứng thư số có thời hạn",
        "certificate_authority_ended": "chấm dứt ủy quyền dùng chứng thư số",
        "certificate_returned": "nhận lại chứng thư số",
        "certificate_revoked": "ghi thu hồi chứng thư số",
        "certificate_lost": "báo mất chứng thư số",
        "certificate_found": "ghi tìm thấy chứng thư số",
        "certificate_renewed": "thay chứng thư số bằng chứng thư mới",
        "add_image": "nạp ảnh chữ ký hoặc con dấu",
        "save_unit": "ghi thông tin đơn vị",
        "set_day": "đặt ngày nghỉ, ngày làm",
        "swap_days": "đổi ngày làm việc",
        "declare_outage": "khai báo sự cố hệ thống",
        "withdraw_outage": "rút khai báo sự cố",
        "set_source": "sửa danh mục nguồn văn bản",
        "look_at_source": "xem nguồn văn bản",
        "acknowledge": "báo nhận cho nơi gửi",
        "set_parameter": "đặt quy định của đơn vị",
        "create_admin": "tạo tài khoản quản trị",
        "sign_in": "đăng nhập",
        "sign_in_refused": "đăng nhập không thành",
        "sign_out": "đăng xuất",
        "refused": "bị từ chối",
    }
)

WHO = {
    "drafter": "người soạn thảo",
    "signer": "người ký được nêu tên",
    "clerk": "văn thư của đơn vị",
    "head": "thủ trưởng đơn vị",
    "clerk_or_drafter": "văn thư, hoặc người soạn thảo",
    "head_or_clerk": "thủ trưởng, hoặc văn thư theo lệnh của thủ trưởng",
    "lead": "người chủ trì",
    "lead_of_head": "người chủ trì do thủ trưởng giao",
    "lead_within": "người chủ trì được giao tiếp",
    "passing_lead": "cấp phó đang chủ trì, hoặc người phụ trách bộ phận được quy định của đơn vị cho giao tiếp",
    "giver": "người đã giao tiếp văn bản này",
    "holder": "người đang được giao chủ trì",
    "supporter": "người phối hợp",
    "worker": "người chủ trì, phối hợp",
    "granter": "người được xin gia hạn",
    "invited": "người được hỏi ý kiến",
    "round_closer": "người chủ trì, hoặc thủ trưởng đơn vị",
    "receiver": "người được gửi đích danh",
}

CERTIFICATE_KIND = {"personal": "Chứng thư cá nhân", "agency": "Chứng thư cơ quan"}
CERTIFICATE_STATUS = {"active": "Đang dùng", "revoked": "Đã thu hồi", "lost": "Báo mất", "replaced": "Đã thay"}
KEY_HOME = {
    "token": "Thiết bị cắm ở máy chủ",
    "desk": "Thiết bị ở máy người ký, qua chương trình ký của V-Office",
    "plugin": "Thiết bị ở máy người ký, qua phần mềm ký của Ban Cơ yếu",
    "demonstration": "Khóa trình diễn",
}
CUSTODY = {
    "entered": "Ghi vào sổ",
    "handed_over": "Bàn giao",
    "temporary_authority": "Ủy quyền có thời hạn",
    "authority_ended": "Chấm dứt ủy quyền",
    "returned": "Nhận lại",
    "revoked": "Thu hồi",
    "lost": "Báo mất",
    "found": "Tìm thấy",
    "renewed": "Gia hạn",
}
IMAGE_KIND = {"signature": "Chữ ký", "initial": "Ký nháy", "seal": "Con dấu"}
PARAMETER = {
    "works_saturday": "Làm việc thứ Bảy",
    "due_days": "Hạn xử lý khi lãnh đạo không ghi hạn (ngày làm việc)",
    "numbers_at_issue": "Cấp số khi ban hành, sau khi lãnh đạo ký",
    "officers_assign": "Người phụ trách bộ phận được giao tiếp văn bản đến",
    "outage_minutes": "Ngày có sự cố quá bao nhiêu phút làm việc thì không tính vào hạn",
    "bare_seal": "Con dấu không kèm tên cơ quan và thời gian ký",
    "clerk_also_officer": "Văn thư kiêm người soạn được tự kiểm tra thể thức, cấp số (vẫn phải ký rồi mới đóng dấu)",
    "check_days": "Người soạn kiểm tra số liệu sau ban hành trong (ngày làm việc)",
    "signs_by_order": "Cho phép ký thừa lệnh (TL.)",
}
