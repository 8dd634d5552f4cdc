"""`media-metrics serve`: the reports of a home, and Dagster's page beside them, on this machine only."""
