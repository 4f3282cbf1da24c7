"""What every store must do, whatever it is made of; a backend is done when it passes."""

from tests.store.contract_beside import BesideContract
from tests.store.contract_chains import ChainsContract
from tests.store.contract_copying import CopyingContract
from tests.store.contract_sharing import SharingContract


class StoreContract(ChainsContract, BesideContract, SharingContract, CopyingContract):
    """A subclass gives ``store``, ``neighbour``, the same place opened again, and ``place``.

    The last is what ``tests.store.holder`` opens the same place by, in a process of its own.
    """
