"""Each paragraph of Annex 1 that asks or tells something has its place in the guide.

The Chinese strings are the annex's own words, cut out of the paragraph; the English ones say that
the same stands on the English page.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from assets import LANGS
from kiosk.guide.content import load
from tests.guide.pages import said, texts


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
TABLE = (*OPENING, *STEPS, *NOTES, *CASE_1, *CASE_2)


@pytest.mark.parametrize("place", TABLE, ids=lambda place: f"{place.topic}: {place.paragraph}")
def test_each_paragraph_has_its_place(place: Place) -> None:
    assert place.zh in said("zh", place.topic)
    assert place.en in said("en", place.topic)


def test_the_ten_labels_stand_in_their_order() -> None:
    labels = (
        "手机号 校验码 密码 密码确认 姓名 证件类型 证件号码 安全邮箱 密保问题1 密保问题2 密保问题3"
    )
    page = said("zh", "register-2").splitlines()
    expected = [*labels.split(), "我已阅读并同意服务条款"]
    assert [line for line in page if line in expected] == expected


def test_where_the_annex_contradicts_itself_both_sides_are_named() -> None:
    for name in ("register-6", "register-7", "register-8"):
        assert "左侧" in said("zh", name)
        assert "右侧" in said("zh", name)
        assert "left" in said("en", name)
        assert "right" in said("en", name)


def everything() -> Iterator[str]:
    for lang in LANGS:
        yield from texts(load(lang))


def test_what_was_one_schools_own_stands_nowhere() -> None:
    """The annex says 8 digits, 专科 and 511 级: the four values come from the record instead."""
    whole = "\n".join(everything())
    for own in (r"\b8 ?位", r"\b(8|eight) digits", "选择专科", "511", "陕西"):
        assert not re.search(own, whole)


def test_nobody_is_asked_for_a_password_on_paper() -> None:
    assert "密码写在这张纸上" in said("zh", "conscription-slip")
    assert "Do not write the password" in said("en", "conscription-slip")
