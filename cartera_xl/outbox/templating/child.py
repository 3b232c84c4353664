"""The process that fills templates: nothing but them and their data comes in here.

What a template may be made of is checked first. Should something get past that, this
process has neither the ledger nor a secret, and the system ends it where it takes more
time or memory than letters need. One process serves a whole run.
"""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING, Any, Final

from jinja2 import UndefinedError

from cartera_xl.outbox.templating.checking import faults
from cartera_xl.outbox.templating.environment import environment
from cartera_xl.outbox.templating.filling import fill, missing
from cartera_xl.outbox.templating.parcels import receive, send

if TYPE_CHECKING:
    from jinja2 import Environment

MEMORY: Final = 256 * 1024 * 1024  # bytes of address space
SECONDS: Final = 2  # of the processor, for one request


def main() -> None:
    """Answer requests on standard input until it ends."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    _limit_memory()
    _limit_time()
    sources = receive(source)
    made = environment(sources)
    found = faults(made, sources)
    send(sink, found)
    while not found and (asked := receive(source)) is not None:
        _limit_time()
        send(sink, [_filled(made, name, data) for name, data in asked])


def _filled(made: Environment, name: str, data: Any) -> dict[str, Any]:
    try:
        return {"letter": fill(made, name, data)}
    except UndefinedError as error:
        return {"fault": missing(error, name)}


def _limit_memory() -> None:
    """Set the limit where the system has such; Windows has the parent's clock alone."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time() -> None:
    """Give the next request its seconds, on top of what was used before."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        usage = resource.getrusage(resource.RUSAGE_SELF)
        used = usage.ru_utime + usage.ru_stime
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(used) + 1 + SECONDS, hard))
