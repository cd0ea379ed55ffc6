"""Words of posts, delegations, signing powers, hand-overs and units through time."""

SCOPE = {
    "incoming": "Văn bản đến: phân công, gia hạn, mở lại",
    "outgoing": "Văn bản đi: hủy, quyết định kèm bản giấy, thu hồi",
    "following": "Theo dõi tiến độ, xếp hạng",
}
CAPACITY = {
    "own": "Ký trực tiếp",
    "kt": "KT. Ký thay",
    "tl": "TL. Ký thừa lệnh",
    "tuq": "TUQ. Ký thừa ủy quyền",
    "tm": "TM. Thay mặt tập thể",
    "q": "Q. Quyền người đứng đầu",
}
LEAVE_REASON = {
    "retires": "Nghỉ hưu",
    "transfers": "Chuyển công tác",
    "studies": "Đi học dài hạn",
    "other": "Thôi giữ chức vụ",
}
WORK_KIND = {
    "incoming": "Văn bản đến đang xử lý",
    "opinions": "Ý kiến được hỏi",
    "personal": "Văn bản gửi đích danh",
    "drafts": "Dự thảo đang soạn",
    "checks": "Văn bản đã ban hành chờ kiểm tra lại",
    "signing": "Văn bản chờ ký",
    "numbers": "Số giữ trước",
    "sets": "Nhóm nơi nhận đã lưu",
    "certificates": "Chứng thư số của cơ quan",
    "ending": "Kết thúc cùng chức vụ",
}
UNIT_ACT = {"renamed": "Đổi tên", "merged": "Nhập đơn vị", "split": "Tách đơn vị"}
