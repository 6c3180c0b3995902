# The tree of categories, and the list of quick items.

browse-resident = 居民办事
browse-enterprise = 企业办事
browse-quick = 快办
browse-categories = { $count } 类
browse-items = { $count } 项
browse-find = 直接找
browse-page = { $page } / { $pages }
