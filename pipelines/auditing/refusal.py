"""Why a file cannot be audited."""


class Refused(Exception):
    """What was asked for cannot be done; the message is Chinese, and says what is wrong, where, and what to do."""
