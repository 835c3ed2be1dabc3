"""Words of the command line: intervals, and where articles were filed."""

import argparse
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import boto3

UNITS = {"m": "minutes", "h": "hours"}


def interval(text: str) -> timedelta:
    """ "15m" or "1h"."""
    number, unit = text[:-1], text[-1:]
    if not (number.isascii() and number.isdigit() and int(number) and unit in UNITS):
        raise argparse.ArgumentTypeError(f"{text!r}: expected minutes or hours, such as 15m or 1h")
    return timedelta(**{UNITS[unit]: int(number)})


def open_place(place: str, endpoint: str | None = None) -> tuple[list[str], Callable[[str], bytes]]:
    """The keys of a folder or of s3://bucket/prefix, and how to read one. Keys to the bucket by the AWS chain."""
    if not place.startswith("s3://"):
        root = Path(place)
        return [str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()], lambda key: (
            root / key
        ).read_bytes()
    bucket, _, prefix = place.removeprefix("s3://").partition("/")
    client: Any = boto3.session.Session().client("s3", endpoint_url=endpoint, region_name="us-east-1")
    pages = client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    keys = [entry["Key"] for page in pages for entry in page.get("Contents", ())]
    return keys, lambda key: client.get_object(Bucket=bucket, Key=key)["Body"].read()
