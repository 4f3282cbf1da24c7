"""What became of a scan, large: taken or not, whose it is, and between whom it belongs."""

from textual.content import Content
from textual.reactive import reactive

from kiosk.model.student import Summary
from kiosk.rules.code import short_number
from kiosk.services.pile.handin import Answer, Result
from screens.langs import Speaks

GOOD = frozenset({Result.ACCEPTED, Result.HANDED_BACK})
_LONGEST_ECHO = 40
"""Characters of a scan that are shown; a whole code tells a person nothing."""


class AnswerView(Speaks):
    """The last scan's answer, in the colours of yes and no, with a mark for each."""

    COMPONENT_CLASSES = {"answer--pill"}  # noqa: RUF012 - Textual's own

    answer: reactive[Answer | None] = reactive[Answer | None](None)

    def watch_answer(self) -> None:
        """Take the colour of the answer."""
        good = self.answer is not None and self.answer.result in GOOD
        self.set_class(good, "-good")
        self.set_class(self.answer is not None and not good, "-poor")

    def render(self) -> Content:
        """Return the word of the answer, whose sheet it is, and its place."""
        one = self.answer
        if one is None:
            return self.words("screen.handin.waiting")
        mark = self.words("cli.handin.good" if one.result in GOOD else "cli.handin.poor")
        word = self.words(f"screen.handin.word.{one.result.value}")
        pill = Content.assemble("  ", mark, " ", word, "  ").stylize(
            self.get_visual_style("answer--pill")
        )
        whose = Content("") if one.student is None else self._whose(one.student)
        return Content.assemble("\n", pill, "   ", whose, "\n\n", self._told(one))

    def _told(self, one: Answer) -> Content:
        key = f"cli.handin.{one.result.value}"
        if one.student is None or one.newest is None:
            cut = one.code if len(one.code) <= _LONGEST_ECHO else f"{one.code[:_LONGEST_ECHO]}…"
            return self.words(key, code=cut)
        return self.words(
            key,
            place=self._place(one),
            number=short_number(one.newest.sheet_id),
            newest=str(one.newest.round),
            at=one.lying.at[5:16].replace("T", " ") if one.lying else "",
        )

    def _place(self, one: Answer) -> Content:
        """Return between whom the sheet belongs."""
        found = {name: side for name in ("after", "before") if (side := getattr(one, name))}
        values = {name: self._neighbour(side, one.student) for name, side in found.items()}
        return self.words(f"cli.handin.place.{'_'.join(found) or 'alone'}", **values)

    def _neighbour(self, one: Summary, of: Summary | None) -> Content:
        """Return a neighbour's name and number, and the class if it is another one."""
        if of is not None and one.class_name == of.class_name:
            return self.words("cli.handin.neighbour", name=one.name, number=one.student_no)
        return self._whose(one)

    def _whose(self, one: Summary) -> Content:
        return self.words(
            "cli.handin.whose", name=one.name, number=one.student_no, class_name=one.class_name
        )
