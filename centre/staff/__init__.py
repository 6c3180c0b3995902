"""The centre's people: accounts, signing in, rights, and the audit of what each looked at."""
