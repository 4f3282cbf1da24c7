"""What the terminal puts into a page of the guide: of the student, the day, the school."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

import assets
from assets import Lang
from kiosk.guide.model import Caution, Slot
from kiosk.rules.second_way import MOST
from screens.guide.desk import Desk
from screens.guide.form import card
from screens.guide.rows import Look, Sheet, drawn

_DIGITS = "123456789"


def offer_next(sheet: Sheet, place: str, text: str) -> None:
    """Add a page to go on with, behind the next digit."""
    sheet.offer(place, text, _DIGITS[len(sheet.choices) : len(sheet.choices) + 1])


def write_slot(sheet: Sheet, lang: Lang, slot: Slot, desk: Desk) -> None:
    """Write what belongs into a slot."""
    _WRITES[slot](sheet, lang, desk)


def _link(slot: Slot, sheet: Sheet, lang: Lang, desk: Desk) -> None:
    del desk
    offer_next(sheet, slot.value, assets.say(lang, f"screen.guide.{slot.value}"))


def _values(sheet: Sheet, lang: Lang, desk: Desk) -> None:
    if desk.values is None:
        sheet.write(assets.say(lang, "screen.guide.values_unknown"), Look.MUTED)
        return
    title = assets.say(lang, "screen.guide.values_title")
    sheet.rows += card(title, desk.values(lang), sheet.measure)


def _used(sheet: Sheet, lang: Lang, desk: Desk) -> None:
    """Tell of the uses, whether to stop, and the latest day of an answer to the last."""
    days = desk.uses() if desk.uses else ()
    if not days:
        return
    count = min(len(days), MOST)
    told = _dated("used", lang, days[-1], n=count)
    warning = assets.say(lang, f"screen.guide.used_{count}")
    sheet.rows += drawn(Caution(f"{told}{warning}"), sheet.measure)
    due = desk.answer_by(days[-1])
    if due is not None:
        sheet.write(_dated("used_answer", lang, due))


def _answer_by(sheet: Sheet, lang: Lang, desk: Desk) -> None:
    day = desk.answer_by(None)
    about = assets.say(lang, "screen.guide.answer_about")
    sheet.write(_dated("answer_by", lang, day) if day else about)


def _dated(key: str, lang: Lang, day: date, **values: int) -> str:
    return assets.say(lang, f"screen.guide.{key}", y=day.year, m=day.month, d=day.day, **values)


def _contacts(sheet: Sheet, lang: Lang, desk: Desk) -> None:
    contact = desk.contact(lang)
    for key in ("name", "room", "phone"):
        value = getattr(contact, key)
        if value:
            sheet.write(assets.say(lang, f"screen.guide.contact_{key}", value=value))
    hotline = desk.book(lang).hotline
    sheet.write(assets.say(lang, "screen.guide.hotline", phone=hotline))


_WRITES: Mapping[Slot, Callable[[Sheet, Lang, Desk], None]] = {
    Slot.CHECKER: partial(_link, Slot.CHECKER),
    Slot.TROUBLES: partial(_link, Slot.TROUBLES),
    Slot.VALUES: _values,
    Slot.USED: _used,
    Slot.ANSWER_BY: _answer_by,
    Slot.CONTACTS: _contacts,
}
