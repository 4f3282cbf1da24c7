"""What lies among the files of a store and is none of them."""

from collections.abc import Iterable, Iterator

from store import layout
from store.files import Files, is_temp

_FILES = (layout.STUDENTS, layout.PEOPLE, layout.SHEETS, layout.DESK)


def strays(files: Files, blobs: Iterable[str]) -> Iterator[str]:
    """Yield the names of what nobody here wrote, folder by folder; it is never read.

    Args:
        files: Of the store.
        blobs: The folders that blobs lie in.
    """
    for folder, of_folders in (
        *((one, False) for one in _FILES),
        (layout.BLOBS, True),
        *((one, False) for one in blobs),
    ):
        for entry in sorted(files.scan(folder), key=lambda one: one.name):
            ours = (
                layout.is_ours(folder, entry.name)
                and entry.is_dir(follow_symlinks=False) is of_folders
            )
            if not ours and not is_temp(entry.name):
                yield f"{folder}/{entry.name}"
