"""The sentences of notices, and the name of each kind where a person chooses which to get."""

GROUPS: dict[str, dict[str, tuple[str, str]]] = {
    "Văn bản đến": {
        "arrived": ("Có văn bản mới gửi đến đơn vị", "{from_unit} gửi {reference}: {abstract}"),
        "urgent_arrived": ("Có văn bản khẩn gửi đến đơn vị", "Khẩn: {from_unit} gửi {reference}: {abstract}"),
        "urgent_to_assign": ("Văn thư trình văn bản khẩn", "Khẩn: {who} trình {reference}: {abstract}"),
        "urgent_assigned": ("Được giao chủ trì văn bản khẩn", "Khẩn: {who} giao bạn chủ trì {reference}: {abstract}"),
        "to_register": ("Có người chuyển văn bản cho văn thư", "{who} chuyển văn thư: {abstract}"),
        "to_assign": ("Văn thư trình văn bản, chờ phân công", "{who} trình {reference}: {abstract}"),
        "assigned": ("Được giao chủ trì", "{who} giao bạn chủ trì {reference}: {abstract}"),
        "supporting": ("Được giao phối hợp", "{who} giao bạn phối hợp xử lý {reference}: {abstract}"),
        "informed": ("Được gửi văn bản để biết", "{who} gửi bạn để biết {reference}: {abstract}"),
        "passed_to_you": ("Văn bản gửi đích danh", "{who} chuyển bạn văn bản gửi đích danh: {abstract}"),
        "handed_back": ("Văn bản đích danh chuyển lại để đăng ký", "{who} chuyển lại để đăng ký: {abstract}"),
        "intake_registered": ("Văn bản bạn chuyển đã được đăng ký", "{who} đã đăng ký {reference}: {abstract}"),
        "intake_returned": ("Văn bản bạn chuyển bị trả lại", "{who} trả lại văn bản bạn chuyển: {abstract}"),
        "entry_voided": ("Văn thư hủy mục nhập sai", "{who} hủy mục nhập sai {reference}: {abstract}"),
        "assignment_returned": ("Người chủ trì trả lại việc", "{who} trả lại việc {reference}: {abstract}"),
        "completed": ("Văn bản đã hoàn thành", "{who} hoàn thành {reference}: {abstract}"),
        "reopened": ("Văn bản được mở lại", "{who} mở lại {reference}: {abstract}"),
        "recalled": ("Nơi gửi thu hồi văn bản", "{from_unit} thu hồi {reference}: {abstract}"),
        "recall_over": ("Văn bản bị thu hồi lại có hiệu lực", "{reference} không còn bị thu hồi: {abstract}"),
        "updated": ("Nơi gửi cập nhật số liệu văn bản", "{from_unit} cập nhật {reference}: {abstract}"),
        "replaced": ("Văn bản bị văn bản mới thay thế", "{from_unit} thay thế {reference}: {abstract}"),
        "delivery_reminded": ("Nơi gửi nhắc xử lý văn bản", "{from_unit} nhắc lần {number}, {reference}: {abstract}"),
        "mistake_answered": ("Báo sai sót được trả lời", "{who} trả lời báo sai sót về {reference}: {abstract}"),
        "taken_back": ("Việc được người giao lấy lại", "{who} lấy lại để tự xử lý {reference}: {abstract}"),
        "extension_asked": ("Có người xin gia hạn", "{who} xin gia hạn {reference}: {abstract}"),
        "extension_granted": ("Được gia hạn", "{who} cho gia hạn {reference}: {abstract}"),
        "extension_refused": ("Không được gia hạn", "{who} không gia hạn {reference}: {abstract}"),
        "opinion_given": ("Người phối hợp cho ý kiến", "{who} cho ý kiến về {reference}: {abstract}"),
        "round_asked": ("Được hỏi ý kiến về văn bản đến", "{who} lấy ý kiến của bạn về {reference}: {abstract}"),
        "round_answered": ("Mọi người đã trả lời lấy ý kiến", "Đã đủ ý kiến về {reference}: {abstract}"),
        "round_closed": ("Lần lấy ý kiến đã kết thúc", "{who} kết thúc lấy ý kiến về {reference}: {abstract}"),
    },
    "Văn bản đi": {
        "to_approve": ("Dự thảo trình bạn duyệt", "{who} trình bạn duyệt {reference}: {abstract}"),
        "withdrawn": ("Dự thảo trình bạn được rút lại", "{who} rút lại {reference}: {abstract}"),
        "approved": ("Dự thảo của bạn được duyệt", "{who} đã duyệt {reference}: {abstract}"),
        "to_check": ("Dự thảo chờ kiểm tra thể thức", "{who} đã duyệt, chờ kiểm tra thể thức {reference}: {abstract}"),
        "sent_back": ("Dự thảo bị trả lại", "{who} trả lại {reference}: {abstract}"),
        "to_sign": ("Văn bản chờ bạn ký số", "Chờ bạn ký số {reference}: {abstract}"),
        "to_seal": ("Văn bản lãnh đạo đã ký, chờ văn thư", "{who} đã ký {reference}: {abstract}"),
        "refused_by_receiver": ("Nơi nhận từ chối văn bản", "{from_unit} từ chối nhận {reference}: {reason}"),
        "issued": ("Văn bản bạn soạn đã ban hành", "{who} đã ban hành {reference}: {abstract}"),
        "recall_made": ("Văn bản bạn soạn bị thu hồi", "{who} thu hồi {reference}: {abstract}"),
        "change_refused": ("Nơi nhận từ chối thu hồi, cập nhật", "{from_unit} không đồng ý, {reference}: {abstract}"),
        "mistake_reported": ("Có báo sai sót về văn bản đã ban hành", "{from_unit} báo về {reference}: {abstract}"),
        "cancelled": ("Văn bản bạn soạn bị hủy", "{who} hủy {reference}: {abstract}"),
        "commented": ("Có góp ý trên trang dự thảo của bạn", "{who} góp ý trên trang {reference}: {abstract}"),
        "comment_answered": ("Góp ý của bạn có trả lời", "{who} trả lời góp ý ở {reference}: {abstract}"),
        "draft_opinion_asked": ("Được hỏi ý kiến về dự thảo", "{who} xin ý kiến bạn về {reference}: {abstract}"),
    },
    "Chức vụ, ủy quyền": {
        "delegated": ("Bạn được giao làm thay", "{giver} giao bạn làm thay đến hết {to}. Chuyển ở mục tên của bạn."),
        "delegation_ended": ("Việc làm thay kết thúc", "{who} đã kết thúc việc làm thay"),
        "covers_absent": ("Bạn phụ trách khi lãnh đạo vắng mặt", "Bạn phụ trách thay {absent} từ {since} đến {to}"),
        "field_assigned": ("Bạn được phân công lĩnh vực", "{who} phân công bạn phụ trách lĩnh vực {field}"),
        "authority_given": ("Bạn được ghi tư cách ký", "{who} ghi tư cách ký {capacity} của bạn từ {since}"),
        "work_handed_over": ("Bạn nhận bàn giao công việc", "{leaver} bàn giao cho bạn {count} việc"),
    },
    "Sổ văn bản": {
        "backdate_allowed": ("Được phép ghi lùi ngày vào sổ", "{who} cho phép ghi lùi ngày vào «{register}»"),
    },
    "Lưu trữ": {
        "archive_waits": ("Thư mục lưu trữ không ghi được", "Lưu trữ văn bản đi không ghi được; xem trang Việc nền"),
        "archive_wrong": ("Thư mục lưu trữ có tệp bị sửa hoặc mất", "Lưu trữ văn bản đi có tệp bị sửa hoặc mất"),
    },
}  # fmt: skip

KINDS = {kind: told for kinds in GROUPS.values() for kind, told in kinds.items()}
UNKNOWN = "Có việc mới liên quan đến bạn."


def notice(kind: str, facts: dict[str, str | int]) -> str:
    """The sentence of a notice; a kind this version does not know, or a fact that is missing, still says something."""
    try:
        return KINDS[kind][1].format(**facts)
    except KeyError:
        return UNKNOWN
