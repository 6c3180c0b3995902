# The home page.

home-title = What do you need today?
home-title-elder = What do you need?
home-speak-title = Press and speak
home-speak-title-elder = Press and speak
home-search-title = Press here and type
home-search-hint = Plain words will do, e.g. “senior card”
home-search-hint-elder = e.g. “senior card”
home-search-field = English, pinyin or Chinese
home-quick = Quick
home-quick-second = Often needed
home-quick-all = All { $count }
home-often = Often needed
home-themes = Life events
home-themes-second = All that belongs together
home-resident = For residents
home-enterprise = For businesses
home-tree-second = { $categories } groups, { $items } items
home-more = More items
home-person = Ask for help
