"""A notice held against the warehouse: a document in, an audited copy, comments and a sheet to sign out."""
