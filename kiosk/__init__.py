"""The window of the station: journey, screens, text entry, receipts, command line."""
