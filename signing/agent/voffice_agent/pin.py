"""A PIN that cannot be printed, logged or carried to another process by accident."""

from typing import NoReturn


class Pin:
    """Lives for one batch. Its text leaves only through `reveal`, which the token's own process is told by."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return "Pin(•••)"

    __str__ = __repr__

    def __reduce__(self) -> NoReturn:
        raise TypeError("a PIN is not stored or sent")
