"""What the data of a home says, as a draft: sentences by item, in the terminal or as a docx of official layout."""
