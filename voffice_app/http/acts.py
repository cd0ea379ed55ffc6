"""Acts that must not pass through a State: JSON in, JSON out, the body straight to where it belongs (a PIN!).

    @act("/api/sign", "outgoing.read")
    def sign(actor: Actor, body: SignBody) -> dict[str, Any]: ...

runs in a desk thread; `body` is a pydantic model, a PIN in it a `SecretStr`. Nothing of a body is ever logged or
told back. A refusal is answered 409 with its reasons, each a code, its facts and its sentence.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from voffice_app import threads, words
from voffice_app.domain.errors import Reason, Refused
from voffice_app.domain.people import Actor
from voffice_app.door import Signed
from voffice_app.http.caller import for_holders, json_of, refusal

Body = TypeVar("Body", bound=BaseModel)
Act = Callable[[Actor, Any], dict[str, Any]]

ROUTES: list[Route] = []


def _told(reason: Reason) -> dict[str, Any]:
    facts = {name: value if isinstance(value, str | int) else str(value) for name, value in reason.facts.items()}
    return {"code": reason.code, "facts": facts, "sentence": words.sentence(reason.code, facts)}


def act(path: str, *permissions: str) -> Callable[[Act], Act]:
    """Open `path` for POST by holders of one of the permissions; the body's model is the annotation `body`."""

    def register(fn: Act) -> Act:
        model: type[BaseModel] = fn.__annotations__["body"]

        @for_holders(*permissions)
        async def route(request: Request, signed: Signed) -> Response:
            try:
                body = model.model_validate(await json_of(request))
            except ValidationError as wrong:
                return refusal(422, "body", fields=[str(part["loc"][0]) for part in wrong.errors() if part["loc"]])
            try:
                answer = await threads.run(fn, signed.actor, body)
            except Refused as refused:
                return refusal(409, "refused", reasons=[_told(reason) for reason in refused.reasons])
            return JSONResponse(answer, headers={"cache-control": "no-store"})

        ROUTES.append(Route(path, route, methods=["POST"]))
        return fn

    return register
