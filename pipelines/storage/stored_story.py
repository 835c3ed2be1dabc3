"""An article's line in the ledger, made where it is filed and again where it is recovered."""

from datetime import datetime

from pipelines.items import Article
from pipelines.storage.ledger import Facts, StoredStory
from pipelines.text.template.sightings import sightings

NOTHING = Facts()


def stored_story(
    article: Article, *, run: str, part: str, at: datetime, facts: Facts = NOTHING, learns: bool = True
) -> StoredStory:
    """What the ledger is told of an article that the spool holds.

    Args:
        article: The article as filed.
        run: The run that files it.
        part: The key it is found under.
        at: When it was stored.
        facts: What the look at its page told besides.
        learns: Whether its lines are to be counted.
    """
    return StoredStory(
        id=article.id,
        url=article.url,
        content_hash=article.content_hash,
        revision=article.revision,
        run=run,
        part=part,
        stored_at=at,
        lines=sightings(article) if learns else None,
        publisher=article.publisher.name if article.publisher else None,
        published=article.published.at if article.published else None,
        rules=facts.rules or article.made_by.rules,
        etag=facts.etag,
        last_modified=facts.last_modified,
        page_hash=facts.page_hash,
        printed_hash=facts.printed_hash,
        fingerprint=facts.fingerprint,
        next_look=facts.next_look,
        step=facts.step,
        looked_at=article.source.fetched_at,
    )
