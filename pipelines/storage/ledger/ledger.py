"""The ledger as its users see it: every subject's methods in one."""

from pipelines.storage.ledger.aliases import Aliases
from pipelines.storage.ledger.frontier import Frontier
from pipelines.storage.ledger.hosts import Hosts
from pipelines.storage.ledger.leads import Leads
from pipelines.storage.ledger.likenesses import Likenesses
from pipelines.storage.ledger.listings import Listings
from pipelines.storage.ledger.looks import Looks
from pipelines.storage.ledger.opening import Opening
from pipelines.storage.ledger.runs import Runs
from pipelines.storage.ledger.stories import Stories
from pipelines.storage.ledger.takedown import Takedown
from pipelines.storage.ledger.template import TemplateBook


class Ledger(
    Opening, Stories, Frontier, Looks, Aliases, Listings, Hosts, Leads, Likenesses, Runs, Takedown, TemplateBook
):
    """Stories, listings, hosts, leads, likenesses, runs and recurring lines in a database.

    Opening makes the tables where there are none and brings an older ledger up to date. Threads may share one; so may
    processes share the database, each with a ``Ledger`` of its own.

    Raises:
        WrongSettings: the URL is none, or names a database whose driver is not installed.
        LedgerTrouble: the database can't be opened, read or written, or was made by a newer copydesk. Every method
            may raise it.
    """
