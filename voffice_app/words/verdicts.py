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
    "unknown_signature_format": "Định dạng chữ ký lạ",
    "signature_in_two_fields": "Một chữ ký nằm ở hai ô",
    "trailing_bytes": "Tệp có phần thừa ở cuối",
    "undeclared_after_seal": "Có chữ ký lạ sau con dấu",
    "later_field_not_new": "Chữ ký sau con dấu dùng một ô có sẵn từ trước",
    "later_box_overlaps": "Chữ ký sau con dấu đè lên chữ ký trước",
    "signed_after_certification": "Có ô chữ ký được thêm sau khi văn bản đã được chứng nhận",
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
SOUND = "Nguyên vẹn, chứng thư số còn hiệu lực"


def finding(reasons: Iterable[str]) -> str:
    """The reasons in one line; soundness when there is none."""
    return "; ".join(FINDING.get(reason, reason) for reason in reasons) or SOUND
