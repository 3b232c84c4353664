"""Run long tests: python -m tests.soak [NOMBRE…] [--minutos N]"""

from __future__ import annotations

import argparse
import sys
import time
from typing import TYPE_CHECKING, Final

from tests.soak.bad_rows import bad_rows
from tests.soak.calc_blocks import blocks
from tests.soak.disks import disks
from tests.soak.duels import duels
from tests.soak.kills import kills
from tests.soak.posting_kills import posting_kills
from tests.soak.reached import account
from tests.soak.reminders import reminders
from tests.soak.sequences import collecting, sequences, stored
from tests.soak.year import year

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from tests.soak.reached import Reached

SOAKS: Final[Mapping[str, Callable[[float], Iterable[Reached]]]] = {
    "secuencias": sequences,
    "recaudo": collecting,
    "recaudo-en-archivo": stored,
    "fila-mala": bad_rows,
    "duelos": duels,
    "muertes": kills,
    "muertes-al-registrar": posting_kills,
    "discos": disks,
    "calc": blocks,
    "recordatorios": reminders,
    "anio-de-recordatorios": year,
}


def main(arguments: Sequence[str]) -> int:
    """Give each soak its share of the minutes; say what it went through.

    What the time did not reach is no fault, and has a line of its own.
    """
    parser = argparse.ArgumentParser(prog="bootstrap.py soak", add_help=True)
    parser.add_argument("names", metavar="NOMBRE", nargs="*", default=list(SOAKS))
    parser.add_argument("--minutos", type=float, default=30, dest="minutes")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.names) - set(SOAKS):
        parser.error(f"no hay {', '.join(sorted(unknown))}; hay {', '.join(SOAKS)}")
    seconds = asked.minutes * 60 / len(asked.names)
    for name in asked.names:
        started = time.monotonic()
        reached = SOAKS[name](started + seconds)
        sys.stdout.write(account(name, reached, time.monotonic() - started))
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
