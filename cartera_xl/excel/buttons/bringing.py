"""Traer mis hojas: what a person added to the workbook that this one took over from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.excel.speaking import NOTHING, information
from cartera_xl.texts import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.excel.press import Press
    from cartera_xl.hosts.host import Brought


def bring_sheets(press: Press) -> str:
    """Copy a person's sheets and names from the older workbook, after one question."""
    from cartera_xl.install import books
    from cartera_xl.install.own_cells import own_cells
    from cartera_xl.install.shape import own_names, own_sheets, own_things, shape_of

    old = books.before(press.host.path)
    if old is None:
        return information(["Junto a este libro no hay uno anterior: nada por traer."])
    press.progress(f"Leyendo {old.name}", 0, 0)
    before, now = shape_of(old), shape_of(press.host.path)
    sheets, names = own_sheets(before, now), own_names(before, now)
    if not sheets and not names:
        return information([f"{old.name} no tiene hojas suyas que falten aquí."])
    if not press.host.ask(_question(old.name, sheets, names)):
        return NOTHING
    done = press.host.bring_from(old, sheets, names)
    things = {_sheet(s) for s in done.sheets} | {_name(n) for n in done.names}
    left = [t for t in (*own_things(before, now), *own_cells(old)) if t not in things]
    return information(_told(old.name, done, left))


def _question(old: str, sheets: list[str], names: list[str]) -> str:
    found = ", ".join([*map(_sheet, sheets), *map(_name, names)])
    return (
        f"En {old} hay cosas suyas: {found}. ¿Copiarlas a este libro? Sus fórmulas "
        f"mirarán las tablas de este. {old} queda como está."
    )


def _told(old: str, done: Brought, left: list[str]) -> Iterator[str]:
    if done.sheets or done.names:
        brought = count(len(done.sheets), "hoja", "hojas")
        names = count(len(done.names), "nombre", "nombres")
        yield f"Copiado: {brought} y {names}. Guarde el libro."
    else:
        yield "Nada se copió: lo suyo ya está en este libro, o Excel no lo deja copiar."
    if done.behind:
        yield f"Siguen mirando {old}, corríjalas: {', '.join(done.behind)}."
    if left:
        yield f"En {old} quedan: {', '.join(left)}."
        yield "Revise los gráficos y validaciones de las hojas copiadas."


def _sheet(title: str) -> str:
    return f"la hoja «{title}»"


def _name(name: str) -> str:
    return f"el nombre «{name}»"
