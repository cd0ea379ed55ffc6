"""What the system does in the background, and what IT and clerks do about it, as a timeline tells it."""

ACTS = {
    "archive": "bổ sung dấu thời gian để lưu trữ dài hạn",
    "retry_archive": "cho làm lại việc lưu trữ dài hạn",
    "retry_job": "cho làm lại việc nền",
    "mail_sent": "gửi thư điện tử",
    "mail_failed": "không gửi được thư điện tử",
    "mail_unsure": "chưa rõ thư điện tử đã đến",
    "mail_again": "cho gửi lại thư điện tử",
    "archive_again": "cho chép lại vào thư mục lưu trữ",
    "mail_elsewhere": "ghi đã gửi bằng cách khác",
}

KIND = {
    "archive_document": "Ghi văn bản vào thư mục lưu trữ", "archive_year": "Ghi sổ năm vào thư mục lưu trữ",
    "archive_pass": "Rà thư mục lưu trữ hằng đêm", "send_mail": "Gửi thư điện tử", "export_book": "Xuất sổ",
}  # fmt: skip
OTHER_KIND = "Việc nền"
STATE = {"waiting": "Đang chờ", "doing": "Đang làm", "done": "Xong", "failed": "Lỗi"}
JOBS_COUNTED = "{waiting} đang chờ, {doing} đang làm, {failed} lỗi."
FOLDER = "{kept} trên {issued} văn bản đã ban hành có trong thư mục ({size}); {wrong} có tệp khác lúc ghi."
FOLDER_AT = "{folder} · ghi gần nhất {written} · kiểm tra gần nhất {checked}"
NEVER = "chưa có"
MAIL_SET = "Máy chủ thư: {host}, gửi từ {sender}."
MAIL_UNSET = "Chưa cấu hình máy chủ thư (VOFFICE_SMTP_HOST); thư gửi ra ngoài đang chờ, chưa mất."
MAIL_COUNTED = "{sent} đã gửi, {waiting} đang chờ, {failed} không gửi được, {unsure} chưa rõ."

MAIL_STATE = {
    "waiting": "Đang chờ gửi", "sending": "Đang gửi", "sent": "Đã gửi", "failed": "Không gửi được",
    "unsure": "Chưa rõ đã đến", "elsewhere": "Đã gửi bằng cách khác",
}  # fmt: skip
MAIL_MATTER = {
    "issued": "", "recalled": "Báo thu hồi.", "valid_again": "Báo rút lệnh thu hồi.", "replaced": "Báo thay thế.",
    "amended": "Báo sửa đổi, bổ sung.", "corrected": "Báo đính chính.",
    "arrived": "Báo đã nhận.",
}  # fmt: skip
MAIL_TONE = {"sent": "teal", "elsewhere": "teal", "failed": "red", "unsure": "red"}
