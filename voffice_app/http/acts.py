"""Acts that must not pass through a State: JSON in, JSON out, the body straight to where it belongs (a PIN!).

    @act("/api/sign", "outgoing.approve")
    def sign(actor: Actor, body: Request) -> dict[str, Any]: ...

runs in a desk thread; `body` is a pydantic model, a PIN in it a `SecretStr`. Nothing of a body is ever logged or
told back. A refusal is answered 409 with its reasons, each a code, its facts and its sentence. An account has a
few failed tries a minute, lest a PIN be guessed; where the answer comes before the PIN was tried (``pin_later``) the
act itself gives the try back with :func:`give_back`.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from signing.errors import SigningError
from voffice_app import threads, words
from voffice_app.domain.errors import Refused
from voffice_app.domain.people import Actor
from voffice_app.door import Signed
from voffice_app.http.caller import Refusal, for_holders, json_of
from voffice_app.pace import Pace
from voffice_app.reading.errors import ReadingError
from voffice_app.settings import settings

Body = TypeVar("Body", bound=BaseModel)
Act = Callable[[Actor, Any], dict[str, Any]]

ROUTES: list[Route] = []
_tries = Pace(per_second=settings.pins_per_minute / 60, burst=settings.pins_per_minute)


def give_back(actor: Actor) -> None:
    """The PIN was right: who signs a pile of papers is not slowed down."""
    _tries.give_back(str(actor.account_id))


def told(refused: Refused | SigningError | ReadingError) -> list[dict[str, Any]]:
    """Every reason of a refusal: code, facts, sentence."""
    if isinstance(refused, Refused):
        return [_told(why.code, why.facts) for why in refused.reasons]
    return [_told(refused.code, refused.facts)]


def _told(code: str, facts: Mapping[str, object]) -> dict[str, Any]:
    plain = {name: value if isinstance(value, str | int) else str(value) for name, value in facts.items()}
    return {"code": code, "facts": plain, "message": words.sentence(code, plain)}


def act(path: str, *permissions: str, pin_later: bool = False) -> Callable[[Act], Act]:
    """Open `path` for POST by holders of one of the permissions; the body's model is the annotation `body`."""

    def register(fn: Act) -> Act:
        model: type[BaseModel] = fn.__annotations__["body"]

        @for_holders(*permissions)
        async def route(request: Request, signed: Signed) -> Response:
            try:
                body = model.model_validate(await json_of(request))
            except ValidationError as wrong:
                return Refusal(422, "body", fields=[str(part["loc"][0]) for part in wrong.errors() if part["loc"]])
            if not _tries.allow(str(signed.actor.account_id)):
                return Refusal(429, "too_many")
            try:
                answer = await threads.run(fn, signed.actor, body)
            except (Refused, SigningError, ReadingError) as refused:
                return Refusal(409, "refused", reasons=told(refused))
            if not pin_later:
                give_back(signed.actor)
            return JSONResponse(answer, headers={"cache-control": "no-store"})

        ROUTES.append(Route(path, route, methods=["POST"]))
        return fn

    return register
