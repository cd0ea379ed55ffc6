"""The `voffice` command. Each order is a few lines; the work is elsewhere, imported when asked for."""

import sys

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False, help="V-Office: văn phòng điện tử ngành giáo dục.")


@app.command()
def serve() -> None:
    """Chuẩn bị mọi thứ còn thiếu rồi chạy máy chủ."""
    from voffice_app import serve as server

    try:
        server.prepare()
    except server.CannotStart as refused:
        typer.echo(str(refused), err=True)
        raise SystemExit(1) from refused
    server.serve()


@app.command()
def migrate() -> None:
    """Đưa cơ sở dữ liệu về đúng lược đồ của phiên bản này."""
    from voffice_app import serve as server

    server.bring_up_to_date()


if __name__ == "__main__":
    sys.exit(app())
