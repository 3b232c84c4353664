"""What a template may be made of: constructs that can neither reach out nor run away.

The sandbox alone still called `c.borrar()` on a model object and counted to 10⁹ until
it was stopped (tried). So a template gets no calls, no arithmetic, no variables of its
own and no loops but over the lists that it is given, two deep at most: what is left
ends in a time that its length and its data bound.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from jinja2 import nodes

from cartera_xl.outbox.templating.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST: Final = 65_536  # characters of a template
DEEPEST: Final = 2  # loops within loops: currencies, then documents
# What letters are made of (see `letters`); quotes have other data than reminders.
DATA: Final = frozenset(
    {
        *("empresa", "cliente", "fecha", "nivel", "cantidad", "mora_maxima", "total"),
        *("secciones", "adjuntos", "cotizacion"),
    }
)
BASES: Final = ("correo.html", "correo.txt")
FILTERS: Final = frozenset({"upper", "lower", "capitalize", "trim", "length", "first"})
TESTS: Final = frozenset({"defined", "undefined", "odd", "even", "none"})
LOOP: Final = frozenset({"index", "first", "last", "length"})

_PLAIN: Final = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.Block),
    *(nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.CondExpr),
)
_NAMES: Final = {
    nodes.Call: "una llamada",
    nodes.Assign: "«set»",
    nodes.AssignBlock: "«set»",
    nodes.Macro: "«macro»",
    nodes.CallBlock: "«call»",
    nodes.FilterBlock: "«filter»",
    nodes.With: "«with»",
    nodes.Include: "«include»",
    nodes.Import: "«import»",
    nodes.FromImport: "«import»",
    nodes.Getitem: "un corchete",
    nodes.Mul: "«*»",
    nodes.Pow: "«**»",
    nodes.Mod: "«%»",
    nodes.Add: "«+»",
    nodes.Concat: "«~»",
}


def refused(template: nodes.Template, file: str) -> Iterator[Fault]:
    """Yield what a template may not contain, in its order."""
    yield from _walk(template, _Place(file, 1, 0, DATA))


class _Place(NamedTuple):
    """Where a node stands: its line, how many loops around it, the names it knows."""

    file: str
    line: int
    depth: int
    names: frozenset[str]


def _walk(node: nodes.Node, outside: _Place) -> Iterator[Fault]:
    place = outside._replace(line=node.lineno or outside.line)
    if isinstance(node, nodes.For):
        place = place._replace(depth=place.depth + 1)
    if sentence := _wrong(node, place):
        yield Fault(place.file, place.line, sentence)
        return
    if isinstance(node, nodes.For):
        target = path(node.target)
        place = place._replace(names=place.names | {target, "loop"})
    for child in node.iter_child_nodes():
        yield from _walk(child, place)


def _wrong(node: nodes.Node, place: _Place) -> str:
    match node:
        case nodes.Name():
            return _name(node, place.names)
        case nodes.Getattr():
            return _attribute(node)
        case nodes.Const():
            known = isinstance(node.value, str | int | None)
            return "" if known else "solo se usan textos y números enteros."
        case nodes.For():
            return _loop(node, place.depth)
        case nodes.Filter():
            return _one_of("filtro", node, FILTERS)
        case nodes.Test():
            return _one_of("prueba", node, TESTS)
        case nodes.Extends():
            return _base(node)
        case _ if isinstance(node, _PLAIN):
            return ""
    what = _NAMES.get(type(node), f"«{type(node).__name__.lower()}»")
    return f"una plantilla no puede usar {what}."


def _name(node: nodes.Name, known: frozenset[str]) -> str:
    if node.ctx != "load":
        taken = node.name in DATA or node.name == "loop" or node.name.startswith("_")
        return f"«{node.name}» ya tiene un significado: use otro." if taken else ""
    if node.name not in known:
        return f"no hay un dato «{node.name}»; hay {', '.join(sorted(DATA))}."
    return ""


def _attribute(node: nodes.Getattr) -> str:
    if not path(node):
        return "antes de un punto solo va el nombre de un dato."
    return f"«{node.attr}» no es un dato." if node.attr.startswith("_") else ""


def _loop(node: nodes.For, depth: int) -> str:
    if node.recursive:
        return "un ciclo no puede llamarse a sí mismo."
    if depth > DEEPEST:
        return f"no puede haber más de {DEEPEST} ciclos uno dentro de otro."
    if not isinstance(node.target, nodes.Name) or not path(node.iter):
        return "un ciclo recorre una lista de los datos: «for x in datos.lista»."
    return ""


def _one_of(what: str, node: nodes.Filter | nodes.Test, known: frozenset[str]) -> str:
    if node.name not in known:
        return f"no hay {what} «{node.name}»; hay {', '.join(sorted(known))}."
    if node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
        return f"«{node.name}» va sin argumentos."
    return "" if node.node is not None else f"«{node.name}» va después de un dato."


def _base(node: nodes.Extends) -> str:
    given = node.template
    if isinstance(given, nodes.Const) and given.value in BASES:
        return ""
    return f"solo se extiende {' o '.join(BASES)}."


def path(node: nodes.Node) -> str:
    """Return «cliente.nombre» of an expression that is nothing but names; else ""."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        before = path(node.node)
        return f"{before}.{node.attr}" if before else ""
    return ""
