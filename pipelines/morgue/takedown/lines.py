"""Lines struck out of parts: a part is written anew without them, and one that has no others goes."""

from pipelines.errors import NotHeld
from pipelines.morgue.copy import lines_of
from pipelines.morgue.takedown.trace import entry_of
from pipelines.storage.parts import pack
from pipelines.storage.target import Target


def strike_lines(target: Target, key: str, id: str) -> bool:
    """Write a part without the lines of an article. False where it has none (any more).

    Raises:
        DamagedObject: The part can't be read.
        DeliveryTrouble: The target can't be read or written.
    """
    try:
        data = target.get(key)
    except NotHeld:
        return False
    where = target.where(key)
    lines = lines_of(key, data, where)
    kept = [line for line in lines if entry_of(line, where).id != id]
    if len(kept) == len(lines):
        return False
    if kept:
        target.replace(key, pack(b"".join(line + b"\n" for line in kept), key))
    else:
        target.delete(key)
    return True
