"""The Excel summary: one file per sheet, and what all sheets share."""
