"""Stocktaking: what a spool holds, looked at without changing anything, while a run may be at work in it.

Files come, grow and go meanwhile: one that is gone when it is to be read has been delivered.
"""
