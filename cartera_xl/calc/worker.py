"""Answers cells of LibreOffice: a question a line in, an answer a line out.

It ends when whoever asks does: then there is nothing more to read.
"""

from __future__ import annotations

import json
import sys
from typing import IO, Any

from cartera_xl.excel import functions
from cartera_xl.excel.answers import MARK
from cartera_xl.excel.registry import REGISTRY

assert functions.__name__  # it is what registers them


def main() -> int:
    """Answer until the end."""
    asked, answered = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing else may stand between the answers
    serve(asked, answered)
    return 0


def serve(asked: IO[bytes], answered: IO[bytes]) -> None:
    """Answer every line that is asked."""
    for line in asked:
        reply = answer(json.loads(line))
        answered.write(json.dumps(reply).encode() + b"\n")
        answered.flush()


def answer(question: dict[str, Any]) -> dict[str, Any]:
    """Return what a function gives: a value, or Excel's error and why."""
    called = REGISTRY[question["function"]]
    given = called(question["workbook"], question["cutoff"], *question["cells"])
    if isinstance(given, str) and given.startswith(MARK):
        told = given.removeprefix(MARK)
        return {"error": told[:4], "why": told[4:]}
    return {"value": given}


if __name__ == "__main__":
    raise SystemExit(main())
