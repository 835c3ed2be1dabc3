"""The spool for people and for machines."""
