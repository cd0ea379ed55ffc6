"""The small office of the tests: every role once, a school, and one person with a post in each."""

from datetime import date

from sqlmodel import select

from voffice_app import passwords
from voffice_app.db.people import Account, Position, Unit
from voffice_app.db.session import Database
from voffice_app.domain.people import Actor, Level, Role, UnitKind

PASSWORD = "mat-khau-thu-nghiem"
RECORD = passwords.hashed(PASSWORD)

TITLES = {
    Role.HEAD: "Trưởng phòng", Role.DEPUTY: "Phó Trưởng phòng", Role.CLERK: "Văn thư",
    Role.OFFICER: "Chuyên viên", Role.IT: "Bộ phận CNTT",
}  # fmt: skip

PEOPLE = {
    "truongphong": (("office", Role.HEAD),),
    "phophong": (("office", Role.DEPUTY),),
    "vanthu": (("office", Role.CLERK),),
    "chuyenvien": (("office", Role.OFFICER),),
    "cntt": (("office", Role.IT),),
    "hieutruong": (("school", Role.HEAD),),
    "vanthutruong": (("school", Role.CLERK),),
    "kiemnhiem": (("school", Role.CLERK), ("office", Role.OFFICER)),
}
NAMES = {
    "truongphong": "Phạm Quang Vinh", "phophong": "Đỗ Thị Mai", "vanthu": "Nguyễn Thị Hoa",
    "chuyenvien": "Trần Văn Bình", "cntt": "Lê Minh Đức", "hieutruong": "Vũ Thị Hạnh",
    "vanthutruong": "Bùi Thị Lan", "kiemnhiem": "Hoàng Thị Ngọc",
}  # fmt: skip


def fill(database: Database) -> None:
    """Enter the office, the school and their people."""
    nobody = Actor(0, 0, 0, UnitKind.OFFICE, "", Role.IT, "Kiểm thử", "")
    with database.act(nobody) as tx:
        office = Unit(
            code="PGDDT", kind=UnitKind.OFFICE, name="Phòng GD&ĐT Sông Hồng", symbol="PGDĐT", place_name="Sông Hồng"
        )
        tx.session.add(office)
        tx.session.flush()
        school = Unit(
            code="TH-BM", kind=UnitKind.SCHOOL, level=Level.TH, name="Trường Tiểu học Bình Minh", symbol="THBM",
            place_name="Bình Minh", parent_id=office.id,
        )  # fmt: skip
        tx.session.add(school)
        tx.session.flush()
        units = {"office": office.id or 0, "school": school.id or 0}
        for username, posts in PEOPLE.items():
            account = Account(username=username, full_name=NAMES[username], password_hash=RECORD)
            tx.session.add(account)
            tx.session.flush()
            for unit, role in posts:
                title = "Hiệu trưởng" if (unit, role) == ("school", Role.HEAD) else TITLES[role]
                tx.session.add(
                    Position(
                        account_id=account.id or 0, unit_id=units[unit], role=role, title=title,
                        valid_from=date(2020, 1, 1),
                    )
                )  # fmt: skip


def newcomer(database: Database, username: str, **columns: object) -> str:
    """One more clerk of the school, for a test that changes the account; returns the user name."""
    nobody = Actor(0, 0, 0, UnitKind.OFFICE, "", Role.IT, "Kiểm thử", "")
    with database.act(nobody) as tx:
        account = Account(username=username, full_name="Phan Thị Mới", password_hash=RECORD, **columns)
        tx.session.add(account)
        tx.session.flush()
        school = tx.session.exec(select(Unit).where(Unit.kind == UnitKind.SCHOOL)).one()
        post = Position(
            account_id=account.id or 0, unit_id=school.id or 0, role=Role.CLERK, title="Văn thư",
            valid_from=date(2020, 1, 1),
        )  # fmt: skip
        tx.session.add(post)
    return username
