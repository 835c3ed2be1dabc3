"""A small invented news aggregator in inkl's shape, served on loopback: for the demo, the tests and the benchmark."""

from crawler.demo.aggregator import DemoAggregator
from crawler.demo.flat import render_flat
from crawler.demo.render import render_story
from crawler.demo.stories import DAY, Story, load_stories
from crawler.demo.synthetic import synthetic_stories
from crawler.demo.troubles import TROUBLES
from crawler.demo.truth import truth

__all__ = [
    "DAY",
    "TROUBLES",
    "DemoAggregator",
    "Story",
    "load_stories",
    "render_flat",
    "render_story",
    "synthetic_stories",
    "truth",
]
