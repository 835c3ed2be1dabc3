"""The byline grammar: ``parse_byline`` reads a printed byline into people and organisations.

``parse`` is the door; ``tokens``, ``labels``, ``phrases``, ``kinds`` and ``readings`` are its steps in their order;
``in_copy`` finds a byline that stands among the copy. The words are in ``vocabulary``.
"""

from pipelines.text.byline.parse import LONGEST_BYLINE, parse_byline

__all__ = ["LONGEST_BYLINE", "parse_byline"]
