"""What the desk's screens beside Board and Hand-in work with, put together from a home."""

from functools import partial
from pathlib import Path

from kiosk.cli import desk_work, doctor, place, usecases
from kiosk.cli.home import Home, now, staff
from kiosk.services.desk.evidence import EvidenceDesk
from kiosk.services.desk.exports import Exports
from kiosk.services.desk.health import HealthDesk
from kiosk.services.desk.log import LogDesk
from kiosk.services.desk.office import Office
from kiosk.services.desk.packs import PackDesk, PackOrder
from kiosk.services.desk.requests import RequestDesk
from kiosk.services.desk.roster import RosterDesk
from kiosk.services.desk.rounds import RoundDesk
from kiosk.services.paper.queue import Queue
from kiosk.services.roster.manual import ByHand
from kiosk.services.roster.work import Order
from kiosk.services.tables import Table, writer
from kiosk.services.work import Work


def office(home: Home) -> Office:
    """Return the use cases of a home, held to what the caller may do."""

    def import_(order: Order) -> Work:
        return Work(partial(desk_work.import_, home.path, home.staff, order))

    def pack(order: PackOrder) -> Work:
        return Work(partial(desk_work.pack, home.path, home.staff, order))

    def keep(target: Path) -> Work:
        return Work(partial(desk_work.keep, home.path, home.staff, target))

    check = partial(desk_work.check, home.path, home.staff)
    actor = home.staff.actor if home.staff else staff()
    exports = Exports(home.path / "exports", now, _save, remote=home.staff is not None)
    return Office(
        requests=RequestDesk(usecases.requests(home), actor, exports, home.looks),
        roster=RosterDesk(home.path, import_),
        by_hand=ByHand(home.store, home.keys.id_hash, now, actor),
        packs=PackDesk(home.store, home.rounds, now, home.path / "packs", pack),
        rounds=RoundDesk(home.rounds, now, actor),
        log=LogDesk(home.noted, home.staff, now, exports),
        health=HealthDesk(doctor.subject(home.path), home.whole, Queue(home.whole).waiting, now),
        evidence=EvidenceDesk(home.store, now, home.path / "backups", lambda: Work(check), keep),
        exports=exports,
    )


def _save(table: Table, file: Path) -> None:
    write = writer(file.suffix)
    with place.written(file) as out:
        write(table, out)
