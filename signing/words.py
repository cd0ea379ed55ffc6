"""How number and date read on a document (ND30 PL I II.3, II.4): 05, but 9; 05/02, but 5/3 without the nought."""

from datetime import date


def reference_words(number: str, day: date) -> dict[str, str]:
    """The words for each gap, and the date as one phrase. `number` as it is to stand, with its leading nought."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    words = {"number": number, "day": f"{day.day:02}", "month": month, "year": str(day.year)}
    return words | {"phrase": f"ngày {words['day']} tháng {words['month']} năm {words['year']}"}
