"""Why a file was not read. Each error carries a code and facts; the words on screen are chosen elsewhere."""

from typing import Any


class ReadingError(Exception):
    """A code with its facts; travels whole between the workshop's child and the caller."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (type(self), self.code, self.facts)

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.code} ({facts})" if facts else self.code


class FileRefused(ReadingError):  # refusals are named as facts (house.md)
    """The file may not come in (security.md, rule 6)."""


class Unreadable(ReadingError):  # refusals are named as facts (house.md)
    """The bytes do not open as what they claim to be."""


class ReadingFailed(ReadingError):  # refusals are named as facts (house.md)
    """The workshop gave no answer: `crashed`, `timeout`, `memory`, `busy`, `not_started` or `failed`."""


def _rebuilt(kind: type[ReadingError], code: str, facts: dict[str, Any]) -> ReadingError:
    return kind(code, **facts)
