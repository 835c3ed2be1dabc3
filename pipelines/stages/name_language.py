"""The copy's language: what the page declares, where its words do not contradict it."""

from dataclasses import replace

from pipelines.items import Article
from pipelines.stages.base import Stage
from pipelines.text.language import name_language

# Characters: a model is as sure of a language after 2,000 as after 20,000.
ENOUGH = 2000


class NameLanguage(Stage):
    """Declared language and copy -> ``language``."""

    name = "name_language"

    def apply(self, article: Article) -> Article:
        """Name it, or leave null where neither page nor words decide."""
        language = name_language(article.language, self._sample(article))
        return article if language == article.language else replace(article, language=language)

    def _sample(self, article: Article) -> str:
        words, length = [article.headline or ""], 0
        for block in article.body:
            words.append(block.text)
            length += len(block.text)
            if length >= ENOUGH:
                break
        return "\n".join(words)[:ENOUGH]
