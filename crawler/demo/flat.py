"""A story's flat form: one line of text a block, as a text capture of its page gives it."""

from collections.abc import Iterator
from itertools import groupby

from crawler.demo.furniture import FOOTER, MASTHEAD, WALL
from crawler.demo.notation import Part, plain
from crawler.demo.stories import DemoPicture, Story

_BULLETS = {"list_item": "  • ", "furniture_item": "  • "}


def render_flat(story: Story) -> str:
    """The story as a text capture: masthead, publisher twice, section, byline, headline, copy, wall, footer.

    Section, byline and wall are left out where the story has none; the standfirst is not part of the flat form.
    """
    name = story.publisher.name
    header = [*MASTHEAD, name, name, story.section, story.byline]
    wall = () if story.access == "open" else WALL
    return "\n".join(
        [
            *(line for line in header if line),
            f"\n{plain(story.headline)}\n",
            *(f"{run}\n" for run in flat_runs(story)),
            *wall,
            *FOOTER,
        ]
    )


def flat_runs(story: Story) -> list[str]:
    """The copy and what is printed among it, one string a run of lines."""
    pictures = iter(story.pictures)
    runs = []
    for _, parts in groupby(story.parts, key=lambda part: part.run):
        lines = [line for part in parts for line in _lines(part, pictures)]
        # Items and lines of verse stand apart in a capture; stacked captions do not.
        runs += ["\n".join(lines)] if lines else []
    return runs


def _lines(part: Part, pictures: Iterator[DemoPicture]) -> list[str]:
    """The lines that one part prints."""
    if part.kind == "picture":
        return picture_lines(next(pictures))
    if part.kind == "row":
        return [plain(part.markup).replace(" | ", "\t")]
    return [_BULLETS.get(part.kind, "") + plain(part.markup)]


def picture_lines(picture: DemoPicture) -> list[str]:
    """The alternative text, where it is printed, and the line under the picture; nothing for a bare picture."""
    lines = [picture.alternative if picture.alt_printed else None, picture.printed]
    return [line for line in lines if line]
