"""Everything that hands, scanners and terminals may send, by kind."""

from collections.abc import Mapping
from itertools import cycle, product
from string import ascii_lowercase, digits, punctuation

CONTROLS = [chr(code) for code in (*range(0x1B), *range(0x1C, 0x20), 0x7F)]
NUMBERED, LETTERED = (2, 3, 5, 6, 15, 17, 20, 21, 24), "ABCDFHPQRS"
"""Keys that are reported with what is held down beside them."""
HELD = range(2, 9)
"""Shift, Alt, Control and what they make together; Control alone is 5."""
FUNCTIONS = (
    [f"\x1bO{letter}" for letter in "ABCDEFHMPQRS"]
    + [f"\x1b[{n}~" for n in range(1, 35)]
    + [f"\x1b[{n};{held}~" for n, held in zip(NUMBERED, cycle(HELD), strict=False)]
    + [f"\x1b[1;{held}{letter}" for held, letter in zip(cycle(HELD), LETTERED, strict=False)]
    + [f"\x1b[[{letter}" for letter in "ABCDE"]
)
CHORDS = [
    *(f"\x1b[{n};{held}~" for n, held in product(NUMBERED, HELD)),
    *(f"\x1b[1;{held}{letter}" for held, letter in product(HELD, LETTERED)),
    *(f"\x1b[{ord(key)};{held}u" for key, held in product(ascii_lowercase + "\\[]@", (3, 6, 7))),
]
"""Every key with all that may be held down beside it: some hundreds."""
ALTS = [f"\x1b{one}" for one in ascii_lowercase + digits + punctuation.replace("[", "")] + [
    f"\x1b{control}" for control in CONTROLS
]
KITTY = [
    *(f"\x1b[{ord(key)};5u" for key in ascii_lowercase + "\\[]@"),
    *(f"\x1b[{ord(key)};{held}u" for key, held in zip("cdqvz\\", (3, 6, 7) * 2, strict=True)),
    *(f"\x1b[{code}u" for code in (9, 13, 27, 127, *range(57344, 57455, 3))),
    *(f"\x1b[{code};5:{kind}u" for code, kind in product((99, 113, 122), (1, 2, 3))),
    "\x1b[1114112u",
    "\x1b[99999999999999999999u",
    "\x1b[>31u",
    "\x1b[?31u",
]
REPORTS = [
    "\x1b[I",
    "\x1b[O",
    "\x1b[0n",
    "\x1b[24;80R",
    "\x1b[?62;4;22c",
    "\x1b[>41;354;0c",
    "\x1b[?2026;2$y",
    "\x1b[?2048;2$y",
    "\x1b[48;60000;60000;0;0t",
    "\x1b[<0;40;12M",
    "\x1b[48;1;1;1;1t",
    "\x1b[8;1;1t",
    "\x1b]11;rgb:0000/0000/0000\x07",
    "\x1b]52;c;cm0gLXJm\x07",
    "\x1b]0;a title\x1b\\",
    "\x1bP1$r0m\x1b\\",
    "\x1bP>|XTerm(388)\x1b\\",
    "\x1b_Gi=1;OK\x1b\\",
    "\x1b^private\x1b\\",
    "\x9b6n",
    "\x1b[?1049l\x1b[2J\x1b[?25h\x1bc",
]
MOUSE = [
    *(
        f"\x1b[<{button};{x};{y}{end}"
        for button, (x, y), end in product(
            (0, 1, 2, 3, 4, 8, 16, 32, 35, 64, 65, 66, 67, 128), ((2, 2), (40, 12), (79, 24)), "Mm"
        )
    ),
    "\x1b[<0;99999;99999M\x1b[<0;0;0m\x1b[<0;-5;-5M",
    f"\x1b[<0;{'9' * 20};1M",
    "\x1b[<0;5;5M\x1b[<32;60;20M\x1b[<0;60;20m" * 3,
    "\x1b[M !!",
]
PASTES = [
    f"\x1b[200~{text}\x1b[201~"
    for text in (
        "",
        "\x03\x1a\x1c\x11\x13",
        "\x1b[2J\x1b]52;c;cm0gLXJm\x07",
        "first\r\nsecond\r\n",
        "[@click=app.quit]x[/]",
        "\u202e\x9b6n\u200b",
        "9" * 20000,
    )
]
TABLE: Mapping[str, list[str]] = {
    "controls": CONTROLS,
    "functions": FUNCTIONS,
    "chords": CHORDS,
    "alts": ALTS,
    "kitty": KITTY,
    "reports": REPORTS,
    "mouse": MOUSE,
    "pastes": PASTES,
}
