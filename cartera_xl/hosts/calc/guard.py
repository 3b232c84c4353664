"""Every call into LibreOffice has a deadline, and its faults have names."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

_OPERATORS: Final = ("__call__", "__contains__", "__getitem__", "__iter__", "__len__")


T = TypeVar("T")


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
        with self.office.call():
            return method(self, *args, **options)

    return call
