# What a life event opens: what is handed in here as one, and what elsewhere.

where-joint = 能办的事
joint-heading = 您家能办这些
joint-hint = 照您答的，一共 { $count } 件
joint-nothing = 没有要办的
joint-nothing-do = 可以返回改一改，或者问帮办员
joint-together = 在这里一起办，不要的点一下去掉
joint-others = 这些单独办，点开看在哪里
joint-each = 点开看怎么办、在哪里办
joint-once = 填一张表，交一套材料，拿一张回执
joint-one = 去办这一件
joint-apply = 一起办这 { $count } 件
