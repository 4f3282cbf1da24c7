from pathlib import Path

import pytest

from store.contract import Entry
from store.tiny import TinyStore
from tests.store.samples import declared, imported

pytest.register_assert_rewrite(
    *(f"tests.store.contract_{part}" for part in ("beside", "chains", "copying", "sharing"))
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of a store with two students in different files."""
    store = TinyStore(tmp_path)
    store.append(Entry("2019001", 0, (imported("2019001", name="𬭎"),)))
    store.append(Entry("2019011", 0, (imported("2019011"), declared("v1"))))
    return tmp_path
