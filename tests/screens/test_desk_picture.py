"""What the desk sends is less than what Textual would, and makes the same picture."""

from collections.abc import Sequence

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from screens.desk.picture import Change, Picture

WIDTH, HEIGHT = 12, 3
CONSOLE = Console(force_terminal=True, color_system="truecolor")
STYLES = [
    Style(),
    Style(color="red"),
    Style(color="red", bgcolor="#102030"),
    Style(bgcolor="#102030", bold=True),
    Style(color="#405060", reverse=True),
]

segment = st.tuples(st.text("ab 核对·", max_size=5), st.sampled_from(STYLES)).map(
    lambda one: Segment(*one)
)
row = st.lists(segment, min_size=1, max_size=6).map(
    lambda segments: Strip(segments).adjust_cell_length(WIDTH)
)
page = st.lists(row, min_size=HEIGHT, max_size=HEIGHT)


def whole(rows: Sequence[Strip]) -> LayoutUpdate:
    return LayoutUpdate([[one] for one in rows], Region(0, 0, WIDTH, HEIGHT))


class Terminal:
    def __init__(self) -> None:
        self.screen = pyte.Screen(WIDTH, HEIGHT)
        self._stream = pyte.Stream(self.screen)

    def show(self, sent: str) -> None:
        self._stream.feed(sent)

    def cells(self) -> list[list[object]]:
        return [[self.screen.buffer[y][x] for x in range(WIDTH)] for y in range(HEIGHT)]


@given(st.lists(page, min_size=1, max_size=4))
def test_the_picture_is_the_same(pages: Sequence[Sequence[Strip]]) -> None:
    plain, changed, picture = Terminal(), Terminal(), Picture()
    for rows in pages:
        plain.show(whole(rows).render_segments(CONSOLE))
        changed.show(Change(picture, whole(rows)).render_segments(CONSOLE))
        assert changed.cells() == plain.cells()


@given(page)
def test_what_stands_there_is_not_sent_again_unless_it_is_forgotten(rows: Sequence[Strip]) -> None:
    picture = Picture()
    first = picture.become(whole(rows), ColorSystem.TRUECOLOR)
    assert first
    assert not picture.become(whole(rows), ColorSystem.TRUECOLOR)
    picture.forget()
    assert picture.become(whole(rows), ColorSystem.TRUECOLOR) == first


@given(page, page, st.integers(0, HEIGHT - 1), st.integers(0, 5), st.integers(6, WIDTH))
def test_a_piece_of_a_row_is_placed_as_textual_places_it(
    before: Sequence[Strip], after: Sequence[Strip], y: int, first: int, last: int
) -> None:
    piece = after[y].crop(first, last)
    chops = [{first: piece} if at == y else {} for at in range(HEIGHT)]
    ends = [[last] if at == y else [] for at in range(HEIGHT)]
    update = ChopsUpdate(chops, [(y, first, last)], ends)
    around = Strip.join([before[y].crop(0, first), piece, before[y].crop(last, WIDTH)])
    plain, changed, picture = Terminal(), Terminal(), Picture()
    plain.show(whole([*before[:y], around, *before[y + 1 :]]).render_segments(CONSOLE))
    whole_line = [before[y].crop(0, first), before[y].crop(first, last), before[y].crop(last)]
    start = [*before[:y], Strip.join(whole_line), *before[y + 1 :]]
    changed.show(Change(picture, whole(start)).render_segments(CONSOLE))
    changed.show(Change(picture, update).render_segments(CONSOLE))
    assert changed.cells() == plain.cells()
