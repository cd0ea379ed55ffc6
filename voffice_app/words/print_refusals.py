"""Why something is not printed, in words."""

PRINTING = {
    "print_no_pdf": "Văn bản này không có tệp PDF để in. Tệp đính kèm vẫn tải về và in được bằng phần mềm của tệp.",
    "print_not_issued": "Chỉ in từ hệ thống văn bản đã ban hành. Dự thảo vẫn tải về được ở trang văn bản.",
    "book_unknown": "Không có sổ hoặc loại tệp này. Chưa xuất gì; chọn lại sổ rồi bấm «Xuất sổ».",
    "book_range_wrong": "Số đầu phải từ 1 và không lớn hơn số cuối. Chưa xuất gì; sửa lại rồi bấm «Xuất sổ».",
    "export_not_done": "Tệp đang được làm, chưa tải về được. Chờ thanh tiến độ đầy rồi bấm tải về.",
    "export_expired": "Tệp chỉ giữ 24 giờ và đã được dọn. Sổ vẫn nguyên; bấm «Xuất sổ» để làm tệp mới.",
}
