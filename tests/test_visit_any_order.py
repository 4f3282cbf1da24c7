"""What no order of events can do to a visit."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kiosk.model.record import PARTS, Part
from kiosk.model.request import Claim
from kiosk.visit import (
    NEXT,
    AccountGiven,
    ChangesSeen,
    ChangesSigned,
    Chosen,
    Claimed,
    Confirmed,
    Ended,
    Event,
    Filed,
    FoundCorrect,
    FoundMissing,
    FoundWrong,
    Identified,
    MarkedWrong,
    MissingFiled,
    PaperMoved,
    PrintState,
    ReprintAsked,
    RequestFiled,
    RequestMoved,
    RequestsAsked,
    SlipAsked,
    SlipMoved,
    Started,
    Step,
    TakenBack,
    Visit,
    WentBack,
    WentOn,
    advance,
)
from tests.visits import FILED, ROUND, asking, declared, enrolment

parts = st.sampled_from(PARTS)


class AnyOrder(RuleBasedStateMachine):
    """A student, and services, that do anything in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.visit = Visit()

    def after(self, event: Event) -> None:
        before = self.visit
        self.visit = advance(before, event)
        if (before.step, type(event)) not in NEXT:
            assert self.visit is before

    @rule(n=st.integers(1, 3), closed=st.booleans())
    def identified(self, n: int, closed: bool) -> None:
        found = (asking(), *(enrolment(f"3121920{i}", None if closed else ROUND) for i in range(n)))
        self.after(Identified("uuid", "271828", "tail", found))

    @rule(part=parts, wrong=st.booleans())
    def marked(self, part: Part, wrong: bool) -> None:
        self.after(MarkedWrong(part, wrong))

    @precondition(lambda self: self.visit.step is Step.DISPUTE)
    @rule()
    def claimed(self) -> None:
        self.after(Claimed(Claim(self.visit.marked[self.visit.disputing], "正确")))

    @precondition(lambda self: self.visit.step is Step.SIGN and not self.visit.confirming)
    @rule()
    def declared(self) -> None:
        self.after(declared(self.visit))

    @precondition(lambda self: self.visit.step is Step.SIGN and self.visit.confirming)
    @rule()
    def changes_signed(self) -> None:
        self.after(ChangesSigned(asking()))

    @precondition(lambda self: self.visit.step is Step.STATEMENT)
    @rule()
    def filed(self) -> None:
        if self.visit.enrolment.asks_alone:
            self.after(RequestFiled(self.visit.enrolment, FILED))

    @precondition(lambda self: self.visit.enrolments)
    @rule(data=st.data())
    def chosen(self, data: st.DataObject) -> None:
        self.after(Chosen(data.draw(st.integers(0, len(self.visit.enrolments) - 1))))

    @rule(
        event=st.sampled_from(
            (
                Started("3"),
                FoundCorrect(),
                FoundWrong(),
                FoundMissing(),
                MissingFiled(Filed("R-7K3M-9Q2W-X", "271828")),
                TakenBack(),
                Confirmed(),
                AccountGiven("136****1011"),
                ReprintAsked(),
                PaperMoved(PrintState.PRINTED),
                ChangesSeen(),
                RequestsAsked(),
                RequestMoved(asking()),
                SlipAsked(),
                SlipMoved(PrintState.PRINTED),
                WentOn(),
                WentBack(),
                WentBack(),
            )
        )
    )
    def anything(self, event: Event) -> None:
        self.after(event)

    @rule()
    def ended(self) -> None:
        self.after(Ended())
        assert self.visit == Visit()

    @invariant()
    def what_is_declared_is_what_was_marked(self) -> None:
        visit = self.visit
        if visit.step in {Step.STATEMENT, Step.ACCOUNT, Step.SIGN} and not visit.confirming:
            assert tuple(claim.part for claim in visit.claimed) == visit.marked
            alone = visit.step is Step.STATEMENT and visit.enrolment.asks_alone and visit.marked
            assert visit.enrolment.round is not None or alone
        if visit.step is Step.DISPUTE:
            assert 0 <= visit.disputing < len(visit.marked)

    @invariant()
    def nobody_is_known_before_they_are_identified(self) -> None:
        if self.visit.step in {Step.WELCOME, Step.IDENTIFY}:
            assert self.visit == Visit(self.visit.step, begun=self.visit.begun)
        else:
            assert self.visit.enrolment in self.visit.enrolments

    @invariant()
    def paper_only_for_what_is_declared(self) -> None:
        asked = self.visit.step is Step.FAREWELL and self.visit.asked
        if self.visit.step in {Step.PRINT, Step.FAREWELL} and not asked:
            assert self.visit.enrolment.student.declarations


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
