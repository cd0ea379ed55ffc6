"""What can come of speaking to a mail server; each carries the server's own words where there were any."""


class MailError(Exception):
    """``code`` names the sentence in `voffice_app.words`; ``answer`` is what the server said."""

    def __init__(self, code: str, answer: str = "") -> None:
        super().__init__(f"{code}: {answer}")
        self.code, self.answer = code, answer


class Unavailable(MailError):
    """No fault of the letter, nothing was sent: no server, no trust in it, no log-in. All letters wait."""


class Deferred(MailError):
    """The server does not take this letter now (4xx): it waits for another try."""


class Rejected(MailError):
    """The server will never take this letter (5xx)."""


class Unsure(MailError):
    """The bytes were on their way and no answer came: nobody knows whether the server has the letter."""
