"""The words of the outgoing document's screens: tabs, kinds of files, what a screen waits for, what was done."""

TAB = {
    "to_approve": "Chờ phê duyệt",
    "to_sign": "Chờ ký số",
    "to_check": "Chờ duyệt thể thức",
    "to_number": "Chờ cấp số",
    "to_seal": "Chờ đóng dấu, ban hành",
    "my_drafts": "Dự thảo của tôi",
    "my_waiting": "Tôi đã trình",
    "to_verify": "Kiểm tra sau ban hành",
    "mistakes": "Báo sai sót",
    "submitted": "Đang trình ký",
    "numbered": "Đã cấp số",
    "under_way": "Đang giải quyết",
    "issued": "Đã ban hành",
    "withdrawn": "Thu hồi, thay thế",
    "cancelled": "Đã hủy",
    "all": "Tất cả",
}

# What an empty tab says: what it means, and what to do next.
EMPTY = {
    "my_drafts": ("Bạn chưa có dự thảo nào", "Bấm «Soạn văn bản» để tải dự thảo lên và chọn nơi nhận."),
    "my_waiting": ("Không có văn bản nào bạn đã trình", "Văn bản bạn trình sẽ ở đây đến khi được ban hành."),
    "to_approve": ("Không có văn bản nào chờ bạn phê duyệt", "Dự thảo trình bạn ký sẽ hiện ở đây."),
    "to_sign": ("Không có văn bản nào chờ bạn ký số", "Văn bản đến lượt bạn ký sẽ hiện ở đây."),
    "to_check": ("Không có văn bản nào chờ duyệt thể thức", "Văn bản lãnh đạo đã phê duyệt sẽ hiện ở đây."),
    "to_number": ("Không có văn bản nào chờ cấp số", "Văn bản đến lượt cấp số sẽ hiện ở đây."),
    "to_seal": ("Không có văn bản nào chờ đóng dấu", "Văn bản lãnh đạo đã ký và có số sẽ hiện ở đây."),
    "to_verify": ("Không có văn bản nào chờ bạn kiểm tra", "Văn bản bạn soạn, vừa ban hành, sẽ hiện ở đây."),
    "mistakes": ("Không có báo sai sót nào chờ trả lời", "Sai sót do người soạn hay nơi nhận báo sẽ hiện ở đây."),
    "issued": ("Chưa có văn bản nào được ban hành", "Văn bản đã ban hành sẽ hiện ở đây, kèm tình hình tiếp nhận."),
    "withdrawn": ("Không có văn bản nào bị thu hồi hay thay thế", "Văn bản thu hồi hoặc bị thay thế hiện ở đây."),
    "cancelled": ("Không có văn bản nào bị hủy", "Số đã cấp cho văn bản bị hủy vẫn nằm trong sổ."),
}
EMPTY_OTHER = ("Chưa có văn bản nào ở đây", "Văn bản đi của đơn vị sẽ hiện ở đây.")
EMPTY_FOUND = (
    "Không tìm thấy văn bản nào",
    "Bỏ bớt điều kiện lọc, hoặc gõ ít chữ hơn; có dấu hay không dấu đều được.",
)

FILE_KIND = {
    "draft": "Dự thảo",
    "initialed": "Bản đã ký nháy",
    "numbered": "Bản trình ký",
    "leader_signed": "Bản lãnh đạo đã ký",
    "sealed": "Bản đã đóng dấu",
    "archived": "Bản lưu trữ dài hạn",
    "source": "Tệp soạn thảo",
    "attachment": "Tệp kèm theo",
    "main": "Tệp chính",
}

# The same on a narrow tab over the page.
VERSION = {
    "draft": "Dự thảo",
    "initialed": "Ký nháy",
    "numbered": "Trình ký",
    "leader_signed": "Lãnh đạo ký",
    "sealed": "Đóng dấu",
    "archived": "Lưu trữ",
}

SECRECY = {"none": "Không mật", "mat": "Mật", "toi_mat": "Tối mật", "tuyet_mat": "Tuyệt mật"}

SUBJECT_AREAS = (
    "Hành chính, văn thư", "Tổ chức cán bộ", "Kế hoạch, tài chính", "Giáo dục mầm non", "Giáo dục tiểu học",
    "Giáo dục trung học cơ sở", "Giáo dục thường xuyên", "Khảo thí, kiểm định chất lượng", "Thi đua, khen thưởng",
    "Thanh tra, kiểm tra", "Cơ sở vật chất", "Công nghệ thông tin, chuyển đổi số", "Công tác học sinh, y tế",
    "Phổ cập, xóa mù chữ",
)  # fmt: skip

# The heading of a document whose next act is this person's; {name} is "Quyết định 226/QĐ-PGDĐT".
NEXT = {
    "initial": "Ký nháy {name}",
    "submit": "Trình {name}",
    "approve": "Phê duyệt {name}",
    "accept_format": "Duyệt thể thức {name}",
    "assign_number": "Cấp số {name}",
    "sign": "Ký số {name}",
    "seal": "Đóng dấu {name}",
    "issue": "Ban hành {name}",
}

# The heading when it is somebody else's turn; {signer} and {drafter} are names.
WAITING = {
    "draft": "{name} đang được {drafter} soạn",
    "returned": "{name} đã trả lại {drafter} để sửa",
    "submitted": "{name} chờ {signer} phê duyệt",
    "approved": "{name} chờ văn thư duyệt thể thức",
    "format_checked": "{name} chờ văn thư cấp số",
    "format_checked_at_issue": "{name} chờ {signer} ký số",
    "numbered": "{name} chờ {signer} ký số",
    "numbered_at_issue": "{name} chờ văn thư đóng dấu",
    "leader_signed": "{name} chờ văn thư đóng dấu",
    "leader_signed_at_issue": "{name} chờ văn thư cấp số",
    "sealed": "{name} chờ văn thư ban hành",
    "issued": "{name} đã ban hành",
    "cancelled": "{name} đã hủy",
    "recalled": "{name} đã thu hồi",
    "replaced": "{name} bị thay thế",
}

OLD_VERSION = "Đang xem một bản cũ. Mở bản hiện hành (thẻ đầu tiên trên trang) để xử lý."

SAID = {
    "initial": "Đã ký nháy.",
    "submit": "Đã trình {signer}.",
    "withdraw": "Đã rút lại; văn bản trở về dự thảo.",
    "approve": "Đã phê duyệt và chuyển văn thư.",
    "send_back": "Đã trả lại người soạn kèm ý kiến.",
    "revise": "Đã thu về để sửa; văn bản cần được phê duyệt lại.",
    "accept_format": "Thể thức đạt. Văn bản chờ cấp số.",
    "return_format": "Đã trả lại người soạn vì thể thức.",
    "assign_number": "Đã cấp số {reference}.",
    "imprint": "Số và ngày đã được ghi vào tệp.",
    "sign": "Đã ký số. Văn bản chuyển sang văn thư đóng dấu.",
    "seal": "Đã đóng dấu. Kiểm tra lần cuối rồi ban hành.",
    "issue": "Đã ban hành {reference} tới {recipients} đơn vị.",
    "cancel": "Đã hủy văn bản; lý do được ghi lại.",
    "discard": "Đã bỏ dự thảo.",
    "draft": "Đã lưu dự thảo.",
    "show_place": "Đã ghi nhận chỗ đặt trên trang.",
}

# Where the unit numbers at issue: what is said of these steps instead.
SAID_AT_ISSUE = SAID | {
    "accept_format": "Thể thức đạt. Văn bản chờ {signer} ký; số được cấp khi ban hành.",
    "sign": "Đã ký số. Văn bản chuyển sang văn thư cấp số.",
    "assign_number": "Đã cấp số {reference}. Số và ngày được ký cùng con dấu.",
    "imprint": "Tệp đã sẵn sàng. Văn bản chờ {signer} ký.",
}

# Title and text while the bytes are not made yet: whether the unit numbers at issue → what to tell.
PENDING = {
    False: ("Số và ngày chưa ghi được vào tệp", "Văn bản đã giữ số; số không mất."),
    True: ("Chưa mở được chỗ ký số và ngày trên tệp", "Lãnh đạo ký được ngay khi tệp sẵn sàng; không có gì bị mất."),
}
