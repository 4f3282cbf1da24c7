from hypothesis import given
from hypothesis import strategies as st

from kiosk.model.signature import Strokes
from kiosk.sheet.curve import fitted

_POINT = st.tuples(st.integers(0, 4000), st.integers(0, 4000))
_LINES = st.lists(st.lists(_POINT, max_size=40).map(tuple), max_size=6).map(tuple)


@given(_LINES)
def test_no_ink_leaves_the_box_however_wildly_it_swings(
    lines: tuple[tuple[tuple[int, int], ...], ...],
) -> None:
    curves = fitted(Strokes(4000, 4000, lines), 10, 20, 50, 12)
    assert len(curves) == sum(map(bool, lines))
    for x, y in (point for one in curves for part in one for point in part):
        assert 10 - 1e-6 <= x <= 60 + 1e-6
        assert 20 - 1e-6 <= y <= 32 + 1e-6


def test_the_ink_is_as_large_as_it_fits_and_in_the_middle() -> None:
    (line,) = fitted(Strokes(640, 240, (((0, 7), (100, 7)),)), 10, 20, 50, 12)
    ends = [line[0][0], line[1][-1]]
    assert ends == [(10, 26), (60, 26)]


def test_a_curve_passes_through_its_points_without_a_corner() -> None:
    ((_, first, second, _),) = fitted(
        Strokes(640, 240, (((0, 0), (30, 60), (90, 60), (120, 0)),)), 0, 0, 120, 75
    )
    before, at, after = first[1], first[2], second[0]
    assert (at[0] - before[0]) * (after[1] - at[1]) - (at[1] - before[1]) * (after[0] - at[0]) == 0


def test_a_thousand_points_of_a_slow_hand_are_thinned() -> None:
    line = tuple((x, 0) for x in range(1000))
    (parts,) = fitted(Strokes(1000, 100, (line,)), 0, 0, 50, 12)
    assert len(parts) < 100
    assert parts[-1][-1][0] == 50
