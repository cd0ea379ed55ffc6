"""The words of telling an outside sender that a document arrived (ND30 Đ21 k2 c)."""

WAY = {
    "email": "Thư điện tử",
    "system": "Hệ thống gửi nhận của nơi gửi",
    "phone": "Điện thoại",
    "printed": "Phiếu in",
}
TERM = {"register": "Hạn vào sổ", "finish": "Hạn xử lý"}


def letter(unit: str, reference: str, abstract: str, issuing_body: str, number: str, day: str) -> str:
    """What the sender is told: to be copied, mailed or read out."""
    return (
        f"Kính gửi: {issuing_body}\n"
        f"{unit} đã nhận và đăng ký văn bản {reference} ({abstract}); số đến {number}, ngày {day}.\n"
        f"Thông báo để cơ quan, đơn vị biết. Trân trọng."
    )


def subject(reference: str) -> str:
    return f"Báo nhận văn bản {reference}"
