"""What people write beside a document: instructions of the head, progress, results."""

INSTRUCTIONS = (
    "Tham mưu triển khai tới các đơn vị, báo cáo kết quả đúng hạn.",
    "Nghiên cứu, đề xuất phương án thực hiện trình lãnh đạo.",
    "Tổng hợp số liệu, dự thảo báo cáo gửi cơ quan ban hành.",
    "Phổ biến tới toàn thể giáo viên, nhân viên và tổ chức thực hiện.",
    "Phối hợp với các bộ phận liên quan thực hiện theo nội dung văn bản.",
    "Rà soát hồ sơ, chuẩn bị nội dung làm việc.",
)
PROGRESS = (
    "Đã gửi yêu cầu tới các tổ chuyên môn, đang chờ số liệu.",
    "Đã tổng hợp được khoảng một nửa, tiếp tục đôn đốc.",
    "Đã dự thảo báo cáo, đang xin ý kiến lãnh đạo.",
    "Đang rà soát hồ sơ và đối chiếu với số liệu năm trước.",
)
RESULTS = (
    "Đã triển khai đầy đủ, lưu hồ sơ công việc.",
    "Đã phổ biến tới cán bộ, giáo viên; không có vướng mắc.",
    "Đã báo cáo số liệu đúng biểu mẫu.",
    "Đã tổ chức thực hiện và niêm yết công khai.",
    "Đã tham mưu văn bản chỉ đạo, các đơn vị đang thực hiện.",
    "Đã họp thống nhất và phân công người theo dõi.",
)
