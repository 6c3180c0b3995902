card-title = 请把身份证
    平放在右下方读卡区
card-second = 放稳不动，大约 2 秒。读好会“嘀”一声。
card-reading = 正在读，
    请不要拿开
card-reading-second = 听到“嘀”一声，就读好了。
card-place-strong = 读卡区有黄色亮灯和凸起的圆点
card-place = 在屏幕下沿、右手边，摸得到。
card-ways = 没带身份证？
card-by-hand = 手工填写号码
card-guide-only = 只看指南，不办
card-waiting = 正在等卡，不着急
card-waiting-read = 正在读，请不要拿开
card-second-brief = 放稳不动，大约 2 秒
