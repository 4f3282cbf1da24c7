"""A page is turned to another language or size while somebody looks at it."""

from assets import Lang
from screens.langs import LangApp
from tests.screens.person import Person

SIZES = ((80, 24), (132, 43))


async def turn(person: Person, lang: Lang, size: tuple[int, int]) -> None:
    """Let the page be read in a language, at a size."""
    assert isinstance(person.app, LangApp)
    if person.app.lang != lang:
        await person.press("f2")
    if person.app.size != size:
        await person.pilot.resize_terminal(*size)
        await person.settle()
