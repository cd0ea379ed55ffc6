"""What an education office writes about in each month of the school year; every text is invented."""

from dataclasses import dataclass

ALL, MN, TH, THCS, SOME = "all", "mn", "th", "thcs", "some"
"""To whom: every school, the schools of a level (with the joint ones), or a few."""


@dataclass(frozen=True)
class Topic:
    """`months` are those it belongs to (empty: any). `reply_days` > 0 asks for an answer within working days."""

    months: tuple[int, ...]
    type_key: str
    abstract: str
    area: str
    symbol: str
    audience: str = ALL
    reply_days: int = 0


AREA_MN, AREA_TH, AREA_TRH = "Giáo dục mầm non", "Giáo dục tiểu học", "Giáo dục trung học"
AREA_ORG, AREA_OFFICE, AREA_MONEY = "Tổ chức cán bộ", "Hành chính - Tổng hợp", "Kế hoạch - Tài chính"
AREA_EXAM, AREA_LAW, AREA_YOUTH = "Khảo thí và kiểm định", "Thanh tra - Pháp chế", "Công tác học sinh"

OFFICE_TOPICS = (
    Topic((8, 9), "KH", "Thực hiện nhiệm vụ năm học {sy}", AREA_OFFICE, "VP", ALL),
    Topic((8, 9), "CV", "hướng dẫn tổ chức khai giảng năm học {sy}", AREA_OFFICE, "VP", ALL),
    Topic((9,), "CV", "báo cáo số liệu đầu năm học {sy}", AREA_OFFICE, "VP", ALL, 7),
    Topic((9, 10), "HD", "Xây dựng kế hoạch giáo dục nhà trường năm học {sy}", AREA_TRH, "GDTrH", THCS, 8),
    Topic((9, 10), "HD", "Thực hiện nhiệm vụ giáo dục mầm non năm học {sy}", AREA_MN, "GDMN", MN),
    Topic((9, 10), "HD", "Thực hiện nhiệm vụ giáo dục tiểu học năm học {sy}", AREA_TH, "GDTH", TH),
    Topic((9, 10), "CV", "rà soát các khoản thu đầu năm học {sy}", AREA_MONEY, "VP", ALL, 5),
    Topic((9, 10), "CV", "tổ chức hội nghị viên chức, người lao động năm học {sy}", AREA_ORG, "TCCB", ALL, 10),
    Topic((9, 10), "CV", "kiểm kê thiết bị dạy học tối thiểu lớp 9", AREA_TRH, "GDTrH", THCS, 7),
    Topic((9, 10, 11), "QĐ", "Về việc thành lập Ban Chỉ đạo công tác phổ cập giáo dục, xóa mù chữ năm {year}",
          AREA_OFFICE, "VP", SOME),
    Topic((10, 11), "CV", "tổ chức Hội thi giáo viên dạy giỏi cấp huyện bậc tiểu học", AREA_TH, "GDTH", TH, 8),
    Topic((10, 11), "CV", "cử học sinh tham gia đội tuyển học sinh giỏi lớp 9", AREA_TRH, "GDTrH", THCS, 6),
    Topic((10, 11), "KH", "Tổ chức các hoạt động kỷ niệm Ngày Nhà giáo Việt Nam 20/11", AREA_OFFICE, "VP", ALL),
    Topic((10, 11), "CV", "báo cáo công tác tự đánh giá, kiểm định chất lượng giáo dục", AREA_EXAM, "GDTrH", ALL, 7),
    Topic((10, 11, 12), "CV", "tăng cường phòng, chống dịch bệnh sốt xuất huyết trong trường học", AREA_YOUTH, "VP"),
    Topic((11, 12), "CV", "hướng dẫn kiểm tra, đánh giá cuối học kỳ I năm học {sy}", AREA_TRH, "GDTrH", THCS),
    Topic((11, 12), "CV", "kiểm tra công tác nuôi dưỡng, an toàn thực phẩm tại bếp ăn bán trú", AREA_MN, "GDMN", MN, 5),
    Topic((11, 12), "QĐ", "Về việc thành lập đoàn kiểm tra chuyên đề các trường mầm non", AREA_LAW, "GDMN", MN),
    Topic((12,), "CV", "báo cáo sơ kết học kỳ I năm học {sy}", AREA_OFFICE, "VP", ALL, 8),
    Topic((12, 1), "CV", "lập dự toán thu, chi ngân sách và công khai tài chính năm {year}", AREA_MONEY, "VP", ALL, 7),
    Topic((12, 1), "CV", "rà soát, đề nghị nâng bậc lương thường xuyên và phụ cấp thâm niên", AREA_ORG, "TCCB", ALL, 6),
    Topic((1, 2), "CV", "bảo đảm an ninh, an toàn trường học dịp Tết Nguyên đán", AREA_YOUTH, "VP", ALL),
    Topic((1, 2), "TB", "Lịch nghỉ Tết Nguyên đán của ngành Giáo dục và Đào tạo", AREA_OFFICE, "VP", ALL),
    Topic((1, 2), "CV", "báo cáo kết quả học kỳ I và phương hướng học kỳ II", AREA_OFFICE, "VP", ALL, 6),
    Topic((2, 3), "KH", "Tổ chức thi chọn học sinh giỏi lớp 9 cấp huyện năm học {sy}", AREA_EXAM, "GDTrH", THCS),
    Topic((2, 3), "CV", "tổ chức Ngày hội đọc sách và văn hóa đọc trong trường học", AREA_TH, "GDTH", TH, 9),
    Topic((2, 3), "CV", "điều tra độ tuổi, xây dựng kế hoạch tuyển sinh năm học tới", AREA_MN, "GDMN", MN, 8),
    Topic((3,), "CV", "tổ chức sinh hoạt chuyên môn cụm trường theo hướng nghiên cứu bài học", AREA_TH, "GDTH", TH),
    Topic((3, 4), "CV", "lựa chọn sách giáo khoa sử dụng trong năm học tới", AREA_TRH, "GDTrH", THCS, 7),
    Topic((3, 4), "CV", "phát động cuộc thi sáng tạo thanh thiếu niên, nhi đồng", AREA_YOUTH, "GDTrH", THCS, 10),
    Topic((3, 4), "QĐ", "Về việc thành lập Hội đồng chấm thi học sinh giỏi lớp 9 cấp huyện", AREA_EXAM, "GDTrH", THCS),
    Topic((4,), "CV", "phòng, chống tai nạn đuối nước cho học sinh", AREA_YOUTH, "VP", ALL, 5),
    Topic((4, 5), "CV", "hướng dẫn kiểm tra cuối học kỳ II và tổng kết năm học {sy}", AREA_TRH, "GDTrH", THCS),
    Topic((4, 5), "CV", "xét công nhận hoàn thành chương trình tiểu học", AREA_TH, "GDTH", TH, 6),
    Topic((5,), "CV", "bình xét thi đua, khen thưởng năm học {sy}", AREA_ORG, "TCCB", ALL, 7),
    Topic((5,), "CV", "đánh giá, xếp loại viên chức cuối năm học {sy}", AREA_ORG, "TCCB", ALL, 6),
    Topic((5, 6), "KH", "Tuyển sinh vào lớp 1 và lớp 6 năm học tới", AREA_TRH, "GDTrH", ALL),
    Topic((5, 6), "CV", "bàn giao học sinh về sinh hoạt hè tại địa phương", AREA_YOUTH, "VP", ALL),
    Topic((6,), "CV", "rà soát cơ sở vật chất, đăng ký sửa chữa trong hè", AREA_MONEY, "VP", ALL, 8),
    Topic((6, 7), "KH", "Bồi dưỡng thường xuyên cán bộ quản lý và giáo viên trong hè", AREA_ORG, "TCCB", ALL),
    Topic((6, 7), "CV", "đăng ký nhu cầu bồi dưỡng giáo viên dạy chương trình mới", AREA_ORG, "TCCB", TH, 7),
    Topic((7,), "CV", "rà soát đội ngũ, đề xuất điều động, biệt phái giáo viên", AREA_ORG, "TCCB", ALL, 5),
    Topic((7, 8), "QĐ", "Về việc điều động giáo viên giữa các trường trong huyện", AREA_ORG, "TCCB", SOME),
    Topic((7, 8), "CV", "chuẩn bị cơ sở vật chất cho năm học mới", AREA_MONEY, "VP", ALL, 7),
    Topic((8,), "GM", "Hội nghị tổng kết năm học và triển khai nhiệm vụ năm học mới", AREA_OFFICE, "VP", ALL),
    Topic((), "GM", "Họp giao ban Hiệu trưởng tháng {month}", AREA_OFFICE, "VP", ALL),
    Topic((), "TB", "Kết luận của Trưởng phòng tại hội nghị giao ban tháng {month}", AREA_OFFICE, "VP", ALL),
    Topic((), "CV", "cập nhật cơ sở dữ liệu ngành tháng {month}", AREA_OFFICE, "VP", ALL, 5),
    Topic((), "CV", "thực hiện hồ sơ điện tử và chữ ký số trong nhà trường", AREA_OFFICE, "VP", ALL),
    Topic((), "CV", "chấn chỉnh việc dạy thêm, học thêm", AREA_LAW, "GDTrH", THCS, 5),
    Topic((), "CV", "trả lời kiến nghị của nhà trường về bố trí giáo viên dạy tăng cường", AREA_ORG, "TCCB", SOME),
    Topic((), "QĐ", "Về việc cử viên chức đi bồi dưỡng nghiệp vụ quản lý", AREA_ORG, "TCCB", SOME),
    Topic((), "CV", "góp ý dự thảo quy chế phối hợp công tác học sinh", AREA_YOUTH, "VP", SOME, 5),
    Topic((), "BC", "Kết quả công tác tháng {month} và chương trình công tác tháng tới", AREA_OFFICE, "VP", SOME),
    Topic((), "TTr", "Đề nghị hỗ trợ kinh phí sửa chữa phòng học xuống cấp", AREA_MONEY, "VP", SOME),
    Topic((), "CV", "phối hợp tuyên truyền an toàn giao thông cổng trường", AREA_YOUTH, "VP", TH),
)  # fmt: skip
