# The search field with the keyboard.

search-placeholder = 想办啥？打几个字
search-clear = 清空
search-find = 查找
search-maybe = 可能是这些
search-often = 大家常找
search-nothing = 没找到
search-nothing-line = 换个说法试试，或者按类别找
search-browse = 按类别找
search-speak = 用说的找
