"""The words of looking in twice a day (QC 7.1)."""

HALF = {"morning": "sáng", "afternoon": "chiều"}


def today_in_words(count: int, next_from: str, works: bool) -> str:
    """Hôm nay: 1/2 lần vào văn bản đến, lần sau tính từ 14:05."""
    if not works:
        return "Hôm nay không tính lần vào văn bản đến"
    told = f"Hôm nay: {count}/2 lần vào văn bản đến"
    return f"{told}, lần sau tính từ {next_from}" if next_from else told


def month_in_words(fulfilled: int, owed: int) -> str:
    if not owed:
        return "Chưa có ngày làm việc nào đã qua"
    return f"Đủ hai lần {fulfilled}/{owed} ngày làm việc đã qua"
