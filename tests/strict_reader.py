"""Reads markup that we filed as strangers' programs will, and names whatever is not on the short list.

Three readers beside the one that did the cleaning: Python's tokenizer, libxml2's tree, and (``DOM_FAULTS``) a browser's
own tree. The list is written out here once more: a letter changed in ``pipelines.text.markup`` shall be noticed.
"""

import json
from html.parser import HTMLParser

from lxml import html as tree
from lxml.etree import ParserError

TAGS = set("a abbr b bdi bdo br cite code em i mark q rp rt ruby s small strong sub sup time u".split())
ATTRIBUTES = {"a": ["href"], "abbr": ["title"], "bdo": ["dir"], "time": ["datetime"]}
SCHEMES = ("http:", "https:", "mailto:")


def faults(html: str | None) -> list[str]:
    """What is in the markup and not allowed; nothing for sound markup, and for none."""
    if not html:
        return []
    tokens = _Tokens()
    tokens.feed(html)
    tokens.close()
    return tokens.faults + _faults_of_tree(html)


class _Tokens(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.faults += _faults_of(tag, [(name, value or "") for name, value in attrs])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.handle_comment(decl)

    def unknown_decl(self, data: str) -> None:
        self.handle_comment(data)

    def handle_pi(self, data: str) -> None:
        self.handle_comment(data)


def _faults_of_tree(html: str) -> list[str]:
    try:
        root = tree.fragment_fromstring(html, create_parent="div", parser=tree.HTMLParser(huge_tree=True))
    except ParserError:
        return []
    found: list[str] = []
    for element in root.iterdescendants():
        if isinstance(element.tag, str):
            found += _faults_of(element.tag, list(element.attrib.items()))
        else:
            found.append(f"comment {element.text}")
    return found


def _faults_of(tag: str, attributes: list[tuple[str, str]]) -> list[str]:
    found = [] if tag in TAGS else [tag]
    for name, value in attributes:
        if name not in ATTRIBUTES.get(tag, ()):
            found.append(f"{tag} {name}")
        if name == "href" and not value.lower().startswith(SCHEMES):
            found.append(f"href {value}")
    return found


# The same question to a browser: an expression that takes the list of markups and gives [index, fault] of each.
DOM_FAULTS = """markups => markups.flatMap((markup, index) => {
  const tags = new Set(TAGS), attributes = ATTRIBUTES, found = [];
  const box = document.createElement('div');
  box.innerHTML = markup;
  const walk = document.createTreeWalker(box, NodeFilter.SHOW_ALL);
  while (walk.nextNode()) {
    const node = walk.currentNode;
    if (node.nodeType === Node.TEXT_NODE) continue;
    if (node.nodeType !== Node.ELEMENT_NODE) { found.push([index, node.nodeName]); continue; }
    const name = node.localName;
    if (node.namespaceURI !== 'http://www.w3.org/1999/xhtml' || !tags.has(name)) found.push([index, name]);
    for (const one of node.attributes)
      if (!(attributes[name] || []).includes(one.name)) found.push([index, `${name} ${one.name}`]);
    if (name === 'a' && node.hasAttribute('href') && !['http:', 'https:', 'mailto:'].includes(node.protocol))
      found.push([index, `href ${node.href}`]);
  }
  return found;
})""".replace("ATTRIBUTES", json.dumps(ATTRIBUTES)).replace("TAGS", json.dumps(sorted(TAGS)))
