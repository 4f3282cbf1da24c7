import pytest

from store.contract import Store
from store.postgres import PostgresStore
from tests.store.contract import StoreContract


class TestPostgresStore(StoreContract):
    @pytest.fixture
    def store(self, database: str) -> Store:
        return PostgresStore(database)

    @pytest.fixture
    def neighbour(self, database: str) -> Store:
        return PostgresStore(database)
