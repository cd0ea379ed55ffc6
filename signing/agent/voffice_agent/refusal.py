"""Why the agent did not do what it was asked: a code and facts for the page, which has the words."""


class AgentRefused(Exception):
    """`code` names the refusal, `facts` say what about it. Never holds a PIN, a key or a document's words."""

    def __init__(self, code: str, status: int = 409, **facts: str | int | None) -> None:
        super().__init__(code)
        self.code, self.status, self.facts = code, status, facts

    def as_dict(self) -> dict[str, object]:
        return {"code": self.code, "facts": self.facts}
