"""What a verifier found about a signature, in words (`signing/verdict.py` gives the codes)."""

from collections.abc import Iterable
from typing import Protocol

from voffice_app.words.labels import OUTCOME
from voffice_app.words.signatures import signed_when

FINDING = {
    "modified": "Nội dung đã bị sửa sau khi ký",
    "coverage": "Chữ ký không phủ hết nội dung tệp",
    "changed_after": "Tệp có thay đổi không được phép sau khi ký",
    "revoked": "Chứng thư số đã bị thu hồi",
    "key_usage": "Chứng thư số không được cấp để ký",
    "certificate_expired": "Chứng thư số đã hết hạn",
    "certificate_not_yet_valid": "Chứng thư số chưa có hiệu lực",
    "issuer_unknown": "Chưa nhận ra nơi cấp chứng thư số",
    "revocation_unknown": "Chưa kiểm tra được việc thu hồi chứng thư số",
    "timestamp_revocation_unknown": "Chưa kiểm tra được việc thu hồi của nơi cấp dấu thời gian",
    "timestamp_broken": "Dấu thời gian không thuộc về chữ ký này hoặc đã bị sửa",
    "timestamp_untrusted": "Chưa nhận ra nơi cấp dấu thời gian; lấy giờ hiện tại để xét",
    "claimed_local_time": "Giờ ký tự khai lệch 7 giờ (giờ Việt Nam ghi nhầm là giờ quốc tế)",
    "revoked_later": "Chứng thư số bị thu hồi sau khi đã ký",
    "broken_algorithm": "Thuật toán ký hoặc băm không còn an toàn",
    "weak_key": "Khóa ký ngắn (dưới 2048 bit)",
    "weak_digest": "Thuật toán băm cũ (SHA-1)",
    "unreadable": "Không đọc được chữ ký",
    "unsigned": "Tệp chưa có chữ ký",
    "not_checked": "Máy chủ đang bận nên chưa kiểm tra chữ ký",
    "unknown_signature_format": "Định dạng chữ ký lạ",
    "too_many_signatures": "Tệp có nhiều chữ ký một cách bất thường nên không được xét",
    "signature_in_two_fields": "Một chữ ký nằm ở hai ô",
    "trailing_bytes": "Tệp có phần thừa ở cuối",
    "undeclared_after_seal": "Có chữ ký lạ sau con dấu",
    "later_field_not_new": "Chữ ký sau con dấu dùng một ô có sẵn từ trước",
    "later_box_overlaps": "Chữ ký sau con dấu đè lên chữ ký trước",
    "signed_after_certification": "Có ô chữ ký được thêm sau khi văn bản đã được chứng nhận",
    "two_readings": "Phần thêm vào sau chữ ký có thể đọc theo hai cách: mỗi phần mềm hiện một nội dung khác nhau",
    "picture_without_signature": "Sau khi ký có hình được thêm vào trang mà không ai ký",
    "field_not_prepared": "Ô ký được thêm vào sau khi văn bản đã có người ký",
    "number_by_others": "Số, ngày ban hành không do cơ quan đóng dấu ký",
    "signature_unreachable": "Tệp có chữ ký nhưng đường dẫn tới chữ ký đã bị bẻ",
    "wrapped": "Vùng được ký bị dời chỗ: chữ ký không phủ đúng nội dung tệp",
    "attributes_out_of_order": "Thuộc tính của chữ ký không xếp đúng chuẩn DER",
    "hidden_in_signature": "Có dữ liệu giấu trong chỗ của chữ ký",
    "encrypted": "Tệp bị đặt mật khẩu nên không kiểm tra được",
    "changed_visibly": "Trang hiện nay khác trang lúc ký",
    "not_compared": "Chưa so được trang lúc ký với trang hiện nay",
    "organisation_differs": "Cơ quan trong chứng thư số khác cơ quan ban hành",
    "person_differs": "Người ký trong chứng thư số khác người ký văn bản",
    "agency_signature_missing": "Chưa có chữ ký số của cơ quan",
    "person_signature_missing": "Chưa có chữ ký số của người có thẩm quyền",
    "agency_before_person": "Cơ quan ký trước người có thẩm quyền",
}
STATE = {
    "intact": "nguyên vẹn",
    "modified": "đã bị sửa",
    "unreadable": "không đọc được",
    "whole_file": "phủ toàn bộ tệp",
    "revision": "phủ toàn bộ phiên bản lúc ký",
    "partial": "chỉ phủ một phần",
    "unclear": "không rõ phủ phần nào",
    "none": "không có thay đổi sau khi ký",
    "allowed": "sau đó chỉ có chữ ký khác hoặc dữ liệu xác thực",
    "forbidden": "có thay đổi không được phép sau khi ký",
    "trusted": "chuỗi chứng thư tin cậy",
    "untrusted": "chuỗi chứng thư không dùng được",
    "unknown": "chưa rõ chuỗi chứng thư",
}
REVOCATION = {"good": "không bị thu hồi", "revoked": "đã bị thu hồi", "unknown": "chưa rõ có bị thu hồi không"}
ANCHOR = {
    "government": "Gốc chữ ký số chuyên dùng Chính phủ",
    "installation": "Gốc do đơn vị tự tin cậy",
    "": "Chưa dẫn tới gốc nào được tin cậy",
}
KIND_AFTER = {"arrival": "chữ ký văn bản đến", "copy": "chữ ký sao văn bản", "confirmation": "chữ ký xác nhận"}
"""Declared kinds of signature behind the agency's."""
SOUND = "Nguyên vẹn, chứng thư số còn hiệu lực"


def finding(reasons: Iterable[str]) -> str:
    """The reasons in one line; soundness when there is none."""
    return "; ".join(FINDING.get(reason, reason) for reason in reasons) or SOUND


class Found(Protocol):
    """The part of a finding that is told; a signature's outcome, reasons and facts (`signing/verdict.py`)."""

    @property
    def outcome(self) -> str: ...
    @property
    def reasons(self) -> tuple[str, ...]: ...
    @property
    def signer(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def organisation(self) -> str: ...
    @property
    def issuer(self) -> str: ...
    @property
    def serial(self) -> str: ...
    @property
    def claimed_at(self) -> str: ...
    @property
    def trusted_at(self) -> str: ...
    @property
    def integrity(self) -> str: ...
    @property
    def coverage(self) -> str: ...
    @property
    def changes_after(self) -> str: ...
    @property
    def chain(self) -> str: ...
    @property
    def revocation(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def anchor(self) -> str: ...
    @property
    def kind_after(self) -> str: ...


def described(found: Found) -> str:
    """One signature in five lines."""
    who = ", ".join(part for part in (found.signer, found.title, found.organisation) if part) or "Không rõ người ký"
    kind = f" ({KIND_AFTER[found.kind_after]})" if found.kind_after in KIND_AFTER else ""
    states = (found.integrity, found.coverage, found.changes_after)
    return "\n   ".join(
        [
            f"{who}{kind}: {OUTCOME[found.outcome]}",
            f"{finding(found.reasons)}",
            f"{'; '.join(STATE[state] for state in states)}",
            f"Nơi cấp: {found.issuer or 'không rõ'}, số {found.serial or 'không rõ'}; {STATE[found.chain]}, "
            f"{REVOCATION[found.revocation]}. {ANCHOR[found.anchor]}",
            f"Thời gian ký: {signed_when(found.claimed_at, found.trusted_at)}; mức {found.level}",
        ]
    )
