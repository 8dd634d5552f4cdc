"""One file per verb of the command: what it asks for, which room does it, what is printed, how it ends."""
