"""Names of people who do not exist: every person of the demonstration is drawn from these lists."""

from random import Random

SURNAMES = (
    "Nguyễn", "Trần", "Phạm", "Vũ", "Đỗ", "Bùi", "Lê", "Hoàng", "Đặng", "Phan", "Đào", "Đinh", "Tạ", "Ngô",
    "Lương", "Hà", "Tô", "Khổng", "Mai", "Quách", "Tống", "Lại",
)  # fmt: skip
WOMEN = (
    "Thị Thanh Nhàn", "Thị Thu Lan", "Thị Kim Oanh", "Thị Bích Hạnh", "Thị Minh Nguyệt", "Thị Hồng Thắm",
    "Thị Ngọc Diệp", "Thị Mai Hoa", "Thị Hải Yến", "Thị Thúy Vân", "Thị Lan Phương", "Thị Hoài Thu",
    "Thị Tuyết Nhung", "Thị Phương Thảo", "Thị Quỳnh Như", "Thị Ánh Tuyết", "Thị Cẩm Tú", "Thị Khánh Ly",
    "Thị Diệu Linh", "Thị Xuân Quý", "Thị Minh Châu", "Thị Thanh Trúc", "Thị Vân Khánh", "Thị Thảo Nguyên",
)  # fmt: skip
MEN = (
    "Đức Thiện", "Quang Khải", "Văn Tuấn Kiệt", "Minh Trí", "Hữu Phước", "Xuân Bách", "Đình Phong", "Trọng Nghĩa",
    "Thế Vinh", "Công Thành", "Bá Lộc", "Gia Hưng", "Văn Đạt", "Anh Khoa", "Mạnh Tường", "Duy Hiển",
    "Quốc Bảo", "Tiến Lâm", "Hải Đăng", "Viết Thuận", "Đăng Quang", "Nhật Minh", "Sỹ Hùng", "Khắc Hiếu",
)  # fmt: skip


class People:
    """Draws each name once, the same ones for the same seed."""

    def __init__(self, rng: Random) -> None:
        women, men = ([f"{surname} {given}" for surname in SURNAMES for given in pool] for pool in (WOMEN, MEN))
        rng.shuffle(women)
        rng.shuffle(men)
        self._left = {True: women, False: men}
        self._rng = rng

    def draw(self, share_of_women: float = 0.5) -> str:
        """A name nobody else bears."""
        return self._left[self._rng.random() < share_of_women].pop()


def is_invented(name: str) -> bool:
    """True for a name these lists can make."""
    surname, _, given = name.partition(" ")
    return surname in SURNAMES and given in (*WOMEN, *MEN)
