"""What comes out of a night for people: the Excel summary and the dashboard."""
