"""What is said when a book refuses: a number, a day, a volume, or a book that would give one number twice."""

REGISTERS = {
    "register_not_for_type": "Sổ đã chọn không nhận loại văn bản này. Chưa cấp số nào; chọn sổ khác hoặc để hệ thống "
    "tự chọn theo loại văn bản.",
    "register_not_open": "Sổ này không mở trong năm {year}. Chưa giữ số nào; hãy chọn sổ khác.",
    "register_name_missing": "Chưa ghi tên sổ. Chưa lưu gì; hãy ghi tên rồi lưu lại.",
    "register_decided_by_missing": "Chưa ghi văn bản quyết định việc lập sổ (số, ngày). Chưa lưu gì; hãy ghi thêm.",
    "register_purpose_missing": "Sổ văn bản đi mới phải nhận những loại văn bản riêng, hoặc là sổ của một hội đồng, "
    "ban, tổ. Chưa lưu gì; hãy chọn ít nhất một loại hoặc ghi tên hội đồng.",
    "register_symbol_missing": "Sổ của hội đồng, ban, tổ cần cả tên lẫn ký hiệu riêng, ví dụ HĐTĐKT. Chưa lưu gì; "
    "hãy ghi đủ hai mục, hoặc bỏ trống cả hai.",
    "register_year_unknown": "Sổ mới chỉ mở từ năm nay hoặc năm sau. Chưa lưu gì; hãy chọn lại năm.",
    "register_name_taken": "Đơn vị đã có sổ mang tên này. Chưa lưu gì; hãy đặt tên khác.",
    "register_clashes": "Sổ này và «{name}» sẽ cấp trùng số và ký hiệu trong cùng một năm. Chưa lưu gì; hãy bớt loại "
    "văn bản trùng nhau hoặc dùng ký hiệu khác.",
    "register_year_begun": "Năm {year} đã cấp số cho loại văn bản này ở sổ khác, mở thêm sổ sẽ trùng số. Chưa lưu gì; "
    "hãy mở sổ từ năm sau.",
    "register_is_default": "Đây là sổ chung của đơn vị nên luôn phải dùng. Không có gì thay đổi.",
    "register_retired": "Sổ này đã thôi dùng từ trước. Không có gì thay đổi.",
    "held_count_out_of_bounds": "Mỗi lần giữ được từ 1 đến {most} số. Chưa giữ số nào; hãy ghi lại.",
    "held_in_other_register": "Số này được giữ ở sổ khác. Chưa cấp số nào; hãy chọn số giữ trong đúng sổ.",
    "held_no_more": "Số {number} không còn được giữ: đã dùng hoặc đã hủy. Chưa cấp số nào; tải lại trang để chọn lại.",
    "number_voided": "Số {number} đã hủy từ trước. Không có gì bị làm hai lần.",
    "entry_day_in_future": "Ngày ghi sổ không thể sau hôm nay. Chưa cấp số nào; hãy chọn lại ngày.",
    "backdate_not_permitted": "Ghi lùi về ngày {day} cần thủ trưởng cho phép. Chưa cấp số nào; đề nghị thủ trưởng bấm "
    "«Cho phép ghi lùi ngày» ở trang Sổ văn bản, hoặc để ngày hôm nay.",
    "volume_closed": "Sổ đã đóng đến hết ngày {closed_on} nên không ghi thêm vào những ngày đó. Chưa cấp số nào; hãy "
    "để ngày hôm nay.",
    "backdate_days_wrong": "Những ngày được ghi lùi phải xếp từ trước đến sau và không quá hôm nay. Chưa lưu gì; hãy "
    "chọn lại ngày.",
    "backdate_term_wrong": "Việc cho phép có hạn từ hôm nay đến không quá {days} ngày. Chưa lưu gì; hãy chọn lại hạn.",
    "backdate_ended": "Việc cho phép này đã được rút lại từ trước. Không có gì thay đổi.",
    "volume_empty": "Không có số nào để đóng: quyển này bắt đầu từ số {first}. Chưa đóng gì; hãy xem lại số cuối.",
    "volume_too_long": "Một quyển không quá {most} số. Chưa đóng gì; hãy đóng thành nhiều quyển.",
    "volume_unfinished": "Còn số chưa xong: {numbers}. Chưa đóng gì; hãy ban hành, chuyển giao, dùng hoặc hủy các số "
    "đó rồi đóng sổ.",
}  # fmt: skip
