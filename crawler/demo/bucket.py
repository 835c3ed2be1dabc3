"""What a crawl left in the demo's bucket: the objects, and the articles read back from them."""

import gzip

import msgspec

from crawler.demo.object_store import ObjectStore
from pipelines.items import Article
from pipelines.storage.s3 import S3Target, make_client


def read_back(store: ObjectStore, *, prefix: str) -> tuple[list[tuple[str, int]], list[Article]]:
    """Every object under a prefix with its size in bytes, and every article in the parts."""
    client = make_client(endpoint=store.endpoint, region="us-east-1", keys=store.keys)
    target = S3Target(client, bucket=store.bucket, prefix=prefix)
    pages = client.get_paginator("list_objects_v2").paginate(Bucket=store.bucket, Prefix=f"{prefix}/")
    objects = [(entry["Key"], entry["Size"]) for page in pages for entry in page.get("Contents", ())]
    decode = msgspec.json.Decoder(Article).decode
    articles = []
    for key, _ in objects:
        name = key.removeprefix(f"{prefix}/")
        if name.startswith("articles/") and name.endswith(".jsonl.gz"):
            articles += [decode(line) for line in gzip.decompress(target.get(name)).splitlines()]
    return objects, articles
