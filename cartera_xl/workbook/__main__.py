"""`python -m cartera_xl.workbook build [--salida ARCHIVO]`: make the empty workbook."""

from __future__ import annotations

import argparse
from pathlib import Path

from cartera_xl.errors import DONE
from cartera_xl.workbook.build import build


def main(arguments: list[str] | None = None) -> int:
    """Build the workbook; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m cartera_xl.workbook")
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("build", help="Hace el libro vacío.")
    command.add_argument("--salida", type=Path, default=Path("workbook/Cartera.xlsm"))
    build(parser.parse_args(arguments).salida)
    return DONE


if __name__ == "__main__":
    raise SystemExit(main())
