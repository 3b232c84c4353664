"""What the database itself refuses, whoever writes: nothing posted is ever changed.

Of a document only `open`, `free` and `version` move. `REPLACE INTO` deletes the row in
its way without firing a delete trigger, so that an insert over an existing row has to
be refused as well (tried; SQLite's documentation says so under recursive_triggers).

On SQLite the triggers roll back rather than abort: whoever tries this loses the rest
of the transaction. An insert into a table with triggers that might abort needs a
journal of its own for every row, which doubled the time of posting 100,000 documents.
Nothing may abort, then: our inserts say OR ROLLBACK, foreign keys wait for COMMIT, and
no CHECK calls a function (any function might).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.ledger.facts import FACTS
from cartera_xl.store.columns import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.store.connection import Connection


class Guard(NamedTuple):
    """What may change in a table, and what makes two rows the same one."""

    table: str
    mutable: tuple[str, ...]
    identities: tuple[tuple[str, ...], ...]

    @property
    def fixed(self) -> list[str]:
        """Return the columns that never change."""
        return [c for c in COLUMNS[self.table] if c not in self.mutable]


OUTBOX_MOVES: Final = (
    *("way", "state", "attempts", "claimed_by", "due_at", "handed_at", "revision"),
    "detail",
)
_ONCE: Final = {"undoing": (("company_id", "undone"),)}
_IDENTITY: Final = ("id", "ledger_id")  # of a company
GUARDS: Final = (
    Guard(
        "document",
        ("open", "free", "version"),
        (
            ("company_id", "id"),
            ("company_id", "kind", "number", "instalment", "edition"),
        ),
    ),
    Guard("application", (), (("company_id", "id"), ("company_id", "reverses"))),
    Guard("operation", (), (("company_id", "key"), ("company_id", "revision"))),
    Guard("audit", (), (("company_id", "sequence"),)),
    Guard(
        "company",
        tuple(c for c in COLUMNS["company"] if c not in _IDENTITY),
        (("id",), ("ledger_id",)),
    ),
    *(
        Guard(table, (), (("company_id", "id"), *_ONCE.get(table, ())))
        for table in FACTS.values()
    ),
    # Messages move from state to state; whom they go to and about what never changes.
    Guard("outbox_message", OUTBOX_MOVES, (("company_id", "id"),)),
    Guard(
        "outbox_item",
        ("live",),
        (
            ("company_id", "id"),
            ("company_id", "document_id", "level", "round", "contact_id", "live"),
        ),
    ),
)
# The head of the ledger moves, but never back: else old ids could be given again.
_NEVER_BACK: Final = {"company": ("revision", "next_id", "recorded_at")}

# By whether it is SQLite; a server keeps a trigger's text in a form of its own.
_FOUND: Final = {
    True: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
    False: "SELECT tgname, '' FROM pg_trigger "
    "WHERE NOT tgisinternal AND tgenabled = 'O'",
}


def create(*, sqlite: bool) -> list[str]:
    """Return the statements that make all triggers."""
    made = list(triggers(sqlite=sqlite).values())
    return made if sqlite else [_FUNCTION, *made]


def drop(*, sqlite: bool) -> list[str]:
    """Return the statements that remove all triggers, where they are there."""
    on = {name: f" ON {name.split('_no_')[0]}" for name in triggers(sqlite=sqlite)}
    return [f"DROP TRIGGER IF EXISTS {name}{'' if sqlite else on[name]}" for name in on]


def triggers(*, sqlite: bool) -> dict[str, str]:
    """Return every trigger's statement by its name."""
    make = _sqlite if sqlite else _postgresql
    return dict(pair for guard in GUARDS for pair in make(guard))


def missing(connection: Connection) -> list[str]:
    """Return the triggers that are not there as we make them."""
    sqlite = connection.sqlite
    found = {row[0]: row[1] for row in connection.rows(_FOUND[sqlite])}
    return [
        name
        for name, sql in triggers(sqlite=sqlite).items()
        if name not in found or (sqlite and found[name] != sql)
    ]


def _sqlite(guard: Guard) -> Iterator[tuple[str, str]]:
    table = guard.table
    occasions = {
        "delete": ("DELETE", ""),
        "update": ("UPDATE", _when_changed(guard, "IS NOT")),
        "replace": ("INSERT", f" WHEN {_exists(guard)}"),
    }
    for name, (event, condition) in occasions.items():
        yield (
            f"{table}_no_{name}",
            f"CREATE TRIGGER {table}_no_{name} BEFORE {event} ON {table}{condition} "
            f"BEGIN SELECT RAISE(ROLLBACK, '{_message(guard)}'); END",
        )


def _postgresql(guard: Guard) -> Iterator[tuple[str, str]]:
    table = guard.table
    when = _when_changed(guard, "IS DISTINCT FROM").replace("WHEN ", "WHEN (") + ")"
    occasions = {
        "delete": ("DELETE", "ROW", ""),
        "update": ("UPDATE", "ROW", when if guard.mutable else ""),
        "truncate": ("TRUNCATE", "STATEMENT", ""),
    }
    for name, (event, each, condition) in occasions.items():
        yield (
            f"{table}_no_{name}",
            f"CREATE TRIGGER {table}_no_{name} BEFORE {event} ON {table} "
            f"FOR EACH {each}{condition} "
            f"EXECUTE FUNCTION cartera_append_only('{_message(guard)}')",
        )


_FUNCTION: Final = (
    "CREATE OR REPLACE FUNCTION cartera_append_only() RETURNS trigger AS $$ "
    "BEGIN RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], "
    "ERRCODE = 'integrity_constraint_violation'; END $$ LANGUAGE plpgsql"
)


def _message(guard: Guard) -> str:
    return f"{guard.table}: lo registrado no se cambia ni se borra"


def _when_changed(guard: Guard, differs: str) -> str:
    if not guard.mutable:
        return ""
    changed = [f"NEW.{c} {differs} OLD.{c}" for c in guard.fixed]
    back = [f"NEW.{c} < OLD.{c}" for c in _NEVER_BACK.get(guard.table, ())]
    return f" WHEN {' OR '.join(changed + back)}"


def _exists(guard: Guard) -> str:
    table = guard.table
    return " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE "
        + " AND ".join(f"{column} = NEW.{column}" for column in identity)
        + ")"
        for identity in guard.identities
    )
