"""Where the annex's two cases stand in the guide."""

from tests.guide.annex import Place

CASE_1 = (
    Place("step 1", "taken", "选择继续注册", "go on registering"),
    Place("step 2", "taken", "点击解决身份证号重复的问题", "解决身份证号重复"),
    Place("log", "taken", "证件号码", "证件号码"),
    Place("log", "taken", "创建日期", "创建日期"),
    Place("log", "taken", "日志状态", "日志状态"),
    Place("log", "taken", "审核失败原因", "审核失败原因"),
    Place(
        "waiting",
        "taken",
        "待审核：等待客服审核，本网站核对无误后将在三个工作日内处理完毕，请及时登录网站查看",
        "within three working days",
    ),
    Place(
        "failed",
        "taken",
        "审核失败：上传的身份证照片不符合要求、或者有误，需要重新上传(请务必按要求上传,以免耽误您正常使用学信网服务)",
        "Upload another",
    ),
    Place("way a", "taken", "大学同班同学协助：点击链接后按提示操作", "a classmate's help"),
    Place("way b", "taken", "提供学籍或者学历信息", "give enrolment or diploma details"),
    Place("way c", "taken", "持身份证照相", "holding the ID card"),
    Place("way c", "taken", "符合网站的图片要求", "the site's rules for pictures"),
    Place("way c", "taken", "等待回复，一般需三个工作日", "usually three working days"),
    Place(
        "step 3",
        "taken",
        "将会注销使用了您当前证件号码的其他账号；如果您另有其他账号，请慎重此操作；",
        "are cancelled",
    ),
    Place(
        "step 3",
        "taken",
        "注销账号暂时会影响您原填报研招推免和统考的信息操作",
        "graduate admission",
    ),
    Place(
        "step 3",
        "taken",
        "一个身份证，最多只能通过此种方式解决身份证重复 3 次。",
        "three times at most",
    ),
    Place("form", "taken", "在校生学籍信息验证", "Verify the enrolment of a student"),
    Place("form", "taken", "毕业生", "毕业生"),
    Place("form", "taken", "院校名称", "院校名称"),
    Place("form", "taken", "(例如:1999)", "(例如:1999)"),
    Place("values", "taken", "院校名称要写全称", "the school's full name"),
    Place("values", "taken", "录检表上的四位年份（不是年级代号）", "as on the admission list"),
    Place("values", "four-values", "层次", "Level"),
    Place("values", "taken", "最后点击确定", "Click 确定"),
)
CASE_2 = (
    Place(
        "message",
        "conscription",
        "证件号码对应的账号已存在（已在全国征兵网进行兵役登记/应征报名），不能重复注册。",
        "cannot register again",
    ),
    Place(
        "screen",
        "conscripted",
        "证件号码对应的账号已存在(已在全国征兵网进行过兵役登记/应征报名),不能重复注册",
        "cannot register again",
    ),
    Place(
        "screen 1",
        "conscripted",
        "已使用帐号(136****1011)进行了2014兵役登记/应征报名,请联系(县人民政府征兵办公室,)协助修改密码",
        "change its password",
    ),
    Place(
        "screen 2",
        "conscription",
        "图像校对、学籍档案、兵役登记/应征报名的，可使用原帐号登录",
        "log in with the account you had",
    ),
    Place(
        "screen 3", "conscription", "可以尝试找回密码、找回用户名", "forgotten your details, try"
    ),
    Place(
        "reply", "conscription", "年满 18 周岁的公民都有服兵役的义务", "Citizens aged 18 and over"
    ),
    Place(
        "reply",
        "conscription",
        "会给所有进行过兵役登记的学生注册学信网账号",
        "opens a CHSI account for every student",
    ),
    Place(
        "solution",
        "conscription",
        "联系对应的户籍所在地征兵办公室",
        "where your household is registered",
    ),
    Place("solution", "conscription", "是不一样的", "differ for every student"),
    Place("solution", "conscription", "武装部可以重置密码", "can reset the password"),
    Place(
        "solution",
        "conscription",
        "用征兵办公室给的账号和密码登录学信网",
        "that the office gave you",
    ),
    Place("solution", "conscription", "确认绑定自己的学籍信息", "linked to your enrolment"),
    Place(
        "solution",
        "conscription",
        "变更自己学信网的手机号（账号）和密码",
        "change the phone number",
    ),
    Place("annex 2", "range", "还有学籍没有显示出来？尝试绑定学籍", "Try to link it"),
    Place("annex 2", "range", "学籍查询范围", "学籍查询范围"),
)
