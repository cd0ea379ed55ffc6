"""`voffice-agent`: the command."""

import argparse
import logging
import re
import sys
from datetime import date
from pathlib import Path
from typing import NoReturn

from voffice_agent import PORT, VERSION
from voffice_agent.asking import Asker
from voffice_agent.desk import Desk, readable
from voffice_agent.pairing import Offer, Pairings, exact_origin
from voffice_agent.places import home, known_modules
from voffice_agent.refusal import AgentRefused
from voffice_agent.server import Server

NO_CERTIFICATE = {
    "module_missing": "Máy này chưa có trình điều khiển của thiết bị ký. Cài vào, hoặc chỉ rõ bằng --module.",
    "driver_failed": "Không mở được trình điều khiển: {modules}. Kiểm tra đường dẫn, hoặc cài lại trình điều khiển.",
    "token_missing": "Chưa thấy chứng thư nào. Cắm thiết bị ký rồi thử lại.",
    "token_removed": "Thiết bị ký vừa được rút ra. Cắm lại rồi thử lại.",
}
PIN_STATE = {"ok": "bình thường", "low": "đã có lần nhập sai", "final": "chỉ còn một lần thử", "locked": "đã khóa"}


class Parser(argparse.ArgumentParser):
    """Says in the person's language what was not understood."""

    def error(self, message: str) -> NoReturn:
        told = re.sub(r"^argument ", "", message).replace("unrecognized arguments", "không hiểu")
        self.exit(2, f"{told}\nXem cách dùng: voffice-agent --help\n")


def main() -> None:
    """Run one command; ends with 1 when it could not be done."""
    for stream in (sys.stdout, sys.stderr):  # a log file of an old Windows knows no Vietnamese letters
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # both are text streams
    asked = _parser().parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    sys.exit({"run": _run, "pair": _pair, "list": _list, "forget": _forget}[asked.command](asked))


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="voffice-agent", description="Ký văn bản V-Office bằng USB token ở máy này.")
    parser.add_argument("--version", action="version", version=VERSION)
    parser.add_argument(
        "command", nargs="?", default="run", type=_command, metavar="lệnh",
        help="run: chạy (mặc định) · pair: ghép với tài khoản · list: xem thiết bị và các lần ghép · forget: bỏ ghép",
    )  # fmt: skip
    parser.add_argument("agent_id", nargs="?", help="với forget: mã lần ghép; để trống là bỏ hết")
    parser.add_argument("--origin", help="địa chỉ V-Office, như https://voffice.example.vn", type=_origin)
    parser.add_argument("--module", action="append", type=Path, help="tệp PKCS#11 của thiết bị (mặc định: tự tìm)")
    parser.add_argument("--port", type=_port, default=PORT, help=f"cổng trên máy này (mặc định {PORT})")
    parser.add_argument("--pin-program", default="", help="chương trình hỏi PIN kiểu pinentry (mặc định: cửa sổ)")
    return parser


def _command(text: str) -> str:
    if text not in ("run", "pair", "list", "forget"):
        raise argparse.ArgumentTypeError(f"không có lệnh «{text}»; các lệnh: run, pair, list, forget")
    return text


def _origin(text: str) -> str:
    try:
        return exact_origin(text)
    except ValueError as why:
        raise argparse.ArgumentTypeError(str(why)) from None


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"cổng phải là số từ 1 đến 65535, không phải «{text}»")
    return int(text)


def _modules(asked: argparse.Namespace) -> list[Path]:
    return asked.module or known_modules()


def _run(asked: argparse.Namespace) -> int:
    """Serve until stopped; an address that is not paired yet gets a code at once."""
    pairings = Pairings(home())
    known = {one.origin for one in pairings.kept()}
    if asked.origin and asked.origin not in known:
        _show(pairings.make_offer(asked.origin))
    elif not known and pairings.offer() is None:
        _say("Chưa ghép với V-Office nào. Chạy: voffice-agent pair --origin https://địa-chỉ-V-Office")
        return 1
    return _serve(asked, pairings)


def _pair(asked: argparse.Namespace) -> int:
    if not asked.origin:
        _say("Cần địa chỉ V-Office: voffice-agent pair --origin https://địa-chỉ-V-Office")
        return 1
    pairings = Pairings(home())
    _show(pairings.make_offer(asked.origin))
    return _serve(asked, pairings)


def _serve(asked: argparse.Namespace, pairings: Pairings) -> int:
    modules = _modules(asked)
    desk = Desk(modules, Asker(asked.pin_program))
    try:
        server = Server(asked.port, desk, pairings)
    except PermissionError:
        _say(f"Hệ điều hành không cho dùng cổng {asked.port}. Chọn cổng khác bằng --port, trên 1024.")
        return 1
    except OSError:
        _say(f"Cổng {asked.port} đang có chương trình dùng: nếu là voffice-agent thì không cần chạy thêm.")
        return 0 if asked.command == "pair" else 1
    names = ", ".join(str(one) for one in modules) or "không thấy trình điều khiển nào; chỉ rõ bằng --module"
    _say(f"Đang chạy tại http://{server.host} · trình điều khiển: {names}")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
        desk.close()
    return 0


def _list(asked: argparse.Namespace) -> int:
    for one in Pairings(home()).kept():
        _say(f"Ghép {one.agent_id} · {one.origin}")
    desk = Desk(_modules(asked), Asker())
    try:
        found = desk.certificates()
    except AgentRefused as refused:
        sentence = NO_CERTIFICATE.get(str(refused.facts.get("reason")), NO_CERTIFICATE["token_missing"])
        _say(sentence.format(modules=", ".join(str(driver.module) for driver in desk.drivers)))
        return 1
    finally:
        desk.close()
    for row in readable(found):
        kind = "chứng thư cấp trên" if row["authority"] else "chứng thư"
        until = date.fromisoformat(row["valid_to"][:10])
        pin = PIN_STATE[row["pin"]]
        _say(f"{kind}: {row['owner']} · thiết bị {row['token']} · hết hạn {until:%d/%m/%Y} · PIN {pin}")
    return 0


def _forget(asked: argparse.Namespace) -> int:
    gone = Pairings(home()).forget(asked.agent_id)
    if not gone:
        _say("Không có lần ghép nào như vậy. Xem mã các lần ghép: voffice-agent list")
        return 1
    _say(f"Đã bỏ {gone} lần ghép. Hãy thu hồi cả ở trang «Thiết bị ký của tôi».")
    return 0


def _show(offer: Offer) -> None:
    _say(f"Mã ghép cho {offer.origin} (dùng một lần, trong 5 phút):\n\n    {offer.code[:4]} {offer.code[4:]}\n")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
