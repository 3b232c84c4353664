"""Every call into LibreOffice has a deadline, and its faults have names.

What is guarded has an `office`, and the `document` of UNO that it is part of, or None.
"""

from __future__ import annotations

from functools import partial, wraps
from typing import TYPE_CHECKING, Any, Final, TypeVar

from cartera_xl.hosts.calc.bridge import exception
from cartera_xl.hosts.calc.faults import BookClosedError, CalcFaultError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

T = TypeVar("T")

_OPERATORS: Final = ("__call__", "__contains__", "__getitem__", "__iter__", "__len__")


def guarded(*, but: Collection[str] = ()) -> Callable[[type[T]], type[T]]:
    """Make a class's public methods and properties calls of its `office`.

    Those named in `but` wait for a person, or end the process themselves.
    """

    def guard(cls: type[T]) -> type[T]:
        for name, member in list(vars(cls).items()):
            if name in but or (name.startswith("_") and name not in _OPERATORS):
                continue
            if isinstance(member, property):
                read, write = member.fget, member.fset
                made = property(read and _calling(read), write and _calling(write))
                setattr(cls, name, made)
            elif callable(member) and not isinstance(member, type):
                setattr(cls, name, _calling(member))
        return cls

    return guard


def _calling(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def call(self: Any, *args: Any, **options: Any) -> Any:
        try:
            return self.office.call(partial(method, self, *args, **options))
        except Exception as fault:
            # A closed workbook gives these for many things that are asked of it.
            vague = isinstance(fault, (AttributeError, KeyError, CalcFaultError))
            if vague and is_closed(self.document):
                raise BookClosedError from fault
            raise

    return call


def is_closed(document: Any) -> bool:
    """Tell whether a workbook is no longer open."""
    if document is None:
        return False
    try:
        return document.CurrentController is None
    except exception("uno.Exception"):
        return True
