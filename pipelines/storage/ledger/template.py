"""What recurs at an aggregator, as the ledger tells it. The counting itself is in ``template_counts.py``."""

from datetime import datetime

from pipelines.storage.ledger import template_counts
from pipelines.storage.ledger.database import Database
from pipelines.text.template.judgement import Template


class TemplateBook(Database):
    """The learned template, read; and a person's word about it, written."""

    def template(self, aggregator: str) -> Template:
        """What recurs at an aggregator, as it is counted now; an empty template where nothing was."""
        with self._reading() as connection:
            return template_counts.read_template(connection, aggregator)

    def template_aggregators(self) -> tuple[str, ...]:
        """The aggregators whose lines were counted."""
        with self._reading() as connection:
            return template_counts.read_aggregators(connection)

    def copy_lines(self, aggregator: str) -> tuple[str, ...]:
        """Lines of an aggregator that came once, to hold a rule against."""
        with self._reading() as connection:
            return template_counts.read_copy_lines(connection, aggregator)

    def keep_shape(self, aggregator: str, form: str, *, at: datetime) -> None:
        """Note a person's word that lines of this shape are copy: the learned template never strikes them again."""
        with self._writing() as connection:
            template_counts.keep_shape(connection, self._upsert, aggregator, form, at)
