"""Content sources → checked → signed SQLite file → opened read-only; counts, swap and fall-back."""
