"""The caption and credit grammar: ``parse_caption`` parts a printed caption into caption and credit.

One file a step: ``debris`` (markup), ``marks`` ("FILE PHOTO:"), ``repeats``, ``places`` (where the credit stands),
``pieces``, ``sorts`` and ``reading`` (what it says), ``accept`` (whether it is one). The words are in
``vocabulary.credit_labels`` and ``vocabulary.picture_agencies``. Where captions stand: ``in_copy`` (flat pages, with
``by_credit`` and ``without_credit`` for its evidence), ``beside_pictures`` (HTML).
"""

from pipelines.text.caption.parse import Caption, parse_caption

__all__ = ["Caption", "parse_caption"]
