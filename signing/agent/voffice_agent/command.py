"""`voffice-agent`: the command."""

import argparse
import logging
import sys
from pathlib import Path

from voffice_agent import PORT, VERSION
from voffice_agent.asking import Asker
from voffice_agent.desk import Desk
from voffice_agent.names import dates, is_authority, owner
from voffice_agent.pairing import Offer, Pairings, exact_origin
from voffice_agent.places import home, known_modules
from voffice_agent.refusal import AgentRefused
from voffice_agent.server import Server


def main() -> None:
    """Run one command; ends with 1 when it could not be done."""
    asked = _parser().parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    sys.exit({"run": _run, "pair": _pair, "list": _list, "forget": _forget}[asked.command](asked))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="voffice-agent", description="Ký văn bản V-Office bằng USB token ở máy này.")
    parser.add_argument("--version", action="version", version=VERSION)
    parser.add_argument(
        "command", nargs="?", default="run", choices=["run", "pair", "list", "forget"],
        help="run: chạy (mặc định) · pair: ghép với tài khoản · list: xem thiết bị và các lần ghép · forget: bỏ ghép",
    )  # fmt: skip
    parser.add_argument("agent_id", nargs="?", help="với forget: mã lần ghép; để trống là bỏ hết")
    parser.add_argument("--origin", help="địa chỉ V-Office, như https://voffice.example.vn", type=exact_origin)
    parser.add_argument("--module", action="append", type=Path, help="tệp PKCS#11 của thiết bị (mặc định: tự tìm)")
    parser.add_argument("--port", type=int, default=PORT, help=f"cổng trên máy này (mặc định {PORT})")
    parser.add_argument("--pin-program", default="", help="chương trình hỏi PIN kiểu pinentry (mặc định: cửa sổ)")
    return parser


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
        _say(f"Không thấy chứng thư nào ({refused.facts.get('reason')}).")
        return 1
    finally:
        desk.close()
    for row in found:
        kind = "chứng thư cấp trên" if is_authority(row.der) else "chứng thư"
        _say(f"{kind}: {owner(row.der)} · thiết bị {row.token} · hết hạn {dates(row.der)[1]:%d/%m/%Y} · PIN {row.pin}")
    return 0


def _forget(asked: argparse.Namespace) -> int:
    gone = Pairings(home()).forget(asked.agent_id)
    _say(f"Đã bỏ {gone} lần ghép. Hãy thu hồi cả ở trang «Thiết bị ký của tôi».")
    return 0 if gone else 1


def _show(offer: Offer) -> None:
    _say(f"Mã ghép cho {offer.origin} (dùng một lần, trong 5 phút):\n\n    {offer.code[:4]} {offer.code[4:]}\n")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
