import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

import assets
from kiosk.model.record import PARTS, Field, Record
from kiosk.rules.form import label
from kiosk.rules.values import LONGEST
from screens.widgets.record_layout import Air, Layout, fitting, items, lay
from screens.widgets.wrapping import wrap
from tests.screens.widget_stage import RECORD

WIDTHS = range(78, 131)
NEVER_FIRST = "）、，。"


def at_edge(pattern: str) -> Record:
    """Return a record whose every value is as long as it may be."""
    values = {
        field.value: (pattern * 60)[: LONGEST[field]]
        for field in Field
        if field
        not in {Field.BIRTH_DATE, Field.ENTRY_DATE, Field.EXPECTED_GRADUATION, Field.DURATION}
    }
    dates = dict.fromkeys(("birth_date", "entry_date", "expected_graduation"), "2001-12-31")
    return Record.of(values | dates | {"duration": "2.5"})


RECORDS = {
    "sample": RECORD,
    "empty": Record(),
    "han": at_edge("检"),
    "astral": at_edge("𬭎𠮷"),
    "latin": at_edge("W"),
    "words": at_edge("Northwestern Polytechnical "),
    "mixed": at_edge("质检3192班A"),
    "marks": at_edge("（一）、“二”，"),
    "variants": at_edge("葛\U000e0100"),
    "dots": at_edge("买买提·吐尔逊"),
}


def assert_nothing_overlaps(layout: Layout, width: int) -> None:
    taken: set[tuple[int, int]] = set()
    for cell in layout.cells:
        texts = ((cell.label, cell.left + 4), (cell.value, cell.left + 5 + cell.label_width))
        for lines, left in texts:
            for y, line in enumerate(lines, cell.top):
                here = {(x, y) for x in range(left, left + cell_len(line))}
                assert not here & taken
                assert all(x < cell.left + cell.width <= width for x, _ in here)
                assert y < layout.height
                taken |= here


@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("lang", assets.LANGS)
def test_every_character_is_inside_at_every_width(name: str, lang: assets.Lang) -> None:
    shown = items(RECORDS[name], lang, revealed=True)
    for width in WIDTHS:
        for air in Air:
            layout = lay(shown, width, air)
            assert_nothing_overlaps(layout, width)
            for item, cell in zip(shown, layout.cells, strict=True):
                for whole, lines in ((item.value, cell.value), (item.label, cell.label)):
                    assert "".join(lines).replace(" ", "") == whole.replace(" ", "")
                assert all(cell_len(line) <= cell.value_width for line in cell.value)
                assert all(cell_len(line) <= cell.label_width for line in cell.label)


def test_the_sample_at_80_is_that_of_the_study() -> None:
    layout = lay(items(RECORD, "zh", revealed=False), 78, Air.EVERY_THIRD)
    name, gender = layout.at(0, 0), layout.at(0, 1)
    assert (name.left, name.width, name.label_width, name.value_width) == (0, 36, 12, 19)
    assert (gender.left, gender.width, gender.label_width, gender.value_width) == (37, 41, 8, 28)
    assert layout.at(6, 0).label == ("系（所、", "函授站）")
    assert layout.at(2, 1).value == ("陕西国防工业职业技术学院",)
    assert layout.height == 14
    assert [layout.at(row, 0).top for row in range(10)] == [0, 1, 2, 4, 5, 6, 8, 10, 11, 13]


def test_masked_values_show_only_on_request() -> None:
    hidden = {item.part: item.value for item in items(RECORD, "zh", revealed=False)}
    assert hidden[Field.ID_NUMBER] == "9999**********0028"
    assert hidden[Field.BIRTH_DATE] == "2001年**月**日"
    shown = {item.part: item.value for item in items(RECORD, "zh", revealed=True)}
    assert shown[Field.ID_NUMBER] == RECORD.id_number


def test_labels_are_those_of_the_form() -> None:
    assert {part: assets.say("zh", f"field.{part.value}") for part in PARTS} == {
        part: label(part) for part in PARTS
    }


def test_air_is_given_up_before_lines_are() -> None:
    shown = items(RECORD, "zh", revealed=False)
    assert [fitting(shown, 78, height).height for height in (40, 19, 14, 13, 5)] == [
        20,
        14,
        14,
        11,
        11,
    ]


def test_a_place_belongs_to_the_cell_that_covers_it() -> None:
    layout = lay(items(RECORD, "zh", revealed=False), 78, Air.EVERY_THIRD)
    assert layout.under(36, 0) is None
    assert layout.under(0, 3) is None
    found = layout.under(60, 4)
    assert found is not None
    assert found.part is Field.MAJOR


@settings(max_examples=300, deadline=None)
@given(
    st.text(st.sampled_from("检测（）、，。·“”Ab3 -\U000e0100𬭎《》"), max_size=60),
    st.integers(-2, 60),
    st.booleans(),
)
def test_wrapping_loses_nothing_and_stays_inside(text: str, width: int, at_marks: bool) -> None:
    lines = wrap(text, width, at_marks)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(line) <= max(width, 2) for line in lines)


def test_no_line_begins_with_a_closing_mark() -> None:
    for width in range(8, 40):
        lines = wrap("机械、电子，质量（检测）教研室。第二部（分部）" * 2, width)
        assert not any(line[0] in NEVER_FIRST for line in lines if line)
        assert not any(line[-1] == "（" for line in lines)


def test_words_and_numbers_stay_whole_where_they_can() -> None:
    assert wrap("Xi'an Jiaotong University 2021", 12) == ("Xi'an", "Jiaotong", "University", "2021")
