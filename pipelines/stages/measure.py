"""Word count, content hash, the pictures' places, and the edits in page order: facts about finished copy."""

from dataclasses import replace

from pipelines.items import Article
from pipelines.stages.base import Stage
from pipelines.text.measure import count_words, hash_copy, place_pictures


class Measure(Stage):
    """Body -> ``word_count``, ``content_hash``, ``pictures[].after_block``; ``edits`` sorted by place."""

    name = "measure"

    def apply(self, article: Article) -> Article:
        """Measure the copy as it will be filed."""
        texts = [block.text for block in article.body]
        return replace(
            article,
            word_count=count_words(texts),
            content_hash=hash_copy(article.headline, texts),
            pictures=place_pictures(article.pictures, article.body),
            edits=tuple(sorted(article.edits, key=lambda edit: -1 if edit.at is None else edit.at)),
        )
