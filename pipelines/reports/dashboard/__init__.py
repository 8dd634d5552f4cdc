"""The page that people open, and its charts."""
