"""The few lines of Assuan that PIN programs speak (GnuPG's pinentry): D, OK, ERR, SETDESC, SETPROMPT, GETPIN."""

import sys
from collections.abc import Callable
from typing import BinaryIO

CANCELLED = "ERR 83886179 Operation cancelled"
UNABLE = "ERR 83886165 Not possible here"


def escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def unescaped(text: str) -> str:
    return text.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")


def converse(program_in: BinaryIO, program_out: BinaryIO, texts: dict[str, str]) -> tuple[str, str]:
    """Ask a PIN program; (PIN, "") or ("", the program's ERR line, "" when it just ended)."""

    def answer() -> tuple[str, str]:
        data = ""
        while line := program_out.readline().decode("utf-8", "replace").rstrip("\n"):
            if line.startswith("D "):
                data += unescaped(line[2:])
            elif line.startswith(("OK", "ERR")):
                return data, line
        return "", ""

    def say(line: str) -> tuple[str, str]:
        program_in.write(line.encode() + b"\n")
        program_in.flush()
        return answer()

    if not answer()[1].startswith("OK"):
        return "", ""
    say("OPTION lc-ctype=C.UTF-8")
    for command, text in texts.items():
        say(f"{command} {escaped(text)}")
    pin, line = say("GETPIN")
    return (pin, "") if line.startswith("OK") else ("", line)


def serve(get_pin: Callable[[dict[str, str]], str | None]) -> None:
    """Be a PIN program on standard input and output: `get_pin(texts)` answers, None when the person closes it."""
    texts: dict[str, str] = {}
    _say("OK Pleased to meet you")
    for raw in sys.stdin.buffer:
        command, _, text = raw.decode("utf-8", "replace").rstrip("\n").partition(" ")
        if command == "GETPIN":
            _answer(get_pin, texts)
        elif command == "BYE":
            return
        else:
            texts[command] = unescaped(text)
            _say("OK")


def _answer(get_pin: Callable[[dict[str, str]], str | None], texts: dict[str, str]) -> None:
    try:
        pin = get_pin(texts)
    except Exception:
        _say(UNABLE)
        return
    if pin:
        _say(f"D {escaped(pin)}")
    _say("OK" if pin else CANCELLED)


def _say(line: str) -> None:
    sys.stdout.buffer.write(line.encode() + b"\n")
    sys.stdout.buffer.flush()
