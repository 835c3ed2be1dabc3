"""Fixtures that several subjects share: a real S3 on loopback, started once, and a bucket of its own for each test."""

from collections.abc import Iterator

import pytest

from crawler.demo.object_store import ObjectStore
from tests.buckets import Bucket, make_bucket, sign_in


@pytest.fixture(scope="session")
def object_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectStore]:
    with ObjectStore(tmp_path_factory.mktemp("object-store")) as store:
        yield store


@pytest.fixture
def bucket(object_store: ObjectStore, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    sign_in(object_store, monkeypatch)
    return make_bucket(object_store)
