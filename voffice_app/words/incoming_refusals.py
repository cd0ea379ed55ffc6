"""Why work on an incoming document was refused: chains, extensions, opinions, templates, sets of people."""

INCOMING = {
    "assignment_changed": "Trong lúc bạn mở trang, phân công đã được người khác thay đổi nên chưa ghi gì của bạn. "
    "Xem lại phân công mới rồi làm tiếp.",
    "due_after_own": "Hạn giao tiếp không được sau hạn của chính bạn ({due}). "
    "Chọn ngày sớm hơn, hoặc xin gia hạn trước.",
    "entry_acted_on": "Văn bản này đã được phân công nên mục trong sổ là chứng cứ, không hủy được; sổ giữ nguyên. "
    "Nếu nhập trùng, người chủ trì ghi kết quả «nhập trùng với số …» rồi hoàn thành.",
    "entry_from_inside": "Văn bản do đơn vị khác gửi qua V-Office nên không hủy mục này được; sổ giữ nguyên. "
    "Sai sót thì báo nơi gửi ở mục «Báo sai sót».",
    "entry_in_closed_volume": "Số đến {number} nằm trong quyển sổ đã đóng nên không hủy được; sổ giữ nguyên. "
    "Ghi rõ việc nhập sai vào ghi chú của văn bản nhập lại.",
    "entry_struck": "Mục này đã hủy vì nhập sai nên không báo nhận; chưa gửi gì. Báo nhận ở mục đã vào sổ đúng.",
    "onward_to_self": "Không giao tiếp cho chính mình hay người đã giao cho mình. Chọn người khác.",
    "extension_waiting": "Bạn đã xin gia hạn và đang chờ trả lời nên chưa ghi thêm. Chờ người giao trả lời.",
    "extension_no_due": "Việc này không có hạn nên không cần xin gia hạn.",
    "extension_not_later": "Ngày gia hạn phải sau hạn hiện tại ({due}). Chọn ngày khác.",
    "extension_closed": "Yêu cầu gia hạn này đã được trả lời hoặc đã hết hiệu lực nên chưa ghi gì. Xem lại văn bản.",
    "extension_missing": "Chưa chọn ngày muốn gia hạn. Chọn ngày rồi gửi lại.",
    "round_open": "Đang có một lần lấy ý kiến chưa kết thúc. Kết thúc lần đó rồi lấy ý kiến tiếp.",
    "round_closed": "Lần lấy ý kiến này đã kết thúc nên chưa ghi gì. Trao đổi thẳng với người chủ trì.",
    "round_empty": "Chưa chọn ai để hỏi ý kiến. Chọn ít nhất một người ngoài bạn.",
    "question_missing": "Chưa ghi nội dung cần lấy ý kiến.",
    "stance_missing": "Chưa chọn đồng ý, không đồng ý hay ý kiến khác.",
    "words_missing": "Không đồng ý hoặc ý kiến khác thì cần ghi rõ. Chưa ghi gì; viết thêm rồi gửi lại.",
    "opinion_empty": "Chưa có ý kiến. Viết ý kiến hoặc kèm một tệp rồi gửi lại.",
    "template_missing": "Mẫu ý kiến còn trống hoặc dài quá {limit} ký tự. Sửa rồi lưu lại.",
    "template_many": "Đơn vị đã có {limit} mẫu ý kiến. Bỏ bớt mẫu ít dùng rồi thêm.",
    "set_missing": "Đặt tên (không quá {limit} ký tự) và chọn người trước khi lưu bộ người.",
    "set_many": "Bạn đã có {limit} bộ người. Bỏ bớt bộ ít dùng rồi lưu lại.",
    "draft_absent": "Dự thảo này không phải của bạn hoặc không còn, nên chưa liên kết. Văn bản đến giữ nguyên.",
}
