"""Chinese official text and numbers: what a text claims, and sentences that claim no more than the data says.

Pure functions over str and the catalogue's records. No DuckDB, and no file but the words that lie beside the code.
"""

from warehouse.wording.reading import account_for
from warehouse.wording.tokens import Account, Damage, DamagedLine, Finding, TextClaim, Token

__all__ = ["Account", "Damage", "DamagedLine", "Finding", "TextClaim", "Token", "account_for"]
