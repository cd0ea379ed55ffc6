"""The schools of the demonstration: a commune's kindergarten, primary and lower secondary schools."""

from collections.abc import Iterator
from dataclasses import dataclass

from voffice_app.domain.folding import fold
from voffice_app.domain.people import Level

OFFICE_NAME = "Phòng Giáo dục và Đào tạo Thái Thụy"
OFFICE_SYMBOL = "PGDĐT"
DISTRICT = "ỦY BAN NHÂN DÂN HUYỆN THÁI THỤY"
PLACE = "Thái Thụy"
PARTNERS = (("Phòng Nội vụ Thái Thụy", "PNV"), ("Phòng Tài chính - Kế hoạch Thái Thụy", "PTCKH"),
            ("Phòng Y tế Thái Thụy", "PYT"))  # fmt: skip

COMMUNES = (
    "Thụy Liên", "Diêm Điền", "Thụy Hải", "Thái Thượng", "Thụy Trình", "Thụy Lương", "Thụy Hà", "Thụy Xuân",
    "Thụy Quỳnh", "Thụy Văn", "Thụy Trường", "Hồng Dũng", "Thụy Việt", "Thụy Hưng", "Thụy Bình", "Thụy Dân",
    "Thụy Duyên", "Thụy Ninh", "Thụy Chính", "Thụy Thanh", "Thụy Phong", "Thụy Sơn", "Dương Phúc", "An Tân",
    "Thái Đô", "Thái Xuyên", "Mỹ Lộc", "Tân Học", "Thái Hưng", "Thái Nguyên", "Thái Phúc", "Dương Hồng Thủy",
    "Thái Giang", "Sơn Hà", "Hòa An", "Thuần Thành", "Thái Thọ", "Thái Thịnh", "Thụy Dương", "Thụy An",
)  # fmt: skip
JOINT = frozenset(COMMUNES[28:])
"""Small communes, whose primary and lower secondary schools are one."""
WITHOUT_SECONDARY = frozenset(COMMUNES[24:28])

LEVEL_NAME = {Level.MN: "Mầm non", Level.TH: "Tiểu học", Level.THCS: "THCS", Level.TH_THCS: "TH&THCS"}
_PREFIX = {Level.MN: "MN", Level.TH: "TH", Level.THCS: "THCS", Level.TH_THCS: "TH&THCS"}


@dataclass(frozen=True)
class School:
    """One school as it will be entered; `login` ends the usernames of its people."""

    level: Level
    commune: str
    symbol: str

    @property
    def name(self) -> str:
        return f"Trường {LEVEL_NAME[self.level]} {self.commune}"

    @property
    def cluster(self) -> str:
        """Ten neighbouring communes work together."""
        return f"Cụm số {1 + COMMUNES.index(self.commune) // 10}"

    @property
    def login(self) -> str:
        return fold(self.symbol).replace(" ", "")


def schools(count: int) -> list[School]:
    """The first `count` (up to 104) schools, of every level from the beginning on."""
    found: list[School] = []
    taken: set[str] = set()
    for level, commune in _turns():
        school = School(level, commune, _symbol(level, commune, taken))
        taken.add(school.login)
        found.append(school)
    return found[:count]


def _turns() -> Iterator[tuple[Level, str]]:
    """Commune by commune; a joint commune follows after every second one, so that few schools show all levels."""
    plain = [commune for commune in COMMUNES if commune not in JOINT]
    joint = [commune for commune in COMMUNES if commune in JOINT]
    for index, commune in enumerate(plain):
        if commune not in WITHOUT_SECONDARY:
            yield Level.THCS, commune
        yield Level.TH, commune
        yield Level.MN, commune
        if index < len(joint):
            yield Level.TH_THCS, joint[index]
            yield Level.MN, joint[index]


def _symbol(level: Level, commune: str, taken: set[str]) -> str:
    """Initials behind the level's letters; where they are taken, the second word in full."""
    words = commune.upper().split()
    forms = ("".join(word[0] for word in words), words[0][0] + "".join(words[1:]), "".join(words))
    candidates = [f"{_PREFIX[level]}{form}" for form in forms]
    return next(c for c in candidates if fold(c).replace(" ", "") not in taken)
