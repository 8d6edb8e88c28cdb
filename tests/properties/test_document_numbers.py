"""Whatever offices and devices do, in whatever order, every number is accounted for once."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from wanghuo.registers.documents.domain.numbers import Series


class Numbers(RuleBasedStateMachine):
    """An office, devices with blocks, and transactions that are rolled back."""

    blocks = Bundle("blocks")

    def __init__(self) -> None:
        super().__init__()
        self.series = Series()
        self.issued: list[int] = []
        self.held: dict[int, list[int]] = {}

    @rule()
    def the_office_issues(self) -> None:
        number, self.series = self.series.take()
        self.issued.append(number)

    @rule()
    def the_office_fails_to_issue(self) -> None:
        self.series.take()

    @rule(target=blocks, size=st.integers(1, 20))
    def a_device_reserves(self, size: int) -> int:
        block, self.series = self.series.cut(size)
        self.held[block[0]] = list(block)
        return block[0]

    @rule(block=blocks, which=st.integers(0, 19))
    def a_device_issues(self, block: int, which: int) -> None:
        left = self.held.get(block, [])
        if left:
            self.issued.append(left.pop(which % len(left)))

    @rule(block=consumes(blocks))
    def a_device_gives_back(self, block: int) -> None:
        self.series = self.series.give_back(self.held.pop(block))

    @invariant()
    def every_number_is_in_one_place(self) -> None:
        held = [number for block in self.held.values() for number in block]
        everywhere = sorted([*self.issued, *held, *self.series.returned])

        assert everywhere == list(range(1, self.series.last + 1))


Numbers.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestNumbers = Numbers.TestCase
