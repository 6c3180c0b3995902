# The filled form on A4 (kiosk/receipts/filled_form.py).

paper-filled = 填写内容
paper-materials = 材料
paper-declarations = 承诺和授权
paper-about = 编号 { $number }　事项 { $item }　站点 { $station }　时间 { $time }
paper-signature = 申请人签名
paper-foot = { $number }　第 { $page } 页　编号和办件系统里的一样

paper-answer = 查到的
paper-answer-about = 哪里来的
paper-answer-foot = { $number }　{ $station }　不是证照，以部门的为准
