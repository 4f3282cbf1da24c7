"""Where the annex's opening, steps and notes stand in the guide.

The Chinese strings are the annex's own words, cut out of the paragraph; the English ones say that
the same stands on the English page.
"""

from typing import NamedTuple


class Place(NamedTuple):
    paragraph: str
    topic: str
    zh: str
    en: str


OPENING = (
    Place(
        "only site", "what-for", "高等教育学历证书查询的唯一网站", "the only website for looking up"
    ),
    Place("address", "what-for", "http://www.chsi.com.cn", "http://www.chsi.com.cn"),
    Place(
        "authority",
        "what-for",
        "教育部授权开展高等教育学历认证工作的专门机构",
        "authorised by the Ministry",
    ),
    Place("document", "what-for", "教学[2004]25号", "教学[2004]25号"),
    Place("read carefully", "what-for", "仔细阅读", "read the steps and notes through"),
    Place("with care", "what-for", "请慎重对待", "treat the account with care"),
    Place("use 1", "what-for", "学籍信息", "enrolment record"),
    Place("use 2", "what-for", "学年注册", "registered for each year"),
    Place("use 3", "what-for", "毕业图像信息", "graduation photo"),
    Place("use 4", "what-for", "毕业之后查询学历信息", "diploma after graduation"),
    Place("use 5", "what-for", "应征入伍的报名", "join the army"),
    Place("use 6", "what-for", "专业满意度的调查", "how satisfied you are with your major"),
    Place(
        "remember",
        "what-for",
        "用户名、密码、安全邮箱、密保问题及答案、捆绑的手机",
        "Remember five things",
    ),
    Place("why", "what-for", "用来追回或重置密码", "get a lost password back"),
    Place("changes", "what-for", "请务必修改学信网对应信息", "change it on CHSI too"),
)
STEPS = (
    Place("step 1", "register-1", "右下方“学信档案”栏目点击“注册”按钮", "At the lower right"),
    Place("step 1", "register-1", "免费查询本人学籍学历信息", "See your own enrolment"),
    Place(
        "step 2",
        "register-2",
        "依次输入手机号、校验码、密码、姓名、身份证号、安全邮箱、密保问题及答案",
        "in this order",
    ),
    Place("step 2", "register-2", "立即注册", "Register now"),
    Place(
        "step 2",
        "register-2",
        "密码由6-30位的英文字母、数字和特殊字符组成, 请使用强度较高的密码",
        "6 to 30 letters",
    ),
    Place(
        "step 2",
        "register-2",
        "sohu邮箱无法接收本网邮件, 请使用其他有效邮箱",
        "cannot receive CHSI's e-mail",
    ),
    Place("step 2", "register-2", "我已阅读并同意服务条款", "accept the terms of service"),
    Place("step 2", "register-2", "免费获取", "click 免费获取"),
    Place("step 2", "register-1", "立即登录", "Log in now"),
    Place("step 2", "register-2", "阳光高考、学信档案、全国征兵网", "阳光高考, 学信档案"),
    Place("step 2", "contacts", "学信网客服热线", "CHSI's hotline"),
    Place("step 3", "register-3", "点击“立即验证”，进入安全邮箱验证流程", "Verify now"),
    Place("step 3", "register-3", "验证通过后可凭此邮箱找回密码", "used to recover your password"),
    Place("step 3", "no-mail", "广告邮件、垃圾邮件目录里找找看", "advertising and spam"),
    Place("step 3", "no-mail", "重新发送验证邮件", "send the verification e-mail again"),
    Place("step 3", "no-mail", "列为白名单", "whitelist"),
    Place("step 3", "no-mail", "【修改安全邮箱】", "Change the address"),
    Place("step 4", "register-4", "“学信网 CHSI 邮箱验证”邮件", "CHSI e-mail verification"),
    Place(
        "step 4",
        "register-4",
        "按照提示点击邮箱绑定的超级链接",
        "click the link that confirms the address",
    ),
    Place("step 5", "register-5", "默认账号为自己的手机号", "your own mobile number, unless"),
    Place(
        "step 5",
        "register-5",
        "会看到邮箱绑定成功的提示",
        "says that the e-mail address is now linked",
    ),
    Place(
        "step 6",
        "register-6",
        "点击左侧导航栏中的“首页”",
        "Click 首页 (Home) in the bar on the left",
    ),
    Place("step 7", "register-7", "点击右侧导航栏中的“学信档案”", "in the bar on the right"),
    Place("step 7", "register-7", "同时左侧导航栏随之发生改变", "the bar on the left changes"),
    Place(
        "step 8",
        "register-8",
        "点击左侧导航栏“高等校验”的“学籍信息（图像校对）”项",
        "under 高等校验, click",
    ),
    Place("step 9", "register-9", "核对自己的学籍信息", "Check your enrolment record"),
    Place("step 9", "register-9", "A4 纸上", "on A4"),
    Place(
        "step 9",
        "register-9",
        "本人再次校对信息，签署校对结论和签字",
        "write your conclusion and sign",
    ),
    Place(
        "step 9",
        "register-9",
        "按照年级、专业、班级、学号顺序排序，交分院学籍管理员留存备查",
        "by grade, major, class",
    ),
    Place("step 9", "register-9", "密码由本人保管，不填写", "The password stays with you"),
    Place(
        "step 9", "register-9", "联系所在分院学籍管理员", "contact the registrar of your college"
    ),
)
NOTES = (
    Place("notes", "before", "已有学信网帐号的，可直接登录，以避免重复注册", "just log in"),
    Place("notes", "before", "可通过找回密码、找回用户名功能尝试找回", "try 找回密码"),
    Place(
        "notes",
        "before",
        "请务必确保自己填写的邮箱、手机号有效，并核实输入是否正确",
        "that work, and check",
    ),
    Place("notes", "before", "牢记自己的注册密码", "remember it"),
    Place("notes", "troubles", "核对是否为下面列出的问题", "whether your problem is among these"),
    Place(
        "note 1",
        "before",
        "必须输入自己有效的邮箱地址",
        "Give a working e-mail address of your own",
    ),
    Place("note 1", "before", "系统会发送一封邮件到该邮箱", "a message is sent there"),
    Place("note 1", "before", "找回密码、邮件提醒", "password resets and reminders"),
    Place("note 2", "before", "必须输入自己有效的手机号码", "Give a working number of your own"),
    Place("note 2", "before", "校验码发到该手机", "verification code is texted there"),
    Place("note 2", "before", "号码有误就无法进行注册", "with a wrong number you cannot register"),
    Place(
        "note 2", "before", "没有手机号码的，可以联系应征地兵役机关协助", "without a mobile number"
    ),
    Place("note 3", "before", "务必正确填写自己真实的姓名、身份证号码", "Fill in your real name"),
    Place("note 3", "before", "注册完成后信息将不能更改", "cannot be changed after registration"),
    Place("note 3a", "duplicate", "通过找回用户名、找回密码功能", "Recover the existing account"),
    Place("note 3a", "duplicate", "联系学信网客服", "call CHSI's service"),
    Place("note 3a", "duplicate", "联系应征地兵役机关协助找回", "ask the conscription office"),
    Place(
        "note 3b",
        "before",
        "请务必正确填写青年的姓名、身份证号码",
        "that person's name and ID number",
    ),
    Place("note 3b", "before", "系统会与公安系统联审", "checked against police records"),
    Place(
        "note 3c", "before", "系统会在信息审核通过后注销旧有帐号", "the old account is cancelled"
    ),
    Place(
        "note 4",
        "registered",
        "该邮箱（或者手机号）已经注册，可直接登录",
        "is registered; you can log in",
    ),
    Place(
        "note 4",
        "registered",
        "检查自己的邮箱（或者手机号）输入是否正确",
        "Check that the address or number",
    ),
    Place("note 4", "registered", "点击【登录】", "【登录】"),
    Place("note 4", "registered", "【找回密码】", "【找回密码】"),
    Place(
        "note 5",
        "waiting",
        "该邮箱已经注册，正在等待激活，重新发送激活邮件（或者校验码）",
        "waits for activation",
    ),
    Place(
        "note 5", "waiting", "点击激活邮件中的激活链接", "click the link in the activation e-mail"
    ),
    Place("note 5", "waiting", "点击“重新发送激活邮件”", "send the activation e-mail again"),
    Place(
        "note 6",
        "bound",
        "电子邮件(或者手机号)已被用户 xxx@xxx.com.cn(或者 186*****)绑定邮箱（或者手机）时使用",
        "was used by user",
    ),
    Place("note 6", "bound", "进行过实名绑定", "linked it yourself"),
    Place("note 6", "bound", "【找回用户名】", "【找回用户名】"),
)
