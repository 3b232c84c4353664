"""The sub-ledger on disk: the only place that knows databases."""

from cartera_xl.store.command import Command, Company, Posted, Refused, Stale, Status
from cartera_xl.store.store import Store

__all__ = ["Command", "Company", "Posted", "Refused", "Stale", "Status", "Store"]
