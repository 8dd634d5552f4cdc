"""What a person sees of an HTML page, as lines of text."""

import re

from lxml import etree

_UNSEEN = frozenset("head script style template noscript iframe object svg textarea select title".split())
_LINES = frozenset(
    "p div br h1 h2 h3 h4 h5 h6 li tr table ul ol dl dt dd section article header footer main aside nav blockquote pre "
    "address figure figcaption form fieldset hr body caption".split()
)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")


def visible_text(markup: str) -> str:
    """The text of a page as it is seen: one line per block, cells of a table apart, nothing that is hidden.

    >>> visible_text("<p>推文<b>932</b>条</p><script>7</script><p hidden>8</p><td>1</td><td>2")
    '推文932条\\n1\\t2'
    """
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    if root is None:
        return ""
    said: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if _is_unseen(element):
                walk.skip_subtree()
                continue
            if tag in _LINES:
                said.append("\n")
            said.append(_SPACE.sub(" ", element.text or ""))
            continue
        if tag in _LINES:
            said.append("\n")
        elif tag in ("td", "th"):
            said.append("\t")
        said.append(_SPACE.sub(" ", element.tail or ""))
    lines = (line.strip() for line in "".join(said).split("\n"))
    return "\n".join(line for line in lines if line)


def _is_unseen(element: etree._Element) -> bool:
    hidden = element.get("hidden") is not None or bool(_HIDING.search(element.get("style", "")))
    return hidden or element.tag in _UNSEEN
