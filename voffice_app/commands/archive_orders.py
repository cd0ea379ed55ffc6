"""The orders of `voffice archive`; the work is beside, and is imported when it is asked for."""

from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(no_args_is_help=True, help="Thư mục lưu trữ văn bản đi: ghi đủ, kiểm tra, dựng lại sổ.")


def _office() -> Any:
    from voffice_app.house import office

    return office()


@app.command()
def build() -> None:
    """Ghi những văn bản đã ban hành còn thiếu hoặc đã thay đổi vào thư mục lưu trữ."""
    from voffice_app.commands.archive import build as built

    typer.echo(built(_office()))


@app.command()
def verify(
    signatures: Annotated[bool, typer.Option(help="Kiểm tra lại cả chữ ký số, không dùng mạng.")] = True,
) -> None:
    """Tính lại mã băm, đối chiếu cơ sở dữ liệu và chữ ký số. Mã kết thúc: 0 khớp, 1 có khác biệt."""
    from voffice_app.commands.archive import findings
    from voffice_app.words import sentence

    _told((f"{fault.path}: {sentence(fault.code)}" for fault in findings(_office(), signatures)), "Thư mục khớp.")


@app.command()
def register(
    year: Annotated[Path, typer.Argument(help="Thư mục một năm của đơn vị: <thư mục lưu trữ>/<đơn vị>/<năm>.")],
    out: Annotated[Path, typer.Option(help="Tệp Excel của sổ dựng lại.")] = Path("so-dung-lai.xlsx"),
    alone: Annotated[bool, typer.Option("--alone", help="Không đối chiếu với cơ sở dữ liệu.")] = False,
) -> None:
    """Dựng lại sổ đăng ký văn bản đi chỉ từ thư mục, rồi đối chiếu. Mã kết thúc: 0 khớp, 1 có khác biệt."""
    from voffice_app.commands.archive_register import as_workbook, differences, rebuilt, unreliable

    year = year.absolute()
    if not year.name.isdecimal() or not (year / "VanBanDi").is_dir():
        typer.secho(f"{year} không phải thư mục một năm của đơn vị. Chọn <đơn vị>/<năm>.", err=True, fg="red")
        raise typer.Exit(3)
    found = rebuilt(year)
    out.write_bytes(as_workbook(found.unit, int(year.name), found.rows))
    typer.echo(f"{len(found.rows)} văn bản, ghi vào {out}.")
    if alone:
        _told(unreliable(found), "Đọc được mọi thư mục.")
    else:
        told = chain(unreliable(found), differences(_office(), year, found.rows))
        _told(told, "Sổ dựng lại khớp với cơ sở dữ liệu.")


def _told(lines: Iterable[str], well: str) -> None:
    different = 0
    for line in lines:
        typer.echo(line)
        different += 1
    typer.echo(f"{different} khác biệt." if different else well)
    if different:
        raise typer.Exit(1)
