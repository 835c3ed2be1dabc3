"""What can go wrong with an article, and what happens next.

CopydeskError
├── UnreadablePage        bytes that are no page: counted, named, the run goes on
│   └── LayoutMismatch    no layout fits the page: counted, the run goes on
├── InvalidArticle        fails the schema: goes to quarantine, counted, the run goes on and ends 1
├── StageFailed           a stage raised, which is a defect: goes to quarantine, counted, the run goes on and ends 1
├── StorageTrouble        the run can't keep what it acknowledges: it stops
│   ├── SpoolUnwritable   the spool's disk refuses: stops at once, before another story is taken
│   ├── SpoolFull         the spool is at its quota, or its disk nearly full: stops in good order, delivers what it can
│   ├── SpoolLocked       another run holds the spool: this one does not start
│   └── LedgerTrouble     the ledger can't be read or written: stops
├── DeliveryTrouble       S3 can't take a part now: the part stays in the spool, is tried again, the run ends 1
│   ├── BucketRefused     wrong credentials, no such bucket, no right to write: needs a person
│   ├── KeyTaken          the key holds other bytes: the part stays, named, for a person to judge
│   └── NotHeld           there is no such object: said to whoever asked for it
├── DamagedObject         what the target holds is not what was filed: named; `scrapy articles verify` finds all such
├── StillGoingOn          a run that may file what is to be removed is not over: nothing was removed, try again later
├── RuleError             a rule file is wrong: the run does not start
└── WrongSettings         a setting or argument is wrong: the run does not start
"""

from collections.abc import Sequence

from pipelines.redaction import redact


class CopydeskError(Exception):
    """Any trouble that copydesk itself names; the message says what happened, where, and what to do, and no secret."""

    def __init__(self, *args: object):
        super().__init__(*(redact(one) if isinstance(one, str) else one for one in args))


class UnreadablePage(CopydeskError):
    """The bytes are no page that can be read: empty, binary, or nothing but markup."""


class LayoutMismatch(UnreadablePage):
    """No layout fits the page. ``missing`` names, per layout tried, the required fields it did not find.

    ``struck``: the rules that struck what a layout found; empty where none did.
    """

    def __init__(self, where: str, missing: dict[str, tuple[str, ...]], *, struck: Sequence[str] = ()):
        self.where = where
        self.missing = missing
        tried = "; ".join(f"{layout} lacks {', '.join(fields)}" for layout, fields in missing.items())
        if struck:
            tried += f"; what it found is struck by {', '.join(struck)}, and if it is a story that rule is wrong"
        super().__init__(
            f"{where}: no layout fits ({tried or 'none was offered'}). If the site was redesigned, "
            "add a layout beside the old one; if it is no story, leave it out of `urls`."
        )


class InvalidArticle(CopydeskError):
    """The finished article does not satisfy the schema."""


class StageFailed(CopydeskError):
    """A stage of the desk raised. ``stage`` is its name; what it raised is the cause."""

    def __init__(self, stage: str, where: str, fault: Exception):
        self.stage = stage
        super().__init__(f"{where}: the stage {stage} failed: {fault!r}")


class StorageTrouble(CopydeskError):
    """The run can no longer keep what it acknowledges."""


class SpoolUnwritable(StorageTrouble):
    """The spool's folder can't be written: no right, no room, no disk."""


class SpoolFull(StorageTrouble):
    """The spool has no more room: its quota is used up, or its disk nearly. What was filed is safe and is sent."""


class SpoolLocked(StorageTrouble):
    """Another run holds this spool."""


class LedgerTrouble(StorageTrouble):
    """The ledger can't be opened, read or written."""


class DeliveryTrouble(CopydeskError):
    """A part could not be delivered now; it stays in the spool."""


class BucketRefused(DeliveryTrouble):
    """The store answered that this will not work until a person changes something."""


class KeyTaken(DeliveryTrouble):
    """The key already holds an object with other bytes."""


class NotHeld(DeliveryTrouble):
    """The target holds no object under this key."""


class DamagedObject(CopydeskError):
    """An object of the target can't be read as what it is: torn, of other bytes, or no JSON."""


class StillGoingOn(CopydeskError):
    """A run is not over, and may still file or vouch for what is to be removed."""


class RuleError(CopydeskError):
    """A rule file is wrong; the message names file, rule and field."""


class WrongSettings(CopydeskError):
    """A setting or a spider argument is wrong; the message names it and what is allowed."""
