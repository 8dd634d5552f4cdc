"""The current rows behind the figures, and what of them a formula can say."""
