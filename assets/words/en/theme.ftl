# One life event and its items.

theme-intro = All that may need doing, in one list
theme-items = { $count } items
theme-page = { $page } / { $pages }
theme-person = Ask for help
