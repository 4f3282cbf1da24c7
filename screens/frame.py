"""What the apps of the students and of the desk share: colours, sizes, an end without traces."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.filter import LineFilter, Monochrome
from textual.screen import Screen

import assets
from screens import theme
from screens.driver import Keys
from screens.langs import LangApp
from screens.outlet import Outlet

_OUTLET = Outlet()


class FullScreen(LangApp, inherit_bindings=False):
    """An app on the whole terminal; no key of Textual's own opens or ends anything."""

    CSS_PATH: ClassVar = [assets.path("css/theme.tcss"), assets.path("css/widgets.tcss")]
    TITLE = "hedui"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, lang: assets.Lang) -> None:
        """Begin dark, in a language."""
        super().__init__(Keys)
        self.HORIZONTAL_BREAKPOINTS = [
            (0, "-tiny"),
            (80, "-narrow"),
            (100, "-roomy"),
            (132, "-wide"),
        ]
        self.VERTICAL_BREAKPOINTS = [(0, "-flat"), (24, "-short"), (30, "-medium"), (40, "-tall")]
        self._light = False
        self.set_reactive(LangApp.lang, lang)
        for one in theme.THEMES:
            self.register_theme(one)
        self._choose_theme()
        self._colours = self.get_css_variables()
        self.stylesheet.set_variables(self._colours)

    def _choose_theme(self) -> None:
        name = theme.choose(self.console.color_system, self._light)
        self.theme = theme.without_colour(name) if self.no_color else name

    def refresh_css(self, animate: bool = True) -> None:
        """Parse the styles anew only when a colour is another: Textual does it at the start too."""
        colours = self.get_css_variables()
        if colours != self._colours:
            self._colours = colours
            super().refresh_css(animate)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Let nothing through that acts on the terminal; its own greys stay what they are."""
        ansi = self.native_ansi_color
        given = super().get_line_filters()
        kept = (one for one in given if not (ansi and isinstance(one, Monochrome)))
        return (_OUTLET, *kept)

    def sized(self, screen: Screen[None]) -> Screen[None]:
        """Return a screen that knows the terminal's size before it is painted, not only after."""
        widths, heights = self.HORIZONTAL_BREAKPOINTS or [], self.VERTICAL_BREAKPOINTS or []
        for size, breakpoints in ((self.size.width, widths), (self.size.height, heights)):
            screen.add_class(max((least, name) for least, name in breakpoints if least <= size)[1])
        return screen

    def run_kiosk(self) -> int | None:
        """Run until it is ended, and return what it was ended with.

        Raises:
            Exception: Whatever the app failed of: nothing of it was shown on the terminal.
        """
        ended_with = self.run()
        if self._exception is not None:
            raise self._exception
        return ended_with

    def _handle_exception(self, error: Exception) -> None:
        """End without Textual's traceback, which prints the values of variables: ID numbers."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    def action_language(self) -> None:
        """Speak the other language; what was typed stays."""
        self.lang = "en" if self.lang == "zh" else "zh"

    def action_light(self) -> None:
        """Change between light and dark."""
        self._light = not self._light
        self._choose_theme()

    async def action_quit(self) -> None:
        """Do nothing: no key of Textual's ends the app."""

    def action_suspend_process(self) -> None:
        """Do nothing: no key suspends the app."""

    def action_help_quit(self) -> None:
        """Do nothing: nothing is told about quitting."""
