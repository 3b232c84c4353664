"""A template and its data become a letter's three parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartera_xl.outbox.templating.checking import SUBJECT
from cartera_xl.outbox.templating.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment, UndefinedError


def fill(
    environment: Environment, name: str, data: Mapping[str, Any]
) -> tuple[str, str, str]:
    """Return the subject, the HTML and the plain text.

    Raises:
        UndefinedError: the template names a datum that there is not.
    """
    html = environment.get_template(f"{name}.html").render(data)
    text = environment.get_template(f"{name}.txt").render(data)
    first, _, rest = text.lstrip("\n").partition("\n")
    return first.removeprefix(SUBJECT).strip(), html, rest.lstrip("\n")


def missing(error: UndefinedError, name: str) -> Fault:
    """Return where a template names a datum that there is not."""
    trace, file, line = error.__traceback__, f"{name}.html", 1
    while trace:
        place = trace.tb_frame.f_code.co_filename
        if place.endswith((".html", ".txt")):
            file, line = place, trace.tb_lineno
        trace = trace.tb_next
    return Fault(file, line, error.message or "no hay un dato que nombra.")
