# The home page.

home-title = 您好，今天想办什么事？
home-title-elder = 您好，想办哪件事？
home-speak-title = 按一下，说出来
home-speak-title-elder = 按这里，说话
home-search-title = 按这里，打字找
home-search-hint = 怎么说都行，比如“老年证咋办”
home-search-hint-elder = 比如“老年证”
home-search-field = 汉字、拼音、首字母都行
home-quick = 快办
home-quick-second = 常办的事
home-quick-all = 全部 { $count } 项
home-often = 大家常办的
home-themes = 人生大事
home-themes-second = 一件事，要办的都在这里
home-resident = 居民办事
home-enterprise = 企业办事
home-tree-second = { $categories } 类，{ $items } 项
home-more = 更多事情
home-person = 请人帮我办
