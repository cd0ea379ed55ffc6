"""The `voffice` command. Each order is a few lines; the work is elsewhere and imported when asked for."""

import importlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from voffice_app.commands import archive_orders

app = typer.Typer(no_args_is_help=True, add_completion=False, help="V-Office: văn phòng điện tử ngành giáo dục.")

AsJson = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]
app.add_typer(archive_orders.app, name="archive")

Folders = Annotated[list[Path], typer.Option(help="Thư mục chứng thư gốc và trung gian tin cậy thêm (PEM, DER).")]
Lists = Annotated[list[Path], typer.Option(help="Thư mục danh sách thu hồi (CRL) và câu trả lời OCSP.")]


def _stop(sentence: str) -> None:
    typer.secho(sentence, err=True, fg="red")
    raise typer.Exit(1)


def _server() -> Any:
    """The serving module; wrong settings end here with their sentence instead of a traceback."""
    from pydantic import ValidationError

    try:
        from voffice_app import serve
    except ValidationError as wrong:
        _stop("\n".join(str(part["msg"]).removeprefix("Value error, ") for part in wrong.errors()))
    serve.enter_root()
    return serve


def _up_to_date() -> Any:
    """The serving module after migrations; a newer database ends here with a sentence."""
    server = _server()
    try:
        server.bring_up_to_date()
    except server.CannotStart as refused:
        _stop(str(refused))
    return server


@app.command()
def serve() -> None:
    """Chuẩn bị mọi thứ còn thiếu rồi chạy máy chủ."""
    server = _up_to_date()
    try:
        server.prepare(typer.echo)
    except server.CannotStart as refused:
        _stop(str(refused))
    server.announce(typer.echo)
    server.serve()


@app.command()
def build() -> None:
    """Dựng giao diện nếu mã nguồn đã thay đổi."""
    _server()
    from voffice_app import front

    try:
        typer.echo(front.built(typer.echo))
    except front.BuildFailed as failed:
        _stop(str(failed))


@app.command()
def migrate() -> None:
    """Đưa cơ sở dữ liệu về đúng lược đồ của phiên bản này."""
    _up_to_date()
    typer.echo("Cơ sở dữ liệu đã đúng lược đồ.")


@app.command()
def seed(
    demo: Annotated[bool, typer.Option("--demo", help="Phòng GD&ĐT và 104 trường minh họa.")] = False,
    documents: Annotated[int, typer.Option(help="Thêm từng ấy văn bản để thử tải.", min=0)] = 0,
) -> None:
    """Nạp dữ liệu minh họa."""
    server = _up_to_date()
    if not demo and not documents:
        _stop("Chọn --demo hoặc --documents N.")
    if demo and not server.is_empty():
        _stop("Cơ sở dữ liệu đã có dữ liệu; không nạp dữ liệu minh họa đè lên.")
    try:
        if demo:
            server.seed_demo()
    except server.CannotStart as refused:
        _stop(str(refused))
    if documents:
        server.seed_documents(documents)


@app.command()
def create_admin(
    account: Annotated[str, typer.Argument(help="Tên tài khoản của bộ phận CNTT.")],
    name: Annotated[str, typer.Option(help="Họ và tên.")] = "Quản trị hệ thống",
) -> None:
    """Tạo tài khoản CNTT đầu tiên; mật khẩu ngẫu nhiên, phải đổi khi đăng nhập."""
    _up_to_date()
    from voffice_app.admin import AccountTaken, create

    try:
        password = create(account, name)
    except AccountTaken:
        _stop(f"Đã có tài khoản {account}.")
    typer.echo(f"Tài khoản: {account}\nMật khẩu lần đầu (có hiệu lực 3 ngày): {password}")


@app.command()
def backup(folder: Path) -> None:
    """Sao lưu cơ sở dữ liệu và tệp vào thư mục, kèm bản kê mã băm."""
    settings = _server().settings
    from voffice_app.db import backup, session

    _compared(lambda: backup.backup(settings.database_url, settings.data, folder, session.utc_now()))


@app.command()
def restore(folder: Path) -> None:
    """Khôi phục bản sao lưu vào thư mục dữ liệu đang trống, rồi đối chiếu."""
    settings = _server().settings
    from voffice_app.db import backup

    _compared(lambda: backup.restore(settings.database_url, settings.data, folder))


def _compared(work: Callable[[], dict[str, Any]]) -> None:
    """Tell the report; a refusal is a sentence, and a difference ends with an error for the scheduler to see."""
    from voffice_app.domain.errors import Refused
    from voffice_app.words import sentences

    try:
        report = work()
    except Refused as refused:
        _stop("\n".join(sentences(refused.reasons)))
    _told(report)
    if not report["holds"]:
        raise typer.Exit(1)


def _told(report: Any) -> None:
    typer.echo(json.dumps(report, ensure_ascii=False, indent=2, default=str))


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Từng bộ phận: có, thiếu, và cần làm gì."""
    _server()
    from voffice_app.doctor import examine

    parts = examine()
    if as_json:
        _told([part.as_dict() for part in parts])
    else:
        for part in parts:
            typer.echo(part.line())
    if any(part.needed and not part.present for part in parts):
        raise typer.Exit(1)


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="Tệp PDF cần kiểm tra.")],
    trust: Folders = (),
    crl: Lists = (),
    at: Annotated[str | None, typer.Option(help="Xét theo thời điểm này, ví dụ 2026-11-24T10:15:00+07:00.")] = None,
    offline: Annotated[bool, typer.Option("--offline", help="Không hỏi gì qua mạng.")] = False,
    as_json: AsJson = False,
) -> None:
    """Kiểm tra chữ ký số của một tệp PDF. Mã kết thúc: 0 hợp lệ, 1 không hợp lệ, 2 chưa xác định, 3 không xét được."""
    from voffice_app.commands import verify as asked
    from voffice_app.commands.asked import CannotAsk

    try:
        verdict, skipped = asked.examined(file, trust, crl, at, offline)
    except CannotAsk as refused:
        typer.secho(str(refused), err=True, fg="red")
        raise typer.Exit(3) from None
    if skipped:
        typer.secho(f"Bỏ qua (không phải chứng thư, CRL hay OCSP): {', '.join(skipped)}", err=True)
    typer.echo(asked.as_json(verdict) if as_json else asked.as_text(verdict))
    raise typer.Exit(asked.EXIT[verdict.outcome])


@app.command()
def sign(
    files: Annotated[list[Path], typer.Argument(help="Các tệp PDF cần ký; tệp gốc không bị ghi đè.")],
    kind: Annotated[str, typer.Option(help="leader (lãnh đạo), agency (cơ quan) hoặc invisible (không hiện hình).")],
    token: Annotated[str, typer.Option(help="Tên hoặc số máy của thiết bị ký.")] = "",
    key: Annotated[str, typer.Option(help="Nhãn, số sê-ri hoặc SHA-256 của chứng thư.")] = "",
    module: Annotated[list[Path], typer.Option(help="Thư viện PKCS#11; mặc định theo cấu hình.")] = [],  # noqa: B006
    image: Annotated[Path | None, typer.Option(help="Ảnh chữ ký (xanh) hoặc con dấu (đỏ).")] = None,
    signer: Annotated[str, typer.Option(help="Họ tên in dưới chỗ ký; mặc định theo chứng thư.")] = "",
    line: Annotated[list[str], typer.Option(help="Dòng chữ cạnh con dấu; mặc định tên cơ quan.")] = [],  # noqa: B006
    diameter: Annotated[float, typer.Option(help="Đường kính thật của con dấu, mm.", min=20, max=50)] = 36,
    out: Annotated[Path | None, typer.Option(help="Thư mục ghi tệp đã ký; mặc định cạnh tệp gốc.")] = None,
    trust: Annotated[list[Path], typer.Option(help="Thư mục chứng thư gốc và trung gian tin cậy thêm.")] = [],  # noqa: B006
    crl: Annotated[list[Path], typer.Option(help="Thư mục danh sách thu hồi (CRL) và câu trả lời OCSP.")] = [],  # noqa: B006
    offline: Annotated[bool, typer.Option("--offline", help="Không hỏi gì qua mạng.")] = False,
    pin_fd: Annotated[int | None, typer.Option(help="Đọc mã PIN từ mô tả tệp này thay cho bàn phím.")] = None,
    as_json: AsJson = False,
) -> None:
    """Ký nhiều tệp PDF với một lần nhập PIN. Mã kết thúc: 0 ký hết, 1 có tệp chưa ký, 3 không ký được tệp nào."""
    from voffice_app.commands import sign as asked

    order = asked.Order(kind, image, signer, tuple(line), diameter, out, tuple(trust), tuple(crl), offline)
    raise typer.Exit(asked.told(files, order, asked.Device(tuple(module), token, key, pin_fd), as_json, typer.echo))


@app.command()
def keep(
    only_list: Annotated[bool, typer.Option("--list", help="Chỉ liệt kê việc đang chờ và việc lỗi.")] = False,
) -> None:
    """Bổ sung dấu thời gian và bằng chứng cho văn bản đã ban hành đang chờ, rồi liệt kê việc chưa xong."""
    _up_to_date()
    from voffice_app.commands.keep import keep_due, lines

    if not only_list:
        typer.echo(keep_due())
    for line in lines():
        typer.echo(line)


@app.command()
def books() -> None:
    """Đối chiếu mọi quyển sổ đã đóng với sổ hiện nay; mã thoát 1 khi có quyển không còn nguyên vẹn."""
    _up_to_date()
    from voffice_app.commands.books import compared

    found = list(compared())
    for line, _ in found:
        typer.echo(line)
    if not all(unharmed for _, unharmed in found):
        raise typer.Exit(1)


@app.command()
def bench(
    name: str,
    as_json: AsJson = False,
    rows: Annotated[int, typer.Option(help="Số dòng, với phép đo có nhận số dòng.", min=0, max=1_000_000)] = 0,
) -> None:
    """Đo một phần của hệ thống; mỗi ngưỡng là một tỷ lệ trong cùng một lần chạy."""
    server = _server()
    known = name.isidentifier() and (server.ROOT / "bench" / f"{name}.py").is_file()
    run = getattr(importlib.import_module(f"bench.{name}"), "run", None) if known else None
    if run is None:
        _stop(f"Không có phép đo {name}.")
    report = run(rows) if rows else run()
    table = report.pop("told", ())
    if as_json:
        _told(report)
    else:
        for line in table:
            typer.echo(line)
        for bar, found in report["bars"].items():
            mark = "đạt" if found["holds"] else "KHÔNG ĐẠT"
            typer.echo(f"{bar}: {found['value']} (ngưỡng {found['limit']}) {mark}")
    if not report["holds"]:
        raise typer.Exit(1)


if __name__ == "__main__":
    app()
