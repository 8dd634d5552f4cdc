"""A report as PDF, for a meeting: the page through a browser, else the workbook through LibreOffice."""
