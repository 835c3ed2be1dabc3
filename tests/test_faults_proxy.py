"""One object, put through every fault of the proxy: what is said to be delivered lies in the bucket, byte for byte."""

import pytest

from pipelines.errors import BucketRefused, DeliveryTrouble
from pipelines.storage import s3
from pipelines.storage.s3 import S3Target, make_client
from tests.buckets import make_bucket
from tests.chaos.faults import FAULTS
from tests.chaos.proxy import FaultProxy

DATA = b"The ferry was late again. " * 4_000

# What a put comes to while the fault lasts. None: it is delivered all the same.
PUT = {
    "down": DeliveryTrouble,
    "slow": None,
    "reset": DeliveryTrouble,
    "answer lost": DeliveryTrouble,
    "500": DeliveryTrouble,
    "SlowDown": DeliveryTrouble,
    "403": BucketRefused,
    "BadDigest": DeliveryTrouble,
    "wrong checksum": DeliveryTrouble,
    "cut answer": None,
    "lying PUT": DeliveryTrouble,
}
NAMES = {fault: fault.replace(" ", "-") for fault in FAULTS}
GET = PUT | {"cut answer": DeliveryTrouble, "BadDigest": DeliveryTrouble, "lying PUT": None}


@pytest.fixture(scope="module")
def proxy(object_store):
    with FaultProxy(object_store.endpoint) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def bucket(object_store):
    return make_bucket(object_store)


@pytest.fixture(scope="module")
def target(proxy, bucket):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(s3, "TRIES", 1)
        client = make_client(endpoint=proxy.address, region="us-east-1", keys=bucket.store.keys)
    return S3Target(client, bucket=bucket.name)


@pytest.fixture
def key(request):
    return f"articles/{request.node.originalname}/{NAMES[request.node.callspec.params['fault']]}.jsonl.gz"


def test_the_tables_name_every_fault():
    assert PUT.keys() == GET.keys() == FAULTS.keys()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_put_in_trouble(fault, proxy, target, bucket, key):
    with proxy.struck(fault):
        if PUT[fault]:
            with pytest.raises(DeliveryTrouble) as raised:
                target.put(key, DATA)
            assert type(raised.value) is PUT[fault]
        else:
            target.put(key, DATA)
            assert bucket.get(key) == DATA
    assert proxy.met[fault] or fault == "down"
    target.put(key, DATA)  # the trouble is over: it is tried again, and arrives once
    assert key in set(bucket.keys())
    assert bucket.get(key) == DATA


@pytest.mark.parametrize("fault", FAULTS)
def test_a_get_in_trouble(fault, proxy, target, key):
    target.put(key, DATA)
    with proxy.struck(fault):
        if GET[fault]:
            with pytest.raises(GET[fault]):
                target.get(key)
        else:
            assert target.get(key) == DATA
    assert target.get(key) == DATA


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault not in ("slow", "lying PUT")])
def test_a_key_that_is_taken_is_not_taken_for_a_strangers_while_the_store_is_in_trouble(fault, proxy, target, key):
    """The same bytes lie there: nothing that a store in trouble says of them makes it a matter for a person."""
    target.put(key, DATA)
    with proxy.struck(fault):
        try:
            target.put(key, DATA)
        except DeliveryTrouble as trouble:
            assert type(trouble) in (DeliveryTrouble, PUT[fault])
