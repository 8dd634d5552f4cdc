"""Colours that follow what a cell says, also after somebody has edited it; without colour the symbols say the same."""

from collections.abc import Iterable

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.reports.wording import TARGET_TONES, VERDICTS, Tone
from pipelines.reports.workbook.cells import TONES

_UNCLAIMED = "—"


def by_symbol(sheet: Worksheet, column: str, first: int, last: int) -> None:
    """Colour cells by the symbol of a verdict with which they begin."""
    symbols = [(verdict.symbol, verdict.tone) for verdict in VERDICTS.values()] + [(_UNCLAIMED, "mute")]
    for tone in TONES:
        among = "".join(symbol for symbol, of in symbols if of == tone)
        cell = f"${column}{first}"
        condition = f'AND({cell}<>"",ISNUMBER(FIND(LEFT({cell},1),"{among}")))'
        _colour(sheet, f"{column}{first}:{column}{last}", condition, tone)


def by_state(sheet: Worksheet, column: str, first: int, last: int) -> None:
    """Colour cells by how a figure stands to its target."""
    for tone in dict.fromkeys(TARGET_TONES.values()):
        states = (state for state, of in TARGET_TONES.items() if of == tone)
        _colour(sheet, f"{column}{first}:{column}{last}", _any_of(f"${column}{first}", states), tone)


def less_than_all(sheet: Worksheet, column: str, first: int, last: int) -> None:
    """Colour shares that are not the whole."""
    cell = f"${column}{first}"
    _colour(sheet, f"{column}{first}:{column}{last}", f"AND(ISNUMBER({cell}),{cell}<1)", "warn")


def _any_of(cell: str, texts: Iterable[str]) -> str:
    same = ",".join(f'{cell}="{text}"' for text in texts)
    return f"OR({same})"


def _colour(sheet: Worksheet, area: str, condition: str, tone: Tone | str) -> None:
    fill, colour, is_bold = TONES[tone]
    rule = FormulaRule([condition], font=Font(b=is_bold, color=colour), fill=PatternFill("solid", fill, fill))
    sheet.conditional_formatting.add(area, rule)
