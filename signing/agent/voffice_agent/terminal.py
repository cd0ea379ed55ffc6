"""Asks the PIN in the terminal the agent was started in. Run as `python -m voffice_agent.terminal` (see assuan)."""

import getpass
import sys

from voffice_agent.assuan import serve


def ask(texts: dict[str, str]) -> str | None:
    """An empty line says: do not sign. Raises GetPassWarning where typing could be seen."""
    lines = [texts.get("SETDESC", ""), texts.get("SETERROR", ""), "(để trống rồi Enter: không ký)"]
    print("", *filter(None, lines), sep="\n", file=sys.stderr, flush=True)  # noqa: T201 - the terminal is the screen
    return getpass.getpass(f"{texts.get('SETPROMPT', 'PIN')} ") or None


if __name__ == "__main__":
    import warnings

    warnings.simplefilter("error", getpass.GetPassWarning)
    serve(ask)
