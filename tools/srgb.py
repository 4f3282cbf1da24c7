"""Makes ``assets/archive/srgb.icc``: sRGB as an ICC profile of version 2, which PDF/A-1 asks for.

Source: IEC 61966-2-1 for the curve; its primaries adapted to D50 (Bradford); ICC.1:2001-04.
"""

import struct
from pathlib import Path

TARGET = Path(__file__).parents[1] / "assets" / "archive" / "srgb.icc"

WHITE = (0.9642, 1.0, 0.8249)
PRIMARIES = {
    "rXYZ": (0.43607, 0.22249, 0.01392),
    "gXYZ": (0.38515, 0.71687, 0.09708),
    "bXYZ": (0.14307, 0.06061, 0.71410),
}
STEPS = 1024
NAME = b"sRGB IEC61966-2.1"
RIGHTS = b"Public domain"


def fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(map(fixed, values))


def curve() -> bytes:
    def light(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    points = [round(65535 * light(step / (STEPS - 1))) for step in range(STEPS)]
    return b"curv\0\0\0\0" + struct.pack(f">I{STEPS}H", STEPS, *points)


def description() -> bytes:
    ascii_ = NAME + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(ascii_)) + ascii_ + bytes(4 + 4 + 2 + 1 + 67)


def padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


def profile() -> bytes:
    tags: dict[str, bytes] = {
        "desc": description(),
        "cprt": b"text\0\0\0\0" + RIGHTS + b"\0",
        "wtpt": xyz(WHITE),
        **{name: xyz(values) for name, values in PRIMARIES.items()},
        "rTRC": curve(),
    }
    start = 128 + 4 + 12 * (len(tags) + 2)
    table, body = b"", b""
    for name, data in tags.items():
        entry = struct.pack(">II", start + len(body), len(data))
        table += name.encode() + entry
        body += padded(data)
        if name == "rTRC":
            table += b"gTRC" + entry + b"bTRC" + entry
    header = struct.pack(
        ">I4sI4s4s4s6H4s4sI4s4sQI",
        start + len(body),
        *(b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ "),
        *(2020, 1, 1, 0, 0, 0),
        *(b"acsp", b"\0\0\0\0", 0, b"\0\0\0\0", b"\0\0\0\0", 0, 0),
    )
    header += b"".join(map(fixed, WHITE)) + bytes(48)
    return header + struct.pack(">I", len(tags) + 2) + table + body


if __name__ == "__main__":
    TARGET.write_bytes(profile())
    print(TARGET.name, len(profile()))
