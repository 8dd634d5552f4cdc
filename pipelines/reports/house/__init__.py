"""A workbook of the house's own, filled at its named cells: whatever else it has stays as it is."""
