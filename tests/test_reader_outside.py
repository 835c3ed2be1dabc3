"""What the general reader leaves out of the copy: one edit a container, and all that is seen has one place."""

import pytest

from crawler.layouts.fields import Evidence
from crawler.page import Page
from crawler.reader.choice import Candidate, Choice
from crawler.reader.lines import Lines, read_lines
from crawler.reader.outside import struck_matter

HEAD, COPY = "<h1>Harbour bill passes</h1>", "<p>copy one</p><p>copy two</p>"


def lines_of(body: str) -> Lines:
    page = Page(f"<html><body>{body}</body></html>".encode(), form="html")
    return read_lines(Evidence(page).root, {})


def told(body: str) -> list[str]:
    lines = lines_of(body)
    copy = frozenset(line.at for line in lines.lines if line.text.startswith("copy"))
    headline = Choice(Candidate("Harbour bill passes", "page h1"), shown=(1,))
    fields = {line.at: "headline" for line in lines.lines if line.text == headline.value}
    return [f"{edit.rule}: {edit.before}" for edit in struck_matter(lines, copy, fields)]


OUT = "reader/outside-the-copy: "
CASES = {
    "lines of one container": (f"<main>{COPY}</main><div><p>a</p><p>b</p></div>", [f"{OUT}a b"]),
    "containers side by side": (f"<main>{COPY}</main><div>a</div><div>b</div>", [f"{OUT}a", f"{OUT}b"]),
    "a line among the copy": ("<main><p>copy</p><p>a</p><p>copy</p></main>", [f"{OUT}a"]),
    "two lines among the copy": ("<main><p>copy</p><p>a</p><p>b</p></main>", [f"{OUT}a", f"{OUT}b"]),
    "copy on both sides of a container": (f"<main>{COPY}<ul><li>a<li>b</ul>{COPY}</main>", [f"{OUT}a b"]),
    "a field within": (
        f"<header><p>a</p>{HEAD}<p>b</p></header><main>{COPY}</main>",
        [f"{OUT}a", "reader/headline: Harbour bill passes", f"{OUT}b"],
    ),
    "a button within": (f"<main>{COPY}</main><div><p>a</p><button>go</button><p>b</p></div>", [f"{OUT}a go b"]),
    "a menu first and a form last": (f"<nav>a</nav>{COPY}<form>b</form>", [f"{OUT}a", f"{OUT}b"]),
    "a note of the editors'": (
        f"<main>{COPY}</main><div><p>a</p><p>Correction: the harbour is old.</p><p>b</p></div>",
        [f"{OUT}a", f"{OUT}Correction: the harbour is old.", f"{OUT}b"],
    ),
    "what is unseen": (f"{COPY}<nav>a<b hidden>b</b><script>c</script></nav><p hidden>d</p>", [f"{OUT}a"]),
    "nothing": (COPY, []),
}


@pytest.mark.parametrize(("body", "expected"), CASES.values(), ids=CASES)
def test_one_edit_a_container(body, expected):
    assert told(body) == expected


MARKED = {
    "a link": ('<p>one <a href="/a?b&c">two</a> three', 'one <a href="/a?b&amp;c">two</a> three'),
    "an emphasis over a line break": ("<p><em>one<br>two</em>", "<em>one</em>"),
    "what is open from the line before": ("<em><p></p><p>one</p></em>", "<em>one</em>"),
    "a sign": ("<p><b>one</b> &lt; two", "<b>one</b> &lt; two"),
    "typesetting": ("<p><font>one</font> <span>two</span>", None),
}


@pytest.mark.parametrize(("body", "expected"), MARKED.values(), ids=MARKED)
def test_a_line_keeps_its_inline_markup(body, expected):
    assert lines_of(body).lines[0].html == expected


def test_boxes_are_those_that_hold_lines():
    lines = lines_of("<div><div></div><section><p>one</p><p hidden>two</p></section><div> </div></div>")
    assert [box.tag for box in lines.boxes] == ["body", "div", "section", "p"]
    assert [box.place for box in lines.boxes] == [0, 1, 2, 3]
