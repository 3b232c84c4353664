"""Two companies on one server, and people with a login, a group and a company each."""

from __future__ import annotations

import uuid
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import psycopg
from sqlalchemy import make_url

from cartera_xl.store import Store, roles
from cartera_xl.store.command import Company
from tests.store.books import COMPANY, NOON, fill, posted
from tests.store.everything import EVERYTHING, queue_one
from tests.store.server import a_database, server_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OTHER: Final = Company("Otra S.A.", "800")
OURS, THEIRS = 1, 2  # the ids of the two
OWNER: Final = "dueña"
PEOPLE: Final = {
    "ana": (roles.Group.APP, OURS),
    "luz": (roles.Group.READER, OURS),
    "beto": (roles.Group.APP, THEIRS),
}
NOBODY: Final = "nadie"  # has a login and nothing else


@dataclass
class Office:
    """A server's database, and how everybody reaches it.

    Logins belong to the whole server, so that they carry a mark of their own.
    """

    admin: str  # a superuser's address
    mark: str = field(default_factory=lambda: uuid.uuid4().hex[:8])

    def login(self, person: str) -> str:
        """Return a person's name on the server."""
        return f"{person}-{self.mark}"

    def address(self, person: str) -> str:
        """Return the ledger's address for a person."""
        own = make_url(self.admin).set(username=self.login(person), password=self.mark)
        return own.render_as_string(hide_password=False)

    @contextmanager
    def connected(self, person: str = "") -> Iterator[psycopg.Connection[Any]]:
        """Connect as a person, or as the superuser; nothing is kept at the end."""
        address = self.address(person) if person else self.admin
        plain = address.replace("postgresql+psycopg", "postgresql", 1)
        with closing(psycopg.connect(plain)) as connection:
            yield connection

    def run(self, statements: Iterable[str], person: str = "") -> None:
        """Run statements as a person, or as the superuser."""
        with self.connected(person) as connection:
            for sql in statements:
                connection.execute(sql)
            connection.commit()


@contextmanager
def owned() -> Iterator[Office]:
    """Make an empty database and its owner, as a server's administrator does once."""
    with a_database() as address:
        made = Office(address)
        made.run(_owner(made))
        yield made
    _forget(Office(server_url(), made.mark))


@contextmanager
def office() -> Iterator[Office]:
    """Make two companies as their owner does; she stays in the first one only."""
    with owned() as made:
        _make_companies(made)
        for person, (group, company) in PEOPLE.items():
            made.run(roles.admit(made.login(person), group, company), OWNER)
        made.run([f'CREATE ROLE "{made.login(NOBODY)}" LOGIN'])
        give_passwords(made, *PEOPLE, NOBODY)
        made.run(roles.dismiss(made.login(OWNER), THEIRS), OWNER)
        yield made


def give_passwords(office: Office, *people: str) -> None:
    """Let people enter: a login is made without a password."""
    office.run(
        f"ALTER ROLE \"{office.login(p)}\" PASSWORD '{office.mark}'" for p in people
    )


def _owner(office: Office) -> list[str]:
    owner = f'"{office.login(OWNER)}"'
    name = make_url(office.admin).database
    return [
        *roles.groups(),
        f"CREATE ROLE {owner} LOGIN CREATEROLE PASSWORD '{office.mark}'",
        f"ALTER DATABASE {name} OWNER TO {owner}",
        *(f"GRANT {group} TO {owner} WITH ADMIN OPTION" for group in roles.Group),
    ]


def _make_companies(office: Office) -> None:
    with ExitStack() as stack:
        for company in (COMPANY, OTHER):
            store = Store.create(office.address(OWNER), company, NOON)
            stack.enter_context(store)
            fill(store)
            posted(store, "todo", **EVERYTHING)
            queue_one(store)
    office.run([*roles.schema_rights(), *roles.table_rights()], OWNER)


def _forget(office: Office) -> None:
    """Drop the logins, the owner's last: the others have their groups from her."""
    with office.connected() as connection:
        marked = "SELECT rolname FROM pg_roles WHERE rolname LIKE %s"
        found = [row[0] for row in connection.execute(marked, [f"%-{office.mark}"])]
    owner = office.login(OWNER)
    office.run(f'DROP ROLE "{name}"' for name in sorted(found, key=owner.__eq__))
