"""Why something after issue was refused: recall, update, receivers, links, mistakes, reminders."""

AFTER_ISSUE = {
    "recall_confirmed": "Có đơn vị đã xác nhận thu hồi nên không rút lại được. Ban hành văn bản mới nếu cần.",
    "recall_not_asked": "Không có lệnh thu hồi nào đang chờ trả lời: đã trả lời rồi, hoặc nơi gửi đã rút lại lệnh.",
    "recall_order_missing": "Chưa ghi người ra lệnh thu hồi. Chọn thủ trưởng, hoặc lãnh đạo đã ký văn bản.",
    "recall_all": "Không còn nơi nhận nào. Muốn lấy lại toàn bộ thì bấm «Thu hồi».",
    "recipient_unknown": "Có đơn vị không nằm trong danh sách nhận. Chọn lại đơn vị.",
    "recipient_asked": "Đơn vị này chưa trả lời lệnh thu hồi trước. Nhắc đơn vị trả lời rồi gửi lại.",
    "content_recalled": "Nơi gửi đã thu hồi văn bản nên nội dung không mở được nữa. Số liệu đăng ký vẫn nằm trong sổ.",
    "copy_of_recalled": "Văn bản đã bị thu hồi nên không ký thêm được gì. Không có gì bị thay đổi.",
    "nothing_changed": "Số liệu mới giống số liệu đang có nên chưa ghi gì. Sửa ít nhất một mục.",
    "update_not_asked": "Không có bản cập nhật nào đang chờ trả lời: đã trả lời rồi, hoặc đã có bản mới hơn.",
    "link_target_unknown": "Không tìm thấy văn bản đã ban hành này trong đơn vị của bạn. Chọn lại văn bản.",
    "mistake_unknown": "Không tìm thấy báo sai sót này. Tải lại trang để xem.",
    "mistake_answered": "Báo sai sót này đã được trả lời. Tải lại trang để xem.",
    "answer_without_act": "Chưa có việc sửa nào sau khi nhận báo. Cập nhật, thu hồi hoặc thay thế rồi hãy trả lời.",
    "not_from_voffice": "Văn bản không gửi qua V-Office nên không báo cho nơi gửi ở đây được. Liên hệ nơi gửi.",
    "page_outside": "Văn bản chỉ có {pages} trang. Ghi lại số trang.",
    "nobody_to_remind": "Không có đơn vị nào cần nhắc, hoặc vừa được nhắc trong một giờ qua.",
}
