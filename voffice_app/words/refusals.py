"""The sentence of every refusal: what happened, that nothing was lost where that may be feared, the next step.

A refusal carries a code and facts (`domain/errors.py`); the facts fill the braces.
"""

from collections.abc import Iterable, Mapping
from typing import Protocol

from voffice_app.words.labels import DONE, INCOMING_STATUS, OUTGOING_STATUS, WHO

REASONS = {
    # the state tables
    "other_unit": "Văn bản này thuộc đơn vị khác nên bạn không thể thao tác. Chọn đúng chức vụ ở góc trái rồi thử lại.",
    "wrong_state": "Văn bản đang ở trạng thái «{status}» nên chưa thể {step}. Tải lại trang để xem bước tiếp theo.",
    "wrong_person": "Chỉ {who} mới có thể {step}. Văn bản giữ nguyên.",
    "already_done": "Bước này đã xong từ trước. Không có gì bị làm hai lần.",
    "not_visible": "Không tìm thấy, hoặc bạn không có quyền xem. Kiểm tra lại địa chỉ hoặc chức vụ đang chọn.",
    "stale": "Người khác vừa sửa văn bản này. Điều bạn nhập chưa ghi; tải lại trang rồi làm tiếp trên bản mới.",
    # the outgoing document
    "main_pdf_missing": "Chưa có tệp PDF của văn bản. Tải dự thảo lên rồi trình lại.",
    "signer_missing": "Chưa chọn người ký. Chọn người ký rồi trình lại.",
    "recipients_missing": "Chưa có nơi nhận. Thêm ít nhất một nơi nhận.",
    "initial_missing": "Chưa ký nháy. Bấm «Ký nháy» trước khi trình.",
    "place_missing": "Chưa biết chỗ ghi số, ngày hoặc chữ ký. Kéo khung vào đúng chỗ trên trang rồi lưu.",
    "imprint_missing": "Số và ngày đang được ghi vào tệp. Đợi vài giây rồi ký; văn bản đã giữ số.",
    "leader_signature_missing": "Chưa có chữ ký lãnh đạo hợp lệ, hoặc tệp đã đổi sau khi ký. Không thể đóng dấu.",
    "number_bound": "Văn bản đã được cấp số nên không thể bỏ. Thủ trưởng có thể hủy, số vẫn nằm trong sổ.",
    "register_missing": "Năm nay chưa mở sổ đăng ký. Báo bộ phận CNTT mở sổ; văn bản giữ nguyên.",
    "reason_missing": "Cần ghi lý do để người nhận biết phải làm gì.",
    # the incoming document
    "not_from_mvp": "Chỉ văn bản đã phân công trên MVP mới được đưa thẳng vào lưu trữ.",
    "result_missing": "Chưa có kết quả. Ghi kết quả xử lý hoặc gắn văn bản trả lời rồi bấm «Hoàn thành».",
    "lead_missing": "Cần đúng một người chủ trì.",
    "secret": "Tài liệu có dấu hiệu bí mật nhà nước nên không được đưa vào hệ thống. Tệp không được lưu lại.",
    # log-in
    "login_refused": "Tài khoản hoặc mật khẩu không đúng. Sau nhiều lần sai, cần đợi một lúc rồi thử lại.",
    "locked_out": "Đã sai nhiều lần. Đợi {seconds} giây rồi thử lại.",
    "session_ended": "Phiên làm việc đã hết. Đăng nhập lại; những gì đã lưu vẫn còn.",
    "not_allowed": "Bạn không có quyền làm việc này với chức vụ đang chọn. Không có gì thay đổi.",
    "too_many": "Thao tác quá nhanh. Đợi vài giây rồi thử lại.",
    # files
    "too_large": "Tệp lớn hơn {limit_mb} MB nên chưa được nhận. Giảm dung lượng rồi tải lại.",
    "file_kind": "Loại tệp này không được nhận. Dùng PDF, Word, Excel hoặc ảnh.",
    "content_mismatch": "Nội dung tệp không đúng với phần mở rộng nên chưa được nhận. Lưu lại đúng loại rồi tải lên.",
    "not_pdf": "Tệp không phải PDF đọc được. Xuất lại PDF rồi tải lên.",
    "encrypted": "Tệp có mật khẩu nên không đọc được. Bỏ mật khẩu rồi tải lại.",
    "page_absent": "Tệp không có trang {page}.",
    "crashed": "Tệp làm bộ đọc dừng lại; tệp chưa được nhận, mọi việc khác không ảnh hưởng. Xuất lại PDF rồi thử.",
    "timeout": "Đọc tệp quá lâu nên đã dừng. Thử lại, hoặc chia tệp nhỏ hơn.",
    "memory": "Tệp cần quá nhiều bộ nhớ nên đã dừng. Chia tệp nhỏ hơn rồi tải lại.",
    "busy": "Máy chủ đang bận đọc tệp khác. Thử lại sau ít phút; chưa có gì bị mất.",
    "not_started": "Bộ đọc tệp chưa chạy. Báo bộ phận CNTT; chưa có gì bị mất.",
    "failed": "Không đọc được tệp. Xuất lại PDF rồi thử; chưa có gì bị mất.",
    # signing
    "place_not_found": "Không tìm thấy chỗ ký trên trang. Kéo khung chữ ký vào đúng chỗ rồi ký.",
    "wrong_order": "Chưa đến bước này: lãnh đạo ký trước, văn thư đóng dấu sau.",
    "wrong_certificate": "Chứng thư số không dùng được cho việc này. Kiểm tra thời hạn và người được giao.",
    "bad_signature": "Chữ ký thiết bị trả về không khớp nên không được dùng. Văn bản giữ nguyên; thử ký lại.",
    "token_absent": "Không thấy thiết bị ký. Cắm thiết bị rồi thử lại; văn bản giữ nguyên.",
    "pin_wrong": "Mã PIN không đúng, còn {tries_left} lần thử. Văn bản giữ nguyên.",
    "pin_locked": "Thiết bị đã khóa vì sai mã PIN nhiều lần. Báo bộ phận CNTT; văn bản giữ nguyên.",
    "cancelled": "Đã dừng ký. Văn bản giữ nguyên.",
    "unreadable": "Không đọc được chữ ký trong tệp nên coi như không hợp lệ. Đề nghị nơi gửi phát hành lại.",
    # the house
    "schema_newer": "Dữ liệu do phiên bản mới hơn tạo ra. Cài phiên bản mới rồi chạy lại; dữ liệu còn nguyên.",
}
UNKNOWN = "Chưa làm được việc này (mã {code}). Không có gì bị mất; thử lại hoặc báo bộ phận CNTT."


class Coded(Protocol):
    """A reason as the domain gives it."""

    @property
    def code(self) -> str: ...
    @property
    def facts(self) -> Mapping[str, object]: ...


class _Facts(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return "…"


def sentence(code: str, facts: Mapping[str, object] | None = None) -> str:
    """The sentence of a refusal; states, steps and people among the facts are named in Vietnamese."""
    told = _Facts(facts or {}, code=code)
    for name, labels in (("status", INCOMING_STATUS | OUTGOING_STATUS), ("step", DONE), ("who", WHO)):
        if name in told:
            told[name] = labels.get(str(told[name]), told[name])
    return REASONS.get(code, UNKNOWN).format_map(told)


def sentences(reasons: Iterable[Coded]) -> list[str]:
    """All reasons of a refusal, each once, in the order given."""
    return list(dict.fromkeys(sentence(reason.code, reason.facts) for reason in reasons))
