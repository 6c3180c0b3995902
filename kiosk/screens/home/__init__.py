"""The home page: typing, quick items, life events, two trees."""
