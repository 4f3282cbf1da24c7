"""PDF/A-1b files, written from front to back: a page is on the disk as soon as it is drawn.

Source: ISO 19005-1 (GB/T 23286.1) on top of PDF 1.4. What is written depends on the pages alone,
never on the clock, so the same pages make the same bytes.
"""

import hashlib
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Protocol

import assets
from assets import Lang
from kiosk.sheet.embed import Embedded
from kiosk.sheet.fonts import Font
from kiosk.sheet.pen import PAGE_HEIGHT, PAGE_WIDTH, Drawn, Photo
from kiosk.sheet.text import MM

_LEAF = 500
"""Pages, or labels, under one node of a tree; an array may have 8,191 entries."""
_CATALOG, _PAGES, _FONTS, _INFO = 1, 2, 3, 4
_RESERVED = 4
_LANGS: Mapping[Lang, str] = {"zh": "zh-CN", "en": "en"}
_HEADER = b"%PDF-1.4\n%\xe6\xa0\xb8\xe5\xaf\xb9\n"


class Sink(Protocol):
    """Where a file goes to."""

    def write(self, data: bytes, /) -> object:
        """Take the next bytes."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An entry of the outline."""

    title: str
    level: int
    """0 is the outermost; one more than the mark before it at most."""
    page: int
    """Counted from 0."""


@dataclass(frozen=True, slots=True)
class Label:
    """How pages are numbered from one on."""

    page: int
    """Counted from 0."""
    prefix: str
    numbered: bool = True
    """From 1; else all are named by the prefix alone."""


class PdfFile:
    """One file in the making."""

    _chars: dict[Font, set[str]]

    def __init__(self, out: Sink, title: str, lang: Lang = "zh") -> None:
        """Begin a file.

        Args:
            out: Takes the bytes.
            title: Of the document; names nobody.
            lang: Of its text, for readers that speak; sheets are Chinese.
        """
        self._out = out
        self._title = title
        self._lang = _LANGS[lang]
        self._at = 0
        self._digest = hashlib.sha256()
        self._offsets = array("Q", [0] * _RESERVED)
        self._pages = array("L")
        self._leaves: list[tuple[int, list[int]]] = []
        self._photos: dict[str, int] = {}
        self._chars = {}
        self._write(_HEADER)

    @property
    def pages(self) -> int:
        """How many pages there are so far."""
        return len(self._pages)

    def add(self, page: Drawn) -> None:
        """Write the next page."""
        if not self._leaves or len(self._leaves[-1][1]) == _LEAF:
            self._leaves.append((self._number(), []))
        leaf, kids = self._leaves[-1]
        for font, chars in page.chars.items():
            self._chars.setdefault(font, set()).update(chars)
        photos = "".join(f" /{one.name} {self._photo(one)} 0 R" for one in page.photos)
        content = self._stream(page.content, "/Filter /FlateDecode")
        number = self._object(
            f"<< /Type /Page /Parent {leaf} 0 R /Contents {content} 0 R"
            f" /Resources << /Font {_FONTS} 0 R /XObject <<{photos} >> >> >>"
        )
        kids.append(number)
        self._pages.append(number)

    def close(self, marks: Sequence[Mark] = (), labels: Sequence[Label] = ()) -> None:
        """Write what belongs to the whole file, and its end."""
        fonts = "".join(
            f" /{font.name} {self._font(Embedded.of(font, chars))} 0 R"
            for font, chars in sorted(self._chars.items())
        )
        self._object(f"<<{fonts} >>", _FONTS)
        self._tree()
        self._object(f"<< /Title {_text(self._title)} >>", _INFO)
        entries = [
            f"/Pages {_PAGES} 0 R /Lang ({self._lang})",
            "/ViewerPreferences << /DisplayDocTitle true >>",
            f"/Metadata {self._metadata()} 0 R /OutputIntents [{self._intent()} 0 R]",
        ]
        if marks:
            entries.append(f"/Outlines {self._outline(marks)} 0 R /PageMode /UseOutlines")
        if labels:
            entries.append(f"/PageLabels {self._labels(labels)} 0 R")
        self._object(f"<< /Type /Catalog {' '.join(entries)} >>", _CATALOG)
        self._end()

    def _photo(self, photo: Photo) -> int:
        if photo.name not in self._photos:
            self._photos[photo.name] = self._stream(
                photo.jpeg,
                f"/Type /XObject /Subtype /Image /Width {photo.width} /Height {photo.height}"
                f" /ColorSpace /{photo.colours} /BitsPerComponent 8 /Filter /DCTDecode",
            )
        return self._photos[photo.name]

    def _font(self, font: Embedded) -> int:
        glyphs = self._packed(font.glyphs, f"/Length1 {len(font.glyphs)}")
        descriptor = self._object(
            f"<< /Type /FontDescriptor {font.descriptor} /FontFile2 {glyphs} 0 R"
            f" /CIDSet {self._packed(font.has)} 0 R >>"
        )
        below = self._object(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{font.name}"
            " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
            f" /FontDescriptor {descriptor} 0 R /DW 1000 /W [{font.widths}]"
            f" /CIDToGIDMap {self._packed(font.glyph_of)} 0 R >>"
        )
        return self._object(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{font.name} /Encoding /Identity-H"
            f" /DescendantFonts [{below} 0 R] /ToUnicode {self._packed(font.to_unicode)} 0 R >>"
        )

    def _tree(self) -> None:
        """Write the page tree: a root, and leaves of a few hundred pages."""
        for number, kids in self._leaves:
            body = f"/Type /Pages /Parent {_PAGES} 0 R /Count {len(kids)} /Kids [{_refs(kids)}]"
            self._object(f"<< {body} >>", number)
        size = f"{PAGE_WIDTH * MM:.3f} {PAGE_HEIGHT * MM:.3f}"
        leaves = _refs(number for number, _ in self._leaves)
        body = f"/Count {self.pages} /MediaBox [0 0 {size}] /Kids [{leaves}]"
        self._object(f"<< /Type /Pages {body} >>", _PAGES)

    def _metadata(self) -> int:
        packet = assets.path("archive/metadata.xml").read_text(encoding="utf-8")
        filled = packet.replace("{title}", escape(self._title)).encode()
        return self._stream(filled, "/Type /Metadata /Subtype /XML")

    def _intent(self) -> int:
        profile = self._packed(assets.path("archive/srgb.icc").read_bytes(), "/N 3")
        return self._object(
            "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB)"
            f" /Info (sRGB IEC61966-2.1) /DestOutputProfile {profile} 0 R >>"
        )

    def _outline(self, marks: Sequence[Mark]) -> int:
        """Write the outline, all of it open, and return its root."""
        root = self._number()
        numbers = [self._number() for _ in marks]
        links: list[dict[str, int]] = [{} for _ in marks]
        top: dict[str, int] = {}
        open_: list[int] = []
        for at, mark in enumerate(marks):
            before = open_[mark.level] if mark.level < len(open_) else None
            del open_[mark.level :]
            parent = links[open_[-1]] if open_ else top
            links[at]["Parent"] = numbers[open_[-1]] if open_ else root
            if before is not None:
                links[at]["Prev"] = numbers[before]
                links[before]["Next"] = numbers[at]
            parent.setdefault("First", numbers[at])
            parent["Last"] = numbers[at]
            for above in open_:
                links[above]["Count"] = links[above].get("Count", 0) + 1
            open_.append(at)
        top["Count"] = len(marks)
        for mark, number, link in zip(marks, numbers, links, strict=True):
            page = self._pages[mark.page]
            dest = f"/Title {_text(mark.title)} /Dest [{page} 0 R /Fit]"
            self._object(f"<< {dest}{_entries(link)} >>", number)
        return self._object(f"<< /Type /Outlines{_entries(top)} >>", root)

    def _labels(self, labels: Sequence[Label]) -> int:
        leaves = []
        for start in range(0, len(labels), _LEAF):
            some = labels[start : start + _LEAF]
            named = " ".join(
                f"{one.page} << /P {_text(one.prefix)}{' /S /D' * one.numbered} >>" for one in some
            )
            limits = f"{some[0].page} {some[-1].page}"
            leaves.append(self._object(f"<< /Limits [{limits}] /Nums [{named}] >>"))
        return self._object(f"<< /Kids [{_refs(leaves)}] >>")

    def _end(self) -> None:
        """Write the table of objects and the trailer."""
        start, size = self._at, len(self._offsets) + 1
        table = "".join(f"{offset:010d} 00000 n \n" for offset in self._offsets)
        self._write(f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode())
        name = self._digest.hexdigest()[:32]
        body = f"/Size {size} /Root {_CATALOG} 0 R /Info {_INFO} 0 R /ID [<{name}> <{name}>]"
        self._write(f"trailer\n<< {body} >>\nstartxref\n{start}\n%%EOF\n".encode())

    def _number(self) -> int:
        self._offsets.append(0)
        return len(self._offsets)

    def _packed(self, data: bytes, entries: str = "") -> int:
        return self._stream(zlib.compress(data), f"{entries} /Filter /FlateDecode")

    def _stream(self, data: bytes, entries: str) -> int:
        head = f"<< {entries} /Length {len(data)} >>\nstream\n"
        return self._put(self._number(), head.encode() + data + b"\nendstream")

    def _object(self, body: str, number: int = 0) -> int:
        return self._put(number or self._number(), body.encode())

    def _put(self, number: int, body: bytes) -> int:
        self._offsets[number - 1] = self._at
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        return number

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._digest.update(data)
        self._at += len(data)


def _refs(numbers: Iterable[int]) -> str:
    return " ".join(f"{number} 0 R" for number in numbers)


def _entries(links: dict[str, int]) -> str:
    """Return the links of an outline's entry; all but the count refer to objects."""
    return "".join(
        f" /{key} {number}{'' if key == 'Count' else ' 0 R'}" for key, number in links.items()
    )


def _text(text: str) -> str:
    """Return a text as a PDF string."""
    return f"<feff{text.encode('utf-16-be').hex()}>"
