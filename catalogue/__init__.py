"""What can be done and how it is asked, shared by station and centre: content package, form engine, search."""
