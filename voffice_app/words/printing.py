"""The words of the screens that print: books, reports, the log of print-outs."""

BOOK = {
    "outgoing": "Sổ đăng ký văn bản đi",
    "incoming": "Sổ đăng ký văn bản đến",
    "follow": "Sổ theo dõi giải quyết văn bản đến",
}
FORM = {"pdf": "PDF để in, đóng quyển", "xlsx": "Bảng tính Excel"}
JOB = {"waiting": "Đang chờ", "doing": "Đang làm", "done": "Đã xong", "failed": "Không làm được"}
TONE = {"waiting": "amber", "doing": "blue", "done": "green", "failed": "red"}
EXPIRED = "Đã dọn sau 24 giờ"
SUBJECT_AT = {
    "incoming": "/van-ban-den/{id}",
    "outgoing": "/van-ban-di/{id}",
    "certificate": "/chung-thu/{id}",
    "register": "/in-so",
    "report": "/bao-cao",
}
"""Where the complete original is looked at."""

NO_PRINT = "Không có bản in nào mang mã này"
NO_PRINT_HINT = "So lại từng chữ với mã ở chân trang giấy; mã gồm 12 chữ và số, không có I, L, O, U."
