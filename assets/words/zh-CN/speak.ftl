# The page where somebody speaks.

where-speak = 说话找
speak-title-opening = 请稍等
speak-title-open = 请说，我在听
speak-title-thinking = 正在想
speak-title-nothing = 没听清
speak-title-failed = 话筒没准备好
speak-heard = 听到的话
speak-advice-opening = 话筒正在打开
speak-advice-open = 说完停一下就行
speak-advice-thinking = 马上就好
speak-advice-nothing = 再说一遍，或者打字
speak-advice-failed = 打字一样能找
speak-privacy = 声音只在本机处理，不保存
speak-type = 改成打字
speak-done = 说完了
speak-again = 再说一遍
speak-title-place = 请说镇街，或村、社区
speak-advice-place = 老地名也行，如“马家”
where-say = 说答案
say-touch = 改成点选
say-advice = 可以说：{ $first }，第一个，下一步，返回
say-advice-failed = 点一下屏幕也行
