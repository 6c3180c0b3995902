# The search field with the keyboard.

search-placeholder = What do you need?
search-clear = Clear
search-find = Find
search-maybe = Perhaps one of these
search-often = Often looked for
search-nothing = Nothing found
search-nothing-line = Try other words, or look by category
search-browse = By category
search-speak = Say it
