"""The newsroom crawled over simulated days, and the judge of what came of it. ``python -m tests.simulation --help``.

``crawls`` runs the spider once a tick; ``judge`` reads the plan, the server's log and what was filed, nothing else.
"""
