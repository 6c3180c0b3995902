"""Four honest lines while the application is being stored."""
