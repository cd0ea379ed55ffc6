"""The words of what follows issue: acts, links, answers, filters, what was done."""

AFTER_ISSUE = {
    "check_issued": "đã kiểm tra số liệu đăng ký",
    "replace": "đánh dấu bị thay thế",
    "recalled_by_issuer": "thu hồi văn bản đã gửi",
    "recall_from": "rút khỏi danh sách nhận và thu hồi",
    "recall_withdrawn": "rút lệnh thu hồi",
    "updated_by_issuer": "gửi số liệu cập nhật",
    "agree_update": "đồng ý cập nhật",
    "refuse_update": "từ chối cập nhật",
    "deliver": "gửi thêm nơi nhận",
    "declare_link": "ghi liên kết với văn bản trước",
    "remind_delivery": "nhắc đơn vị nhận",
    "report_mistake": "báo sai sót",
    "answer_mistake": "trả lời báo sai sót",
}

# The link as the document that declares it tells it, and as the other end does.
LINK = {
    "replies_to": ("Trả lời", "Được trả lời bằng"),
    "replaces": ("Thay thế", "Bị thay thế bởi"),
    "amends": ("Sửa đổi, bổ sung", "Được sửa đổi, bổ sung bởi"),
    "corrects": ("Đính chính", "Được đính chính bởi"),
    "recalls": ("Thu hồi", "Bị thu hồi bởi"),
    "enclosed_with": ("Kèm theo", "Có kèm theo"),
}
REPLACED_BY_UNSEEN = "văn bản mới không gửi đến đơn vị"

ANSWER = {
    "asked": "chờ trả lời",
    "agreed": "đồng ý",
    "refused": "không đồng ý",
    "at_once": "có hiệu lực ngay vì chưa ai mở",
    "withdrawn": "lệnh đã rút lại",
}
CHANGE = {"recall": "Thu hồi", "update": "Cập nhật"}
MISTAKE_ANSWER = {
    "no_mistake": "Không có sai sót",
    "updated": "Đã cập nhật số liệu",
    "corrected": "Đã đính chính",
    "replaced": "Đã thay thế",
    "recalled": "Đã thu hồi",
}
FIELD = {
    "abstract": "Trích yếu",
    "subject_area": "Lĩnh vực",
    "urgency": "Độ khẩn",
    "reply_due_on": "Hạn trả lời",
    "recipients": "Nơi nhận",
    "other": "Mục khác",
}
FILTER = {
    "": "Tất cả",
    "waiting": "Chưa vào sổ",
    "asked": "Chờ trả lời",
    "refused": "Từ chối",
    "late": "Trễ hạn",
    "removed": "Đã rút khỏi danh sách",
}

SAID = {
    "recall": "Đã thu hồi; nơi nhận được báo ngay.",
    "recall_from": "Đã rút đơn vị khỏi danh sách nhận và thu hồi ở đó.",
    "withdraw_recall": "Đã rút lệnh thu hồi; văn bản lại có hiệu lực ở nơi nhận.",
    "update": "Đã cập nhật; nơi nhận được báo.",
    "add_receivers": "Đã gửi thêm {count} đơn vị.",
    "check_issued": "Đã ghi: số liệu đăng ký đã được kiểm tra.",
    "ask_correction": "Đã gửi văn thư đề nghị sửa.",
    "answer_mistake": "Đã trả lời người báo.",
    "remind": "Đã nhắc {count} đơn vị.",
    "declare": "Đã ghi liên kết; có hiệu lực khi ban hành.",
    "confirm_recall": "Đã xác nhận thu hồi với nơi gửi.",
    "refuse_recall": "Đã báo nơi gửi không đồng ý thu hồi; văn bản được mở lại.",
    "agree_update": "Đã nhận số liệu cập nhật vào sổ.",
    "refuse_update": "Đã báo nơi gửi không đồng ý cập nhật; số liệu trong sổ giữ nguyên.",
    "report_mistake": "Đã báo nơi gửi. Câu trả lời sẽ hiện ở đây.",
}
