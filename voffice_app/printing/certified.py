"""The form of a certified copy on paper: SAO Y, SAO LỤC, TRÍCH SAO (ND30 Appendix I part II, Appendix III form 3.1)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from voffice_app.printing.letters import day_and_month
from voffice_app.printing.press import press

TITLE = {"sy": "SAO Y", "sl": "SAO LỤC", "trs": "TRÍCH SAO"}
CODE = {"sy": "SY", "sl": "SL", "trs": "TrS"}


@dataclass(frozen=True)
class CopyBlock:
    """``form`` is a key of the tables above, ``capacity`` the lines above the signer's name."""

    form: str
    number: str
    symbol: str
    parent: str
    unit: str
    place: str
    copied_on: date
    capacity: Sequence[str]
    signer: str
    recipients: Sequence[str]


def copy_block(block: CopyBlock) -> bytes:
    """One sheet 165 mm wide and as high as the form is, on nothing: it is drawn under the text that is copied."""
    day, month = day_and_month(block.copied_on)
    data = asdict(block) | {
        "form": TITLE[block.form], "number": f"{block.number}/{CODE[block.form]}-{block.symbol}",
        "copied_on": None, "dated": f"{block.place}, ngày {day} tháng {month} năm {block.copied_on.year}",
    }  # fmt: skip
    return press("copy", data)[0]
