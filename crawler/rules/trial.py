"""Rules put to the test: every proof of every rule, and every rule against every sample page."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from crawler.aggregators import Aggregators
from crawler.demo import load_stories, render_flat, render_story, truth
from crawler.demo.spoil import encode_page
from crawler.json_lines import read_file
from crawler.page import Page
from crawler.read_page import read_page
from crawler.spiders.inkl import Inkl
from pipelines.items import Article
from pipelines.stages.plan import Plan
from pipelines.stages.strip_boilerplate import StripBoilerplate
from pipelines.text.boilerplate.rulebook import RuleBook, broken_proofs


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample page.

    Attributes:
        name: What to call it.
        article: As printed: boilerplate still stands in the body.
        copy: How often each text is copy there, or None where nobody has said what is.
        furniture: How often each text is none.
    """

    name: str
    article: Article
    copy: Counter[str] | None = None
    furniture: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Cut:
    """A block that a rule takes from a sample page."""

    rule: str
    page: str
    text: str
    is_copy: bool
    """Whether it is copy, by what is known of the page."""


@dataclass(frozen=True)
class Trial:
    """What came of it.

    Attributes:
        proofs: How many proof lines there are.
        broken: Those that fail, in words.
        pages: How many sample pages were read.
        cuts: What the rules took from them.
    """

    proofs: int
    broken: tuple[str, ...]
    pages: int
    cuts: tuple[Cut, ...]

    @property
    def false_cuts(self) -> tuple[Cut, ...]:
        """Copy that was taken."""
        return tuple(cut for cut in self.cuts if cut.is_copy)

    @property
    def passed(self) -> bool:
        """Whether every proof holds and no copy was taken."""
        return not self.broken and not self.false_cuts


def try_rules(book: RuleBook, samples: Iterable[Sample]) -> Trial:
    """Put a book's rules to the test."""
    stage, listed = StripBoilerplate(Plan(rules=book)), tuple(samples)
    return Trial(
        proofs=sum(len(rule.cuts) + len(rule.keeps) for rule in book.rules.values()),
        broken=tuple(
            f"{rule.id}: {field}: it {'does not strike' if field == 'cuts' else 'strikes'} {line!r}"
            for rule, field, line in broken_proofs(book)
        ),
        pages=len(listed),
        cuts=tuple(cut for sample in listed for cut in _cuts(stage, sample)),
    )


def _cuts(stage: StripBoilerplate, sample: Sample) -> Iterator[Cut]:
    """What goes from one page. Where a text is copy once and furniture once, the first that goes is furniture."""
    left = Counter(sample.furniture)
    for edit in stage.apply(sample.article).edits:
        if edit.stage == stage.name:
            text = edit.before or ""
            known = left[text] > 0
            left[text] -= known
            is_copy = sample.copy is not None and text in sample.copy and not known
            yield Cut(edit.rule, sample.name, text, is_copy)


def demo_samples() -> Iterator[Sample]:
    """The demo's stories in both forms; their author has said what is copy."""
    aggregator = Inkl.aggregator()
    for story in load_stories():
        url, gold = f"{Inkl.site}/news/{story.slug}", truth(story)
        html = encode_page(story, render_story(story, site=Inkl.site))
        furniture = Counter(gold["removed"])
        lines, blocks = gold["paragraphs"], [block["text"] for block in gold["body"]]
        flat_page = Page(render_flat(story).encode(), url=url, form="flat")
        yield Sample(f"{story.slug} (flat)", read_page(flat_page, aggregator), Counter(lines), furniture)
        yield Sample(f"{story.slug} (html)", read_page(Page(html, url=url), aggregator), Counter(blocks), furniture)


def given_samples(paths: Iterable[str], aggregators: Aggregators) -> Iterator[Sample]:
    """Pages from files, HTML or flat; what is copy in them nobody has said.

    Raises:
        WrongSettings: A file that can't be read.
        UnreadablePage: A file that is no page.
    """
    for path in paths:
        page = Page(body=read_file(Path(path)))
        yield Sample(path, read_page(page, aggregators.of(page)))


def as_text(book: RuleBook, trial: Trial) -> Iterator[str]:
    """The trial in lines: for each rule what it takes and how often, then what failed, then the sum."""
    by_rule: dict[str, Counter[str]] = defaultdict(Counter)
    for cut in trial.cuts:
        by_rule[cut.rule][cut.text] += 1
    for rule in book.rules:
        texts = by_rule[rule]
        yield f"{rule}: {texts.total()} cut" if texts else f"{rule}: cuts nothing here"
        yield from (f"  {number:>4} × {text}" for text, number in texts.most_common())
    yield from (f"FAILED PROOF: {broken}" for broken in trial.broken)
    yield from (f"FALSE CUT: {cut.rule}: {cut.page}: {cut.text}" for cut in trial.false_cuts)
    yield (
        f"{len(book)} rules, {trial.proofs} proofs, {len(trial.broken)} failed; {trial.pages} pages, "
        f"{len(trial.cuts)} blocks cut, {len(trial.false_cuts)} of them copy"
    )
