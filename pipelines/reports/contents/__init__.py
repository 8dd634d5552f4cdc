"""What the reports take from the published warehouse besides the figures."""
