"""The window that shows what is being signed and asks the PIN. Run as `python -m voffice_agent.window` (see assuan)."""

import tkinter
from tkinter import ttk

from voffice_agent.assuan import serve

WIDTH = 76


def ask(texts: dict[str, str]) -> str | None:
    """One window; None when it is closed. Raises TclError where there is no screen."""
    window, frame = _window(texts.get("SETTITLE", "V-Office"))
    _description(frame, texts.get("SETDESC", ""))
    ttk.Label(frame, text=texts.get("SETERROR", ""), foreground="#c22b2b").grid(row=1, column=0, columnspan=3)
    ttk.Label(frame, text=texts.get("SETPROMPT", "PIN")).grid(row=2, column=0, sticky="w", pady=(8, 0))
    answer: list[str] = []
    typed = ttk.Entry(frame, show="•", width=28)
    typed.grid(row=2, column=1, sticky="ew", padx=8, pady=(8, 0))

    def sign(*_: object) -> None:
        if typed.get():
            answer.append(typed.get())
            window.destroy()

    _buttons(frame, sign, window.destroy)
    typed.bind("<Return>", sign)
    window.bind("<Escape>", lambda _: window.destroy())
    window.after(100, window.lift)
    window.after(150, typed.focus_force)
    window.mainloop()
    return answer[0] if answer else None


def _window(title: str) -> tuple[tkinter.Tk, ttk.Frame]:
    window = tkinter.Tk()
    window.title(title)
    window.attributes("-topmost", True)
    frame = ttk.Frame(window, padding=16)
    frame.grid(sticky="nsew")
    window.columnconfigure(0, weight=1)
    window.rowconfigure(0, weight=1)
    return window, frame


def _description(frame: ttk.Frame, text: str) -> None:
    """Every document of the batch, scrolled when they are many; nothing in it can be edited."""
    lines = text.count("\n") + 1 + sum(len(line) // WIDTH for line in text.split("\n"))
    shown = tkinter.Text(frame, width=WIDTH, height=min(lines, 22), wrap="word", relief="flat", borderwidth=0)
    shown.insert("1.0", text)
    shown.configure(state="disabled", background=ttk.Style().lookup("TFrame", "background") or "#f0f0f0")
    bar = ttk.Scrollbar(frame, command=shown.yview)
    shown.configure(yscrollcommand=bar.set, font="TkDefaultFont")
    shown.grid(row=0, column=0, columnspan=3, sticky="nsew")
    bar.grid(row=0, column=3, sticky="ns")
    frame.columnconfigure(1, weight=1)
    frame.rowconfigure(0, weight=1)


def _buttons(frame: ttk.Frame, sign: object, leave: object) -> None:
    row = ttk.Frame(frame)
    row.grid(row=3, column=0, columnspan=4, sticky="e", pady=(12, 0))
    ttk.Button(row, text="Thôi, không ký", command=leave).grid(row=0, column=0, padx=8)  # type: ignore[arg-type]
    ttk.Button(row, text="Ký", command=sign).grid(row=0, column=1)  # type: ignore[arg-type]


if __name__ == "__main__":
    serve(ask)
