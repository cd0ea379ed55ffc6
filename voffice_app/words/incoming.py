"""The words of the incoming document's screens: tabs, what a screen waits for, what was done, templates."""

TAB = {
    "to_register": "Chờ vào sổ",
    "to_submit": "Chờ trình",
    "to_assign": "Chờ phân công",
    "extensions": "Xin gia hạn",
    "opinions": "Chờ ý kiến",
    "mine": "Giao cho tôi",
    "to_read": "Để biết, chờ đọc",
    "given": "Đã giao tiếp",
    "passed_to_me": "Gửi đích danh tôi",
    "open": "Đang xử lý",
    "due_soon": "Hạn hôm nay",
    "overdue": "Quá hạn",
    "completed": "Hoàn thành",
    "set_aside": "Không xử lý",
    "all": "Tất cả",
}

# What an empty tab says: what it means, and what to do next.
EMPTY = {
    "to_register": ("Không còn văn bản nào chờ vào sổ", "Văn bản mới chuyển đến văn thư sẽ hiện ở đây."),
    "to_submit": ("Không còn văn bản nào chờ trình", "Văn bản đã vào sổ mà chưa trình lãnh đạo sẽ hiện ở đây."),
    "to_assign": ("Không còn văn bản nào chờ phân công", "Văn bản văn thư trình sẽ hiện ở đây để phân công."),
    "mine": ("Không có văn bản nào đang giao cho bạn", "Văn bản bạn chủ trì hoặc phối hợp sẽ hiện ở đây."),
    "extensions": ("Không ai đang xin bạn gia hạn", "Yêu cầu gia hạn gửi đến bạn sẽ hiện ở đây."),
    "opinions": ("Không ai đang chờ ý kiến của bạn", "Khi người chủ trì lấy ý kiến của bạn, văn bản sẽ hiện ở đây."),
    "to_read": ("Bạn đã đọc hết văn bản để biết", "Văn bản gửi bạn để biết mà chưa mở sẽ hiện ở đây."),
    "given": ("Bạn không giao tiếp văn bản nào", "Văn bản bạn đã giao cho người khác xử lý sẽ hiện ở đây."),
    "passed_to_me": ("Không có văn bản nào gửi đích danh bạn", "Văn bản ghi rõ tên người nhận sẽ hiện ở đây."),
    "open": ("Không có văn bản nào đang xử lý", "Văn bản đã phân công mà chưa hoàn thành sẽ hiện ở đây."),
    "due_soon": ("Không có văn bản nào đến hạn hôm nay", "Xem thẻ «Đang xử lý» để biết các hạn sắp tới."),
    "overdue": ("Không có văn bản nào quá hạn", "Đơn vị đang xử lý đúng hạn."),
    "completed": ("Chưa có văn bản nào hoàn thành", "Văn bản đã xử lý xong sẽ hiện ở đây."),
    "set_aside": ("Chưa có văn bản nào ở đây", "Chỉ lưu trữ, đích danh, trả lại, thu hồi, nhập sai sẽ hiện ở đây."),
}
EMPTY_OTHER = ("Chưa có văn bản đến nào", "Bấm «Chuyển văn thư» khi bạn nhận được một văn bản.")
EMPTY_FOUND = (
    "Không tìm thấy văn bản nào",
    "Bỏ bớt điều kiện lọc, hoặc gõ ít chữ hơn; có dấu hay không dấu đều được.",
)

# The heading of a document whose next act is this person's; {name} is "Công văn 512/SGDĐT-GDTrH".
NEXT = {
    "register": "Vào sổ {name}",
    "submit": "Trình {name}",
    "assign": "Phân công {name}",
    "assign_onward": "Xử lý {name}",
    "complete": "Xử lý {name}",
}

# The heading when it is somebody else's turn; {lead} and {passed_to} are names.
WAITING = {
    "received": "{name} chờ văn thư vào sổ",
    "registered": "{name} chờ văn thư trình",
    "submitted": "{name} chờ lãnh đạo phân công",
    "assigned": "{name} đã giao {lead} chủ trì",
    "in_progress": "{name} đang được {lead} xử lý",
    "completed": "{name} đã hoàn thành",
    "archived_only": "{name} chỉ lưu trữ",
    "passed_on": "{name} đã chuyển đích danh {passed_to}",
    "returned": "{name} đã trả lại",
    "recalled": "{name} đã bị thu hồi",
    "voided": "{name} là mục nhập sai, đã hủy",
}

SAID = {
    "pass_to_clerk": "Đã chuyển văn thư. Văn bản nằm ở thẻ «Chờ vào sổ».",
    "register": "Đã vào sổ, số đến {arrival_number}.",
    "register_and_submit": "Đã vào sổ số đến {arrival_number} và trình lãnh đạo.",
    "register_and_archive": "Đã vào sổ số đến {arrival_number}; chỉ lưu trữ.",
    "submit": "Đã trình lãnh đạo phân công.",
    "archive_only": "Đã đưa vào lưu trữ, không xử lý.",
    "return_intake": "Đã trả lại kèm lý do.",
    "hand_back": "Đã chuyển lại văn thư để vào sổ.",
    "void_entry": "Đã hủy mục nhập sai. Số đến vẫn nằm trong sổ kèm lý do, không dùng lại.",
    "pass_on": "Đã chuyển đích danh {passed_to}.",
    "assign": "Đã phân công {lead} chủ trì.",
    "reassign": "Đã phân công lại cho {lead}.",
    "record_progress": "Đã ghi tiến độ.",
    "return_assignment": "Đã trả lại lãnh đạo kèm lý do.",
    "assign_onward": "Đã giao tiếp cho {lead} chủ trì.",
    "change_onward": "Đã giao lại cho {lead}.",
    "take_back": "Đã lấy lại; bạn là người chủ trì.",
    "return_onward": "Đã trả lại người giao kèm lý do.",
    "ask_extension": "Đã gửi yêu cầu gia hạn; người giao sẽ trả lời.",
    "grant_extension": "Đã cho gia hạn; hạn mới tính từ bây giờ.",
    "refuse_extension": "Đã trả lời không gia hạn; hạn giữ nguyên.",
    "give_opinion": "Đã gửi ý kiến cho người chủ trì.",
    "open_round": "Đã gửi câu hỏi lấy ý kiến.",
    "answer_round": "Đã ghi ý kiến; bạn sửa được đến khi kết thúc.",
    "close_round": "Đã kết thúc lấy ý kiến.",
    "complete": "Đã hoàn thành.",
    "reopen": "Đã mở lại; người chủ trì xử lý tiếp.",
}

# Whom the act concerns, as the timeline tells it behind the verb.
PARTS = {"lead": "chủ trì", "support": "phối hợp", "info": "để biết", "asked": "được hỏi"}

INSTRUCTIONS = (
    "Nghiên cứu, tham mưu thực hiện.",
    "Triển khai đến các trường; báo cáo kết quả.",
    "Chuẩn bị báo cáo, trình lãnh đạo trước hạn.",
    "Dự họp và báo cáo lại lãnh đạo.",
    "Lưu, theo dõi.",
)

DUE_CHOICES = (1, 3, 5, 7, 15)
"""Quick choices of the deadline, in working days from today."""

# Fields read off a page: the form's field → what its box is called on the page.
READ = {
    "code_number": "Số",
    "code_notation": "Ký hiệu",
    "issued_on": "Ngày",
    "type_key": "Loại",
    "issuing_body": "Cơ quan ban hành",
    "abstract": "Trích yếu",
    "urgency": "Độ khẩn",
    "signer_name": "Người ký",
}

READ_OFF = "Đọc được {count} mục từ tệp. Kiểm tra rồi lưu."
SCANNED = "Bản quét: nhập các mục theo trang bên cạnh."
