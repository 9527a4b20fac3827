"""What `otoku doctor` says of the machine's clock: leases, timers and quiet hours hang on it."""

from datetime import timedelta

from engine.cli.finding import Finding
from engine.service.engine import Engine

HARMLESS = timedelta(seconds=5)
"""A lease is 30 s and a sending takes 18 s at most: workers 12 s apart take over nothing that still goes on."""


async def examine_clock(engine: Engine) -> Finding:
    """The clock beside that of the database's server, where that is another one."""
    asked = engine.clock.now()
    there = await engine.store.database_now()
    if there is None:
        return Finding(subject="clock", text=f"{asked:%Y-%m-%d %H:%M:%S} UTC; the database has no other")
    # What the question took on its way is nobody's fault.
    apart = asked - there if there < asked else max(timedelta(), there - engine.clock.now())
    if apart <= HARMLESS:
        return Finding(subject="clock", text="agrees with the database's server")
    seconds = round(apart.total_seconds())
    text = (
        f"{seconds} s apart from the database's server: let NTP keep both. Workers whose clocks are more than a "
        "dozen seconds apart may send essential mails twice"
    )
    return Finding(subject="clock", text=text, bad=True)
