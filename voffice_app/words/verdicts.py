"""What a verifier found about a signature, in words (`signing/verdict.py` gives the codes)."""

from collections.abc import Iterable

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
    "weak_digest": "Thuật toán băm cũ (SHA-1)",
    "unreadable": "Không đọc được chữ ký",
    "unsigned": "Tệp chưa có chữ ký",
    "unknown_signature_format": "Định dạng chữ ký lạ",
    "signature_in_two_fields": "Một chữ ký nằm ở hai ô",
    "trailing_bytes": "Tệp có phần thừa ở cuối",
    "undeclared_after_seal": "Có chữ ký lạ sau con dấu",
}
SOUND = "Nguyên vẹn, chứng thư số còn hiệu lực"


def finding(reasons: Iterable[str]) -> str:
    """The reasons in one line; soundness when there is none."""
    return "; ".join(FINDING.get(reason, reason) for reason in reasons) or SOUND
