"""Jinja as far as a letter needs it: plain data, no globals, nothing left undefined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jinja2 import FunctionLoader, StrictUndefined
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from cartera_xl.outbox.templating.allowed import FILTERS, LOOP, TESTS

if TYPE_CHECKING:
    from collections.abc import Mapping

_MANY: Final = 100  # compiled templates that are kept


class Missing(StrictUndefined):
    """A datum that there is not: using it is a fault, told in Spanish."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        return f"no hay un dato «{self._undefined_name}»."


class PlainEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox in which a dot means a key of a dict, and nothing can be called."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a value by its key; there are no attributes."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in LOOP:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return what the dot would."""
        return self.getattr(obj, str(argument))

    def is_safe_callable(self, obj: Any) -> bool:
        """Nothing is."""
        return False


def environment(sources: Mapping[str, str]) -> PlainEnvironment:
    """Return the environment of these templates, by file name."""
    made = PlainEnvironment(
        # With a name of its own a template's lines stand in what an error tells.
        loader=FunctionLoader(
            lambda name: (sources[name], name, None) if name in sources else None
        ),
        autoescape=_is_escaped,
        undefined=Missing,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        cache_size=_MANY,
        auto_reload=False,
    )
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in sorted(FILTERS)}
    made.tests = {name: made.tests[name] for name in sorted(TESTS)}
    return made


def _is_escaped(name: str | None) -> bool:
    """Tell what is escaped: all but what goes out as plain text."""
    return not (name or "").endswith(".txt")
