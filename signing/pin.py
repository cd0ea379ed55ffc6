"""A PIN that cannot be printed, logged, compared by accident or carried to another process."""

from typing import NoReturn


class Pin:
    """Holds a PIN until the token has seen it. Its text leaves only through `reveal`, which the token worker calls."""

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
