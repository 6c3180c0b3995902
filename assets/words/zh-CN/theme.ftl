# One life event and its items.

theme-intro = 这件大事要办的，都在这里
theme-items = { $count } 项
theme-page = { $page } / { $pages }
theme-person = 请人帮我办
