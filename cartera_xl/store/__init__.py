"""The sub-ledger on disk: the only place that knows databases."""

from cartera_xl.store.store import Store

__all__ = ["Store"]
