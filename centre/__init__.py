"""The district centre: takes custody of what stations send, opens it, and shows it to the staff who decide (Django)."""
