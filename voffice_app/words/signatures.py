"""The report on a signature in words: what each value of a finding means to a reader (law.md 3.4)."""

from collections.abc import Sequence

INTEGRITY = {"intact": "Nguyên vẹn", "modified": "Đã bị sửa sau khi ký", "unreadable": "Không đọc được"}
COVERAGE = {
    "whole_file": "Toàn bộ tệp",
    "revision": "Toàn bộ tệp như lúc ký; phần thêm sau đó không do chữ ký này bảo đảm",
    "partial": "Chỉ một phần của tệp",
    "unclear": "Không xác định được",
}
CHANGES = {
    "none": "Không có",
    "allowed": "Có, trong phạm vi cho phép (chữ ký khác, dấu thời gian, dữ liệu kiểm tra)",
    "forbidden": "Có, ngoài phạm vi cho phép",
}
CHAIN = {
    "trusted": "nơi cấp được tin cậy",
    "untrusted": "nơi cấp không được tin cậy",
    "unknown": "chưa nhận ra nơi cấp",
}
REVOCATION = {"good": "Chưa bị thu hồi", "revoked": "Đã bị thu hồi", "unknown": "Chưa kiểm tra được việc thu hồi"}
ANCHOR = {
    "government": "Chữ ký số chuyên dùng công vụ (Ban Cơ yếu Chính phủ)",
    "installation": "Nơi cấp do cơ quan cài",
}
LEVEL = {
    "B-B": "Chữ ký cơ bản (B-B)",
    "B-T": "Có dấu thời gian (B-T)",
    "B-LT": "Kèm đủ dữ liệu để kiểm tra về sau (B-LT)",
    "B-LTA": "Lưu trữ lâu dài (B-LTA)",
}
DECLARED = {
    "arrival": "Dấu đến của nơi nhận", "copy": "Ký số bản sao", "confirmation": "Xác nhận của cấp trên",
}  # fmt: skip
HEADLINE = {
    "valid": "HỢP LỆ",
    "invalid": "KHÔNG HỢP LỆ",
    "encrypted": "KHÔNG HỢP LỆ",
    "undetermined": "CHƯA XÁC ĐỊNH",
    "unsigned": "CHƯA CÓ CHỮ KÝ SỐ",
}
NEXT = {
    "valid": "Tiếp nhận và xử lý bình thường.",
    "invalid": "Không dùng tệp này. Đề nghị nơi gửi phát hành lại bản đã ký.",
    "undetermined": "Chưa đủ căn cứ để kết luận. Hỏi lại nơi gửi, hoặc báo bộ phận CNTT kiểm tra nơi cấp chứng thư.",
    "unsigned": "Tệp này không chứng minh được do ai phát hành. Cần bản ký số thì đề nghị nơi gửi gửi bản đã ký.",
    "encrypted": "Không dùng tệp này. Đề nghị nơi gửi gửi lại bản đã ký, không đặt mật khẩu.",
}
TONE = {"unsigned": "undetermined", "encrypted": "invalid"}
"""A file that is as good as undetermined or invalid, but deserves words of its own."""


def kind_of(outcome: str, reasons: Sequence[str]) -> str:
    """Which big word and which advice: the outcome, or what is plainer than it."""
    return next((reason for reason in reasons if TONE.get(reason) == outcome), outcome)


def in_short(outcome: str, outcomes: Sequence[str], reasons: Sequence[str]) -> str:
    """One sentence under the big word: how many signatures there are and how many hold."""
    if not outcomes:
        return "Tệp chưa có chữ ký số." if "unsigned" in reasons else "Không đọc được chữ ký trong tệp."
    several, sound = len(outcomes), sum(each == "valid" for each in outcomes)
    if sound < several:
        none = "chưa xác nhận được chữ ký nào" if outcome == "undetermined" else "chưa chữ ký nào hợp lệ"
        return f"{sound} trong {several} chữ ký hợp lệ." if sound else f"Tệp có {several} chữ ký, {none}."
    told = f"Cả {sound} chữ ký đều hợp lệ" if sound > 1 else "Chữ ký hợp lệ"
    return f"{told}, nội dung nguyên vẹn." if outcome == "valid" else f"{told}, nhưng tệp có điều bất thường."


def signed_when(claimed: str, proved: str) -> str:
    """By whose word: the signer's own clock, and by what time a trusted time-stamp proves that it was there.

    The archive's time-stamp comes long after the signature: what it proves is not when somebody signed.
    """
    told = [f"{claimed} (tự khai)"] if claimed else []
    return ", ".join([*told, *([f"có trước {proved} (dấu thời gian)"] if proved else [])]) or "Không ghi"
