"""The palettes, as variables that the style sheets name."""

from textual.theme import Theme

_NAMES = (
    "k-bg", "k-bar", "k-panel", "k-field", "k-text", "k-muted", "k-primary", "k-onprimary",
    "k-wrong", "k-onwrong", "k-info", "k-focus", "k-onfocus", "k-line",
)  # fmt: skip

_DARK = (
    "#0F151D", "#1B2530", "#16202B", "#223040", "#EEF1EC", "#B4C0CC", "#8ADBC8", "#07201B",
    "#FFB59C", "#2B0C02", "#A9CDF7", "#2C4A55", "#FFFFFF", "#66788C",
)  # fmt: skip
_LIGHT = (
    "#FFFFFF", "#E6EBF0", "#F4F6F8", "#E9EEF2", "#0B1016", "#36414D", "#004F46", "#FFFFFF",
    "#861B00", "#FFFFFF", "#0B3B8C", "#0B3B4A", "#FFFFFF", "#66727F",
)  # fmt: skip
_DARK_16 = (
    "ansi_black", "ansi_black", "ansi_black", "ansi_black", "ansi_bright_white", "ansi_white",
    "ansi_bright_cyan", "ansi_black", "ansi_bright_red", "ansi_black", "ansi_bright_blue",
    "ansi_blue", "ansi_bright_white", "ansi_bright_black",
)  # fmt: skip
_LIGHT_16 = (
    "ansi_bright_white", "ansi_bright_white", "ansi_bright_white", "ansi_bright_white",
    "ansi_black", "ansi_bright_black", "ansi_blue", "ansi_bright_white", "ansi_red",
    "ansi_bright_white", "ansi_magenta", "ansi_cyan", "ansi_black", "ansi_bright_black",
)  # fmt: skip
_DARK_GREY = (
    "ansi_black", "ansi_black", "ansi_black", "ansi_black", "ansi_bright_white", "ansi_white",
    "ansi_white", "ansi_black", "ansi_bright_white", "ansi_black", "ansi_bright_white",
    "ansi_white", "ansi_black", "ansi_bright_black",
)  # fmt: skip
_LIGHT_GREY = (
    "ansi_bright_white", "ansi_bright_white", "ansi_bright_white", "ansi_bright_white",
    "ansi_black", "ansi_bright_black", "ansi_black", "ansi_bright_white", "ansi_black",
    "ansi_bright_white", "ansi_black", "ansi_bright_black", "ansi_bright_white",
    "ansi_bright_black",
)  # fmt: skip


def _theme(name: str, colours: tuple[str, ...], *, dark: bool, ansi: bool) -> Theme:
    palette = dict(zip(_NAMES, colours, strict=True))
    return Theme(
        name=name,
        primary=palette["k-primary"],
        foreground=palette["k-text"],
        background=palette["k-bg"],
        surface=palette["k-bg"],
        panel=palette["k-panel"],
        boost=palette["k-panel"],
        error=palette["k-wrong"],
        dark=dark,
        ansi=ansi,
        variables=palette
        | {"ansi-background": palette["k-bg"], "ansi-foreground": palette["k-text"]},
    )


THEMES = (
    _theme("dark", _DARK, dark=True, ansi=False),
    _theme("light", _LIGHT, dark=False, ansi=False),
    _theme("dark16", _DARK_16, dark=True, ansi=True),
    _theme("light16", _LIGHT_16, dark=False, ansi=True),
    _theme("dark16grey", _DARK_GREY, dark=True, ansi=True),
    _theme("light16grey", _LIGHT_GREY, dark=False, ansi=True),
)
"""To be registered with the app. From the third on they are for 16 colours: the automatic
downgrade makes primary, muted and wrong the same grey, so they name terminal colours; bars are the
background. The last two do without colour, where Textual's own grey would be black on black."""


def choose(color_system: str | None, light: bool) -> str:
    """Return the name of the theme for a terminal.

    Args:
        color_system: What rich found: ``truecolor``, ``256``, ``standard``, or nothing.
        light: The student wants it light.
    """
    few = color_system not in {"truecolor", "256"}
    return ("light" if light else "dark") + ("16" if few else "")


def without_colour(name: str) -> str:
    """Return the name of the theme that takes another's place where ``NO_COLOR`` is set.

    Of the themes with many colours Textual makes greys by itself.
    """
    return f"{name}grey" if name.endswith("16") else name
