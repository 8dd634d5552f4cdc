"""How long a night takes beside the script that an analyst would write; run by `make bench`, never by the tests."""
