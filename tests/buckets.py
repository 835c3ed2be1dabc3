"""Buckets of a real S3 on loopback, for the tests."""

from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from crawler.demo.object_store import ObjectStore
from pipelines.storage.s3 import make_client

NUMBERS = count(1)


@dataclass(frozen=True)
class Bucket:
    """A fresh bucket, and a client to look into it with."""

    name: str
    store: ObjectStore
    client: Any

    def keys(self) -> list[str]:
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.name)
        return [entry["Key"] for page in pages for entry in page.get("Contents", ())]

    def get(self, key: str) -> bytes:
        return self.client.get_object(Bucket=self.name, Key=key)["Body"].read()


@cache
def look_into(store: ObjectStore) -> Any:
    return make_client(endpoint=store.endpoint, region="us-east-1", keys=store.keys)


def make_bucket(store: ObjectStore) -> Bucket:
    client = look_into(store)
    bucket = Bucket(f"test-{next(NUMBERS)}", store, client)
    client.create_bucket(Bucket=bucket.name)
    return bucket


def sign_in(store: ObjectStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the store's keys where the AWS chain looks first, and nothing of this machine's after it."""
    for name, value in store.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, str(Path("/dev/null")))
    monkeypatch.delenv("AWS_PROFILE", raising=False)
