"""A site config's text into a ``SiteConfig``: what can be used of it, and by line what can't."""

from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

from crawler.reader.site_configs.config import PageLink, Replacement, Sample, SiteConfig, Told
from crawler.reader.site_configs.directives import (
    FLAGS,
    KNOWN,
    LINKS,
    WITHOUT_EFFECT,
    XPATHS,
    reason_to_refuse,
)
from crawler.reader.site_configs.expressions import Expression, read_expression
from crawler.reader.site_configs.lines import Broken, Directive, read_directives
from crawler.reader.site_configs.replacing import reason_to_refuse_replacement

YES, NO = frozenset({"yes", "true"}), frozenset({"no", "false"})
MAY_BE_EMPTY = frozenset({"replace_string"})  # to take out what was found


def read_config(text: str, name: str) -> SiteConfig:
    """Read one file.

    Args:
        text: The file's, decoded.
        name: Its name without ".txt".

    Returns:
        The config. It never raises: a line that can't be used is told of in ``broken`` or ``refused``, and the rest
        of the file is used.
    """
    reading = _Reading(name)
    for line in read_directives(text):
        if isinstance(line, Broken):
            reading.broken.append(line)
        else:
            reading.take(line)
    return reading.config()


class _Reading:
    """One file as it is being read."""

    def __init__(self, name: str):
        self.name = name
        self.expressions: dict[str, list[Expression]] = {}
        self.links: dict[str, list[PageLink]] = {name: [] for name in LINKS}
        self.values: dict[str, list[str]] = {"strip_id_or_class": [], "strip_image_src": [], "src_lazy_load_attr": []}
        self.flags: dict[str, bool] = {}
        self.finds: list[Directive] = []
        self.replaces: list[Directive] = []
        self.pairs: list[tuple[int, Replacement]] = []
        self.samples: list[Sample] = []
        self.without_effect: list[Told] = []
        self.refused: list[Told] = []
        self.broken: list[Broken] = []
        self.used = 0
        self.before: Directive | None = None

    def take(self, directive: Directive) -> None:
        """One directive, wherever it belongs."""
        try:
            self._take(directive)
        except ValueError as fault:
            self.broken.append(Broken(directive.line, f"{directive}: {fault}"))
        self.before = directive

    def _take(self, directive: Directive) -> None:
        name = directive.name
        refused = reason_to_refuse(name, directive.argument)
        if refused:
            self.refused.append(Told(directive.line, str(directive), refused))
        elif name in WITHOUT_EFFECT:
            self.without_effect.append(Told(directive.line, str(directive), WITHOUT_EFFECT[name]))
        elif name not in KNOWN:
            raise ValueError(f"no directive has this name{_nearest(name)}")
        elif not directive.value and name not in MAY_BE_EMPTY:
            raise ValueError("nothing stands behind the colon")
        elif directive.argument is not None and name != "replace_string":
            raise ValueError("it takes nothing in brackets")
        else:
            self._of_kind(name)(directive)
            self.used += 1

    def _of_kind(self, name: str) -> Callable[[Directive], None]:
        if name in LINKS:
            return self._take_link
        if name == "if_page_contains":
            return self._take_condition
        if name in XPATHS:
            return self._take_expression
        if name in FLAGS:
            return self._take_flag
        return {
            "find_string": self.finds.append,
            "replace_string": self._take_replacement,
            "test_url": self._take_sample,
            "test_contains": self._take_sample_line,
        }.get(name, self._take_word)

    def _take_expression(self, directive: Directive) -> None:
        expression = read_expression(directive.value, directive.line)
        self.expressions.setdefault(directive.name, []).append(expression)

    def _take_link(self, directive: Directive) -> None:
        self.links[directive.name].append(PageLink(read_expression(directive.value, directive.line)))

    def _take_condition(self, directive: Directive) -> None:
        """``if_page_contains`` is about the line before it."""
        before = self.before.name if self.before else "nothing"
        if before not in LINKS:
            raise ValueError(f"it is a condition for the link on the line before it, and there is {before}")
        condition = read_expression(directive.value, directive.line)
        links = self.links[before]
        if links:  # the link itself may be broken
            links[-1] = PageLink(links[-1].where, condition)

    def _take_flag(self, directive: Directive) -> None:
        value = directive.value.lower()
        if value not in YES | NO:
            raise ValueError(f"yes or no is wanted, not {directive.value!r}")
        self.flags[directive.name] = value in YES

    def _take_word(self, directive: Directive) -> None:
        word = directive.value.replace("'", "").replace('"', "")
        if not word:
            raise ValueError("nothing stands between the quotes")
        self.values[directive.name].append(word)

    def _take_replacement(self, directive: Directive) -> None:
        if directive.argument is None:
            self.replaces.append(directive)
        elif not directive.argument:
            raise ValueError("nothing to be found stands between the brackets")
        else:
            self._replace(directive.line, str(directive), Replacement(directive.argument, directive.value))

    def _replace(self, line: int, directive: str, replacement: Replacement) -> None:
        why = reason_to_refuse_replacement(replacement)
        if why:
            self.refused.append(Told(line, directive, why))
            self.used -= 1
        else:
            self.pairs.append((line, replacement))

    def _take_sample(self, directive: Directive) -> None:
        self.samples.append(Sample(directive.value))

    def _take_sample_line(self, directive: Directive) -> None:
        if not self.samples:
            raise ValueError("it belongs to the test_url before it, and there is none")
        last = self.samples[-1]
        self.samples[-1] = Sample(last.url, (*last.contains, directive.value))

    def _pair(self) -> None:
        """Join the strings of ``find_string`` and ``replace_string``, which belong together by their order."""
        if len(self.finds) != len(self.replaces):
            last = max(self.finds + self.replaces, key=lambda one: one.line)
            finds, replaces = len(self.finds), len(self.replaces)
            why = f"{finds} find_string, {replaces} replace_string: which belong together can't be told; none is used"
            self.broken.append(Broken(last.line, why))
            self.used -= finds + replaces
            return
        for find, replace in zip(self.finds, self.replaces, strict=True):
            self._replace(find.line, "find_string", Replacement(find.value, replace.value))

    def config(self) -> SiteConfig:
        """What was read."""
        self._pair()
        lazy = self.values.pop("src_lazy_load_attr")
        fields: dict[str, Any] = {name: tuple(found) for name, found in self.expressions.items()}
        fields["native_ad"] = fields.pop("native_ad_clue", ())
        fields |= {name: tuple(dict.fromkeys(words)) for name, words in self.values.items()}
        return SiteConfig(
            name=self.name,
            **fields,
            src_lazy_load_attr=lazy[-1] if lazy else None,
            replacements=tuple(pair for _, pair in sorted(self.pairs, key=lambda one: one[0])),
            single_page=tuple(self.links["single_page_link"]),
            next_page=tuple(self.links["next_page_link"]),
            prune=self.flags.get("prune", True),
            autodetect_on_failure=self.flags.get("autodetect_on_failure", True),
            skip_json_ld=self.flags.get("skip_json_ld", False),
            samples=tuple(self.samples),
            used=self.used,
            without_effect=tuple(self.without_effect),
            refused=tuple(sorted(self.refused, key=lambda one: one.line)),
            broken=tuple(sorted(self.broken, key=lambda one: one.line)),
        )


def _nearest(name: str) -> str:
    near = get_close_matches(name, KNOWN, n=1)
    return f"; {near[0]} may be meant" if near else ""
