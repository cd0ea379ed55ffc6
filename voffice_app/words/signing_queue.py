"""The words of the signing queue: leaders sign, clerks seal, and the same screen says each in its own words."""

TAB = {
    "leader": {"waiting": "Cần ký", "signing": "Đang ký", "signed": "Đã ký", "failed": "Lỗi"},
    "agency": {"waiting": "Cần đóng dấu", "signing": "Đang đóng dấu", "signed": "Đã đóng dấu", "failed": "Lỗi"},
}

# What an empty tab says: what it means, and what to do next.
EMPTY = {
    "leader": {
        "waiting": ("Không có văn bản nào chờ bạn ký", "Văn bản đến lượt bạn ký sẽ hiện ở đây."),
        "signing": ("Không có văn bản nào đang ký", "Văn bản bạn vừa nhập mã PIN sẽ ở đây đến khi ký xong."),
        "signed": ("Bạn chưa ký văn bản nào", "Văn bản bạn ký số sẽ hiện ở đây."),
        "failed": ("Không có lần ký nào bị lỗi", "Văn bản ký không thành sẽ ở đây, kèm lý do."),
    },
    "agency": {
        "waiting": ("Không có văn bản nào chờ đóng dấu", "Văn bản lãnh đạo đã ký và có số sẽ hiện ở đây."),
        "signing": ("Không có văn bản nào đang đóng dấu", "Văn bản bạn vừa nhập mã PIN sẽ ở đây đến khi xong."),
        "signed": ("Chưa đóng dấu văn bản nào", "Văn bản đã đóng dấu sẽ hiện ở đây, chờ ban hành."),
        "failed": ("Không có lần đóng dấu nào bị lỗi", "Văn bản đóng dấu không thành sẽ ở đây, kèm lý do."),
    },
}

FINDING = {"leader": "{count} văn bản chờ bạn ký số", "agency": "{count} văn bản chờ đóng dấu"}
NOTHING = {"leader": "Không còn văn bản nào chờ bạn ký số", "agency": "Không còn văn bản nào chờ đóng dấu"}

# How an attempt stands: word, tone and icon of its chip.
STATUS = {
    "leader": {
        "waits": ("Chờ ký", "blue", "pen-line"),
        "again": ("Lần trước lỗi", "amber", "circle-alert"),
        "open": ("Đang ký", "blue", "loader"),
        "done": ("Đã ký", "green", "check"),
        "failed": ("Chưa ký được", "amber", "circle-alert"),
    },
    "agency": {
        "waits": ("Chờ đóng dấu", "blue", "stamp"),
        "again": ("Lần trước lỗi", "amber", "circle-alert"),
        "open": ("Đang đóng dấu", "blue", "loader"),
        "done": ("Đã đóng dấu", "green", "check"),
        "failed": ("Chưa đóng được", "amber", "circle-alert"),
    },
}

PROGRESS = {"leader": "Đã ký {done}/{total} văn bản", "agency": "Đã đóng dấu {done}/{total} văn bản"}
PROGRESS_FAILED = "{failed} chưa được"
"""Follows the progress behind a comma."""
