"""What a year of reminders must not and must have done; none of our rules is used."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import holidays

from tests.acceptance.reminders.year import LAST, World

OFFICIAL = holidays.country_holidays("CO", years=range(2026, 2029))
GAP = {"previo": 7, "nivel-1": 7, "nivel-2": 7, "nivel-3": 10, "nivel-4": 15}
LAW, OWN = [(7, 19)] * 5 + [(8, 15), (0, 0)], [(14, 18)] * 5 + [(9, 11), (0, 0)]


def key(late: int) -> str:
    return ("", *GAP)[sum(late > edge for edge in (-4, 0, 30, 60, 90))]


def lawful(at: datetime, hours: str) -> bool:
    start, end = (OWN if hours else LAW)[at.weekday()]
    return at.date() not in OFFICIAL and start <= at.hour < end


def asked(world: World, who: int, day: date) -> dict[int, int]:
    """Return what may be asked of a customer on a day: the balance of each bill."""
    stopped = {p.bill for p in world.pauses if p.customer == who and p.holds(day)}
    own = [b for b in world.bills if b.customer == who and b.issued <= day]
    left = {b.id: b.balance(day) for b in own if not stopped & {None, b.id}}
    return {bill: balance for bill, balance in left.items() if balance}


def wrongs(world: World) -> Iterator[str]:
    due, times = (
        {b.id: b.due for b in world.bills},
        defaultdict[tuple[int, str], int](int),
    )
    log = [(c.customer_id, "phone", c.at) for c in world.calls]
    for at, sent in world.messages:
        who, day, level = sent.customer_id, at.date(), sent.level.key
        contact = next(c for c in world.contacts if c.id == sent.contact_id)
        bound = not world.customers[who - 1].business
        lines = {v.document_id: v.balance for s in sent.sections for v in s.lines}
        fresh = [b for b in lines if key((day - due[b]).days) == level]
        ago = [(c, day - a.date()) for w, c, a in log if w == who and a <= at]
        mails = [days.days for channel, days in ago if channel == "email"]
        week = timedelta(day.weekday())
        broken = {
            "not what is owed": lines != asked(world, who, day),
            "covered": sum(lines.values()) <= world.credits.get(who, 0),
            "excluded": world.customers[who - 1].excluded,
            "opted out": (contact.opted_out or date.max) <= day,
            "not authorised": bound and not contact.authorized,
            "too soon": min(mails, default=99) < GAP[level],
            "too often": all(
                times[b, level] >= 1 + 2 * (level != "previo") for b in fresh
            ),
            "hours": bound and not lawful(at, contact.hours),
            "same day": bound and any(not days for _, days in ago),
            "two channels": bound and any(c == "phone" and d <= week for c, d in ago),
        }
        yield from (f"{at} {who}: {rule}" for rule, is_so in broken.items() if is_so)
        log.append((who, "email", at))
        times.update({(b, level): times[b, level] + 1 for b in lines})


def unreached(world: World, patience: int = 30) -> Iterator[str]:
    listed = {bill for _, sent in world.messages for bill in sent.document_ids}
    for bill in (b for b in world.bills if b.id not in listed):
        who, waited, day = world.customers[bill.customer - 1], 0, bill.due
        while (day := day + timedelta(1)) <= LAST and waited < patience:
            owed = asked(world, who.id, day)
            covered = sum(owed.values()) <= world.credits.get(who.id, 0)
            may = not who.excluded and world.may_mail(who, day) and not covered
            waited = waited + 1 if may and bill.id in owed else 0
        if waited == patience:
            yield f"{who.code}: F-{bill.id}, {bill.due}"
