"""What is put into a page where escaping markup is not what is needed: data for its script, words in its style."""

import json

from pipelines.reports.text import clean


def data_block(data: object) -> str:
    """`data` as compact JSON in which no text can end or open a tag.

    >>> print(data_block({"title": "</script><b>样例</b>"}))
    {"title":"\\u003c/script>\\u003cb>样例\\u003c/b>"}
    """
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return written.replace("<", "\\u003c")


def css_text(text: str) -> str:
    """`text` as it stands between the quotes of a string in a style sheet, from where it cannot get out.

    >>> print(css_text('样例"</style>'))
    样例\\22 \\3c /style>
    """
    escaped = {ord(sign): f"\\{ord(sign):x} " for sign in '\\"<'}
    return clean(text).translate(escaped)
