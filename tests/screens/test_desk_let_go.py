"""A desk that is open all day keeps no page that was left."""

import gc

from screens.desk.bars import PersonBar
from screens.desk.file import FileScreen
from tests.school import School
from tests.screens.clerk import at_desk, desk_of


async def test_a_file_that_was_left_is_let_go_of(school: School) -> None:
    async with at_desk(desk_of(school)) as clerk:
        await clerk.open("enter", "enter", "enter")
        for _ in range(3):
            await clerk.open("enter")
            assert isinstance(clerk.app.screen, FileScreen)
            await clerk.open("escape")
        gc.collect()
        alive = [one for one in gc.get_objects() if isinstance(one, FileScreen | PersonBar)]
        assert [type(one) for one in alive if not one.is_attached] == []
