"""The sentences of a letter: grounds, tasks, reports, invitations, articles."""

from datetime import date, timedelta

from voffice_app.demo.topics import Topic

_WORK = (
    "1. Quán triệt đầy đủ nội dung tới toàn thể cán bộ quản lý, giáo viên, nhân viên; phân công người chịu trách nhiệm "
    "từng phần việc, có sản phẩm và thời gian hoàn thành cụ thể.",
    "2. Rà soát điều kiện thực tế của đơn vị, chủ động phối hợp với cấp ủy, chính quyền địa phương và ban đại diện "
    "cha mẹ học sinh trong quá trình thực hiện.",
    "3. Thực hiện kiểm tra nội bộ, kịp thời chấn chỉnh những việc làm chưa đúng quy định; lưu trữ hồ sơ minh chứng "
    "trên hệ thống văn phòng điện tử.",
)
_REPORT = (
    "1. Kết quả: Tập thể cán bộ, giáo viên, nhân viên đã thực hiện đầy đủ các nội dung theo kế hoạch; hồ sơ, số liệu "
    "được cập nhật thường xuyên; nền nếp dạy học và các hoạt động giáo dục được giữ vững.",
    "2. Khó khăn: Cơ sở vật chất ở một số điểm trường còn thiếu; một số nhiệm vụ phải điều chỉnh thời gian do trùng "
    "với kế hoạch chuyên môn.",
    "3. Phương hướng: Tiếp tục thực hiện các nhiệm vụ trọng tâm, tăng cường kiểm tra nội bộ, phối hợp với địa phương.",
)
_PROPOSAL = (
    "1. Sự cần thiết: Điều kiện hiện có chưa đáp ứng đủ yêu cầu thực hiện nhiệm vụ năm học; nhà trường đã rà soát, cân "
    "đối trong phạm vi được giao nhưng còn thiếu.",
    "2. Nội dung đề nghị: Chi tiết số lượng, khối lượng và dự kiến kinh phí tại biểu kèm theo.",
    "3. Thời gian thực hiện: Ngay sau khi được phê duyệt, hoàn thành trong học kỳ.",
)
GROUNDS = (
    "Căn cứ Quy chế làm việc của cơ quan;",
    "Căn cứ kế hoạch thực hiện nhiệm vụ năm học;",
    "Xét đề nghị của bộ phận chuyên môn.",
)


def school_year(day: date) -> str:
    """The school year of a day: it turns on 1 August."""
    first = day.year if day.month >= 8 else day.year - 1
    return f"{first} - {first + 1}"


def abstract_of(topic: Topic, day: date) -> str:
    return topic.abstract.format(sy=school_year(day), month=day.month, year=day.year)


def body(body_name: str, topic: Topic, day: date, reply_due_on: date | None) -> list[str]:
    abstract = abstract_of(topic, day)
    said = abstract[0].lower() + abstract[1:]
    if topic.type_key == "GM":
        return _invitation(body_name, said, day)
    if topic.type_key in ("BC", "TTr"):
        report = topic.type_key == "BC"
        verb = "báo cáo" if report else "trân trọng trình"
        return [
            f"{body_name} {verb} {said} như sau:",
            *(_REPORT if report else _PROPOSAL),
            f"Trên đây là nội dung của {body_name}, kính đề nghị xem xét",
        ]
    opening = f"Thực hiện nhiệm vụ năm học {school_year(day)}, {body_name} triển khai nội dung {said} như sau:"
    closing = "Trong quá trình thực hiện, nếu có vướng mắc, đề nghị các đơn vị phản ánh kịp thời để được hướng dẫn"
    if reply_due_on is not None:
        closing = f"Báo cáo kết quả gửi về {body_name} trước ngày {reply_due_on:%d/%m/%Y} để tổng hợp"
    return [opening, *_WORK, closing]


def _invitation(body_name: str, said: str, day: date) -> list[str]:
    tuesday = day + timedelta(days=7 + (1 - day.weekday()) % 7)
    return [
        f"{body_name} trân trọng kính mời đại diện lãnh đạo đơn vị dự {said}.",
        f"Thời gian: 8 giờ 00 phút, ngày {tuesday:%d/%m/%Y}.",
        f"Địa điểm: Hội trường tầng 2, {body_name}.",
        "Đề nghị các đại biểu đến dự đúng thời gian, thành phần và chuẩn bị ý kiến tham gia",
    ]


def articles(body_name: str, abstract: str) -> list[str]:
    return [
        f"Điều 1. Ban hành kèm theo Quyết định này nội dung {abstract.removeprefix('Về việc ')} (có danh sách kèm).",
        "Điều 2. Các cá nhân có tên tại Điều 1 có trách nhiệm thực hiện nhiệm vụ theo phân công của lãnh đạo và các "
        "quy định hiện hành.",
        f"Điều 3. Các bộ phận chuyên môn của {body_name}, Hiệu trưởng các trường liên quan và các cá nhân có tên tại "
        "Điều 1 chịu trách nhiệm thi hành Quyết định này.",
    ]
