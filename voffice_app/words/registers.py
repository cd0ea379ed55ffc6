"""Words of the books: directions, states of a number held, columns of Appendix IV as a comparison names them."""

DIRECTION = {"incoming": "Văn bản đến", "outgoing": "Văn bản đi"}
HELD = {"held": "Đang giữ", "used": "Đã dùng", "voided": "Đã hủy"}
HELD_TONE = {"held": "amber", "used": "green", "voided": ""}
COLUMN = {
    "number": "Số", "reference": "Số, ký hiệu", "issued_on": "Ngày văn bản", "title": "Tên loại và trích yếu",
    "signer": "Người ký", "recipients": "Nơi nhận", "keeper": "Người nhận bản lưu", "copies": "Số lượng bản",
    "transferred_on": "Ngày chuyển", "received": "Ký nhận", "note": "Ghi chú", "arrived_on": "Ngày đến",
    "issuing_body": "Tác giả", "receivers": "Đơn vị, người nhận",
}  # fmt: skip
SAID = {
    "hold": "Đã giữ {count} số: {numbers}. Chọn «số đã giữ» khi cấp số hoặc vào sổ.",
    "void": "Đã hủy số; số và lý do vẫn nằm trong sổ.",
    "allow": "Đã cho phép ghi lùi ngày; văn thư được báo.",
    "end": "Đã thôi cho phép ghi lùi ngày.",
    "close": "Đã đóng quyển số {volume}, từ số {first} đến số {last}.",
    "add": "Đã mở sổ mới.",
    "retire": "Sổ nhận văn bản đến hết năm {year}.",
    "retire_now": "Sổ chưa có số nào nên thôi dùng ngay.",
}
WHOLE = ("green", "Đủ số")
EQUAL = "Sổ hiện nay khớp từng dòng với quyển đã đóng; chuỗi mã kiểm tra liền mạch."
HARMED = "Bản lưu của quyển đã đóng không còn nguyên vẹn. Sổ hiện nay không đổi; báo bộ phận CNTT khôi phục từ sao lưu."
UNCHAINED = "Mã kiểm tra của quyển không khớp với chuỗi: dữ liệu đóng sổ đã bị sửa. Báo bộ phận CNTT."
DIFFERS = "Có {count} chỗ khác với lúc đóng sổ; quyển đã đóng vẫn được giữ nguyên."
