# Said for three seconds after a visit.

cleared-title = 本机已清除您的信息
cleared-line = 谢谢您来，慢走
