"""The place line that opens a report: ``read_dateline``."""

from pipelines.text.dateline.read import read_dateline

__all__ = ["read_dateline"]
