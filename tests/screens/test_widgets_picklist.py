"""What is picked from a list, by keys, by mouse, by pinyin."""

import time

from textual import events

from screens.widgets.choices import Choices
from screens.widgets.picklist import PickList
from tests.screens.widget_stage import Stage, screen_text

MAJORS = ("机械制造与自动化", "机械装备制造技术", "会计", "物理教育")


def values(app: Stage, kind: type[PickList.About]) -> list[str]:
    return [one.value for one in app.posted if isinstance(one, kind)]


async def test_a_pick_list_is_used_by_keys() -> None:
    pick = PickList("widget.stage.check")
    app = Stage(pick)
    async with app.run_test(size=(80, 24)) as pilot:
        pick.options = MAJORS
        pick.focus()
        await pilot.press(*"jxz")
        assert pick.value == MAJORS[0]
        await pilot.press("down", "enter")
        assert values(app, PickList.Picked) == [MAJORS[1]]
        assert (pick.value, pick.typed) == (MAJORS[1], MAJORS[1])
        assert values(app, PickList.Submitted) == []
        await pilot.press("enter")
        assert values(app, PickList.Submitted) == [MAJORS[1]]


async def test_a_pick_list_is_used_by_mouse() -> None:
    pick = PickList("widget.stage.check")
    app = Stage(pick)
    async with app.run_test(size=(80, 24)) as pilot:
        pick.options = MAJORS
        await pilot.pause()
        row = next(y for y, text in enumerate(screen_text(app)) if MAJORS[2] in text)
        await pilot.click(offset=(5, row))
        assert values(app, PickList.Picked) == [MAJORS[2]]
        assert pick.value == MAJORS[2]


async def test_nothing_is_picked_before_somebody_types() -> None:
    pick = PickList("widget.stage.check")
    app = Stage(pick)
    async with app.run_test(size=(80, 24)) as pilot:
        pick.options = MAJORS
        pick.focus()
        await pilot.press("enter")
        assert values(app, PickList.Submitted) == [""]
        await pilot.press("down", "enter")
        assert pick.value == MAJORS[0]


async def test_words_of_ones_own_only_where_they_are_allowed() -> None:
    free, closed = PickList("widget.stage.check", free=True), PickList("widget.stage.sign")
    app = Stage(free, closed)
    async with app.run_test(size=(80, 40)) as pilot:
        for pick in (free, closed):
            pick.options = MAJORS
            pick.focus()
            app.post_message(events.Paste("会[b]展"))
            await pilot.pause()
            await pilot.press("enter")
        assert free.value == "会[b]展"
        assert closed.value == ""


async def test_pinyin_ranks_before_the_letters_as_they_are() -> None:
    pick = PickList("widget.stage.check", free=True)
    app = Stage(pick)
    async with app.run_test(size=(80, 24)) as pilot:
        pick.options = MAJORS
        pick.focus()
        await pilot.press(*"kj")
        assert pick.value == "会计"
        assert any("用我写的：kj" in row for row in screen_text(app))


async def test_a_value_that_was_picked_before_is_kept() -> None:
    pick = PickList("widget.stage.check", "会计")
    app = Stage(pick)
    async with app.run_test(size=(80, 24)) as pilot:
        pick.options = MAJORS
        pick.focus()
        await pilot.press("enter")
        assert values(app, PickList.Submitted) == ["会计"]


async def test_what_was_picked_is_forgotten_when_something_else_is_typed() -> None:
    pick = PickList("widget.stage.check", "会计")
    app = Stage(pick)
    async with app.run_test(size=(80, 24)) as pilot:
        pick.options = MAJORS
        pick.focus()
        await pilot.press("backspace", *"qqq")
        assert pick.value == ""


async def test_a_long_option_is_shown_whole() -> None:
    pick = PickList("widget.stage.check")
    app = Stage(pick)
    async with app.run_test(size=(40, 24)) as pilot:
        pick.options = ("检" * 60,)
        await pilot.pause()
        assert sum(row.count("检") for row in screen_text(app)) == 60


async def test_a_key_among_two_thousand_options_is_painted_in_time() -> None:
    options = [f"{major}{number}" for number in range(500) for major in MAJORS]
    pick = PickList("widget.stage.check", free=True)
    app = Stage(pick)
    async with app.run_test(size=(80, 24)) as pilot:
        pick.options = options
        await app.workers.wait_for_complete()
        await pilot.pause()
        start = time.perf_counter()
        pick._show("jx")
        app.query_one(Choices).render_line(0)
        assert time.perf_counter() - start < 0.1  # 15 ms on an idle machine; this one is shared
        assert any("还有 940 个" in line.text for line in app.query_one(Choices)._lines)
