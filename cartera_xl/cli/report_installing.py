"""What an installation did, as a person reads it and as a program does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cartera_xl.install.installing import Installation
    from cartera_xl.install.removing import Removal
    from cartera_xl.install.renewing import Renewal
    from cartera_xl.install.steps import Step

_NOTHING: Final = "Todo está instalado y al día: no hay nada que hacer."
_SIMULATED: Final = "Simulación: no se escribió nada. Se haría:"


def installation_lines(done: Installation) -> Iterator[str]:
    """Yield the steps, what to know, and where everything is."""
    plan = done.plan
    if plan.steps:
        yield from _steps(plan.steps, simulated=done.simulated)
    else:
        yield _NOTHING
    yield ""
    yield f"Libro     {plan.workbook}"
    yield f"Cartera   {plan.ledger.shown}"
    yield f"Ajustes   {plan.places.settings}"
    notes = (*plan.notes, *done.told)
    if notes:
        yield ""
    for note in notes:
        yield f"  · {note}"
    if not done.simulated:
        yield ""
        yield "Abra el libro y habilite las macros; «cartera diagnostico» lo revisa."


def renewal_lines(done: Renewal) -> Iterator[str]:
    """Yield the steps, what to know, and which workbook is in use now."""
    if not done.steps:
        yield f"{done.workbook} está al día: no hay nada que renovar."
        return
    yield from _steps(done.steps, simulated=done.simulated)
    yield ""
    yield f"Libro     {done.workbook}"
    if done.notes:
        yield ""
    yield from (f"  · {note}" for note in done.notes)


def removal_lines(done: Removal) -> Iterator[str]:
    """Yield the steps and what stays."""
    yield from _steps(done.steps, simulated=done.simulated)
    yield ""
    yield "Quedan:"
    for kept in done.kept:
        yield f"  · {kept}"


def _steps(steps: Iterable[Step], *, simulated: bool) -> Iterator[str]:
    if simulated:
        yield _SIMULATED
    for step in steps:
        yield f"  {'·' if simulated else '✓'} {step.sentence}"


def installation_json(done: Installation) -> dict[str, Any]:
    """Return what was done, or would be."""
    plan = done.plan
    return {
        "simulado": done.simulated,
        "libro": str(plan.workbook),
        "modo": plan.mode.value,
        "cartera": plan.ledger.shown,
        "ajustes": str(plan.places.settings),
        "pasos": [step.sentence for step in plan.steps],
        "quedan_en_el_libro_anterior": list(plan.book.own),
        "notas": [*plan.notes, *done.told],
    }


def renewal_json(done: Renewal) -> dict[str, Any]:
    """Return what was done, or would be."""
    return {
        "simulado": done.simulated,
        "libro": str(done.workbook),
        "pasos": [step.sentence for step in done.steps],
        "quedan_en_el_libro_anterior": list(done.book.own),
        "notas": list(done.notes),
    }


def removal_json(done: Removal) -> dict[str, Any]:
    """Return what was removed, or would be."""
    return {
        "simulado": done.simulated,
        "pasos": [step.sentence for step in done.steps],
        "quedan": list(done.kept),
    }
