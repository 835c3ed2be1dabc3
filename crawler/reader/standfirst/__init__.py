"""The standfirst: what stands between headline and copy and sums the story up."""

from crawler.reader.standfirst.choose import choose_standfirst

__all__ = ["choose_standfirst"]
