"""Text as TOML writes it."""


def quoted(text: str) -> str:
    """`text` as a basic string, quotes around it.

    >>> print(quoted('列名 "甲"'))
    "列名 \\"甲\\""
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    if not text.isprintable():
        escaped = "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped)
    return f'"{escaped}"'
