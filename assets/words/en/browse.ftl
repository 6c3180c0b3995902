# The tree of categories, and the list of quick items.

browse-resident = For residents
browse-enterprise = For businesses
browse-quick = Quick
browse-categories = { $count } groups
browse-items = { $count } items
browse-find = Search
browse-page = { $page } / { $pages }
