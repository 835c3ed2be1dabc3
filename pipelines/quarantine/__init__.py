"""The quarantine read back: what failed on its way through the desk, and which of it is resolved.

An entry is written once and never changed. That it is resolved is told by a note under ``quarantine-resolved/``, or by
a ledger that has stored the story since.
"""
