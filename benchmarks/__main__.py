"""`python -m benchmarks [NAME…] [--rapido] [--escribir]`: measure, then one table."""

from __future__ import annotations

import argparse
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks import (
    cutoff,
    functions,
    history,
    importing,
    living,
    posting,
    refreshing,
    reminders,
    starting,
    statements,
    table,
    typed_input,
    writers,
)
from benchmarks.machine import describe
from benchmarks.measuring import note

if TYPE_CHECKING:
    from benchmarks.comparing import Comparison

BENCHMARKS: Final = {
    "P1": refreshing.measure,
    "P2": cutoff.measure,
    "P3": history.measure,
    "P4": functions.measure,
    "P5": starting.measure,
    "P6": posting.measure,
    "P7": writers.measure,
    "P8": reminders.measure,
    "P9": statements.measure,
    "P10": typed_input.measure,
    "P11": importing.measure,
    "P12": living.measure,
}
DOCUMENT: Final = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"


def main() -> None:
    """Run the benchmarks that were named, or all."""
    options = _options()
    lines: list[Comparison] = []
    for name in options.names or BENCHMARKS:
        note(name)
        with tempfile.TemporaryDirectory() as folder:
            lines += BENCHMARKS[name](Path(folder), options.rapido)
    print("\n".join(describe()), table.screen(lines), sep="\n\n")
    if options.escribir:
        command = "python3 bootstrap.py bench" + " --rapido" * options.rapido
        today = datetime.now(UTC).date()
        text = table.document(lines, f"{command} --escribir", today)
        DOCUMENT.write_text(text, "utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser("benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NOMBRE", type=_name)
    parser.add_argument("--rapido", action="store_true", help="tamaños menores")
    parser.add_argument(
        "--escribir", action="store_true", help="escribir docs/benchmarks.md"
    )
    return parser.parse_args()


def _name(text: str) -> str:
    if text.upper() not in BENCHMARKS:
        known = ", ".join(BENCHMARKS)
        raise argparse.ArgumentTypeError(f"«{text}» no es ninguna de {known}")
    return text.upper()


if __name__ == "__main__":
    main()
