"""What is not copy, found by rules: ``find_boilerplate``.

``rule`` is one rule, ``rulebook`` the book that asks all of them at once through ``sieve``; ``shorthand`` is the
language of their patterns and ``coded`` holds those that need code. ``find`` weighs place and neighbours, and
``link_lines`` the bare headlines that stand under "Read More".
"""

from pipelines.text.boilerplate.find import Surroundings, find_boilerplate

__all__ = ["Surroundings", "find_boilerplate"]
