"""The command line: the same actions, on a closed workbook."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from cartera_xl.errors import DONE, UNUSABLE

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; no traceback reaches the screen."""
    # Modules are made of a hundred thousand objects that stay: walking through them
    # while they are loaded was a twelfth of a short command's time.
    gc.set_threshold(100_000)
    import click

    from cartera_xl.cli import screen
    from cartera_xl.cli.app import app

    screen.speak_utf8()
    try:
        given = sys.argv[1:] if arguments is None else list(arguments)
        code = app(given or ["--help"], prog_name="cartera", standalone_mode=False)
        return int(code or DONE)
    except click.ClickException as misuse:
        from cartera_xl.cli import usage

        screen.warn(usage.sentence(misuse))
        return UNUSABLE
    except (click.Abort, KeyboardInterrupt):
        screen.warn("Interrumpido: no se registró nada más.")
        return UNUSABLE
    except Exception as fault:
        from cartera_xl import faults

        told = faults.explain(fault)
        screen.warn(told.sentence)
        return told.exit_code
