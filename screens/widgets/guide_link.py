"""A way from a step to the page of the guide that answers what people ask there."""

from screens.messages import GuideAsked
from screens.widgets.buttons import Press


class GuideLink(Press):
    """A line to press; the step stays as it is below the guide."""

    def __init__(self, key: str, cap: str, place: str) -> None:
        """Lead to a page.

        Args:
            key: Key of the label's text.
            cap: The key of the screen that does the same.
            place: As ``GuideAsked`` names pages.
        """
        super().__init__(key, cap, classes="-slim")
        self._place = place

    def action_press(self) -> None:
        """Ask for the page."""
        self.post_message(GuideAsked(self._place))
