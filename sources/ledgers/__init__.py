"""Ledgers kept by hand: one file per kind, its layout is the template that we ship."""
