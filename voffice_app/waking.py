"""What a server does before its first request: start the reading child, finish what a crash left half-way."""

import logging

from voffice_app import threads
from voffice_app.actions.arriving import sweep
from voffice_app.actions.checking import forget_all
from voffice_app.actions.imprinting import finish_pending
from voffice_app.actions.signing import sweep_attempts
from voffice_app.domain.people import system_actor
from voffice_app.house import office
from voffice_app.keeper import Keeper
from voffice_app.runner import Runner
from voffice_app.workers import DAILY, LANES

log = logging.getLogger("voffice")

keeper = Keeper(office)
runner = Runner(office, LANES, DAILY)


async def wake() -> None:
    """A lifespan task: a number given before a crash gets its bytes now, and bytes that had to go are gone."""
    office().workshop.warm()
    await threads.run(sweep, office(), system_actor(0))
    await threads.run(sweep_attempts, office())
    await threads.run(forget_all, office())
    failed = await threads.run(finish_pending, office())
    if failed:
        log.error("numbers given but not yet written into their files: documents %s", failed)
    keeper.start()
    runner.start()
