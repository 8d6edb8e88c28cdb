"""What a column of a messy register holds, by its name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

from wanghuo.foundation.kernel.words import Term, gettext_noop
from wanghuo.registers.premises.domain.normal import plain


class Column(Term):
    """A field a column can fill; IGNORED for serial numbers, signatures and the like."""

    NAME = "NAME", gettext_noop("Name")
    ADDRESS = "ADDRESS", gettext_noop("Address")
    COMMUNITY = "COMMUNITY", gettext_noop("Community or village")
    CREDIT_CODE = "CREDIT_CODE", gettext_noop("Credit code")
    KIND = "KIND", gettext_noop("Kind of object")
    OCCUPANCY = "OCCUPANCY", gettext_noop("Use or kind of place")
    HEAD_NAME = "HEAD_NAME", gettext_noop("Head or legal representative")
    HEAD_PHONE = "HEAD_PHONE", gettext_noop("Telephone of the head")
    HEAD_IDENTITY = "HEAD_IDENTITY", gettext_noop("Identity number of the head")
    MANAGER_NAME = "MANAGER_NAME", gettext_noop("Fire-safety manager")
    MANAGER_PHONE = "MANAGER_PHONE", gettext_noop("Telephone of the fire-safety manager")
    FLOOR_AREA = "FLOOR_AREA", gettext_noop("Floor area, m²")
    BASEMENT_AREA = "BASEMENT_AREA", gettext_noop("Basement area, m²")
    FLOORS = "FLOORS", gettext_noop("Floors, above and below ground")
    FLOORS_BELOW = "FLOORS_BELOW", gettext_noop("Floors below ground")
    FLOOR_USED = "FLOOR_USED", gettext_noop("Floor the place is on")
    HEIGHT = "HEIGHT", gettext_noop("Height, m")
    BUILT = "BUILT", gettext_noop("Year or day of completion")
    ROOMS = "ROOMS", gettext_noop("Guest rooms")
    BEDS = "BEDS", gettext_noop("Beds")
    SEATS = "SEATS", gettext_noop("Seats")
    STAFF = "STAFF", gettext_noop("Staff")
    BOARDERS = "BOARDERS", gettext_noop("Boarders")
    PUPILS = "PUPILS", gettext_noop("Pupils")
    DWELLING = "DWELLING", gettext_noop("People live on the premises")
    HOURS = "HOURS", gettext_noop("Opening hours")
    KEY_UNIT = "KEY_UNIT", gettext_noop("Key unit, yes or no")
    RISK = "RISK", gettext_noop("Risk")
    ALIAS = "ALIAS", gettext_noop("Other name or sign")
    ESTATES = "ESTATES", gettext_noop("Managed estates")
    ESTATE_ADDRESS = "ESTATE_ADDRESS", gettext_noop("Address of the estate")
    HOUSEHOLDS = "HOUSEHOLDS", gettext_noop("Households of the estate")
    BUILDINGS = "BUILDINGS", gettext_noop("Buildings of the estate")
    LONGITUDE = "LONGITUDE", gettext_noop("Longitude")
    LATITUDE = "LATITUDE", gettext_noop("Latitude")
    EXTINGUISHER = "EXTINGUISHER", gettext_noop("Fire extinguishers")
    INDOOR_HYDRANT = "INDOOR_HYDRANT", gettext_noop("Indoor hydrants")
    SPRINKLER = "SPRINKLER", gettext_noop("Sprinklers")
    ALARM = "ALARM", gettext_noop("Automatic fire alarm")
    STANDALONE_DETECTOR = "STANDALONE_DETECTOR", gettext_noop("Stand-alone smoke detectors")
    EMERGENCY_LIGHT = "EMERGENCY_LIGHT", gettext_noop("Emergency lights")
    EXIT_SIGN = "EXIT_SIGN", gettext_noop("Evacuation signs")
    NOTE = "NOTE", gettext_noop("Remarks")
    IGNORED = "IGNORED", gettext_noop("Do not import")


SEVERAL = frozenset({Column.NOTE, Column.IGNORED, Column.ALIAS})
"""Fields that more than one column of a sheet may fill."""
FACILITY_COLUMNS = frozenset({
    Column.EXTINGUISHER, Column.INDOOR_HYDRANT, Column.SPRINKLER, Column.ALARM,
    Column.STANDALONE_DETECTOR, Column.EMERGENCY_LIGHT, Column.EXIT_SIGN,
})  # fmt: skip
REASON_COLUMNS = ("问题原因", "处理办法", "原行号")
"""Names of the columns added beside rejected rows; ignored when the file comes back."""

_PHONE = r"(电话|手机|联系方式|联系号码|号码|tel|phone)"
_HEAD = (
    r"(法定代表人|法人|负责人|经营者|业主|户主|店主|老板|责任人|主任|书记|联系人|经理|"
    r"校长|园长|院长|户名)"
)
_MANAGER = r"(消防安全管理人|消防管理人|安全管理人|管理人|消防管理员|安全员|消防负责人|分管)"
_RULES: Sequence[tuple[Column, str]] = (
    (
        Column.IGNORED,
        r"^(序号|编号|no\.?|序|号|行号)$|问题原因|处理办法|原行号|签名|签字|检查(日期|时间|人|"
        r"情况)|填表",
    ),
    (Column.HEAD_IDENTITY, r"身份证|证件号|公民身份"),
    (
        Column.CREDIT_CODE,
        r"信用代码|社会信用|组织机构代码|营业执照(编?号|注册号)|执照号|税号|credit",
    ),
    (Column.ESTATE_ADDRESS, r"(小区|楼盘|项目).*(地址|位置|坐落)"),
    (Column.HOUSEHOLDS, r"户数|住户|总户"),
    (Column.BUILDINGS, r"(楼栋|幢|栋)数|楼栋|楼幢"),
    (
        Column.ESTATES,
        r"(管理|服务|管辖|物业).*(小区|项目|楼盘)|小区名|所管小区|管理小区|楼盘名|项目名称",
    ),
    (Column.MANAGER_PHONE, _MANAGER + r".*" + _PHONE),
    (Column.MANAGER_NAME, _MANAGER),
    (Column.HEAD_PHONE, _HEAD + r".*" + _PHONE),
    (Column.HEAD_NAME, r"^" + _HEAD + r"|^(姓名|联系人)|" + _HEAD + r"(/|$|\(|姓名)"),
    (Column.HEAD_PHONE, r"^(联系)?" + _PHONE + r"|电话$|手机"),
    (Column.KEY_UNIT, r"重点单位|是否重点|单位性质.*重点|消防重点"),
    (Column.BASEMENT_AREA, r"地下.*面积"),
    (Column.FLOOR_AREA, r"面积|平方米|area"),
    (Column.FLOORS_BELOW, r"地下.*层|地下室层"),
    (Column.FLOOR_USED, r"所在(楼)?层|经营层|使用层|位于.*层|楼层位置|所处楼?层"),
    (Column.FLOORS, r"层数|楼层|建筑层|总层|floors?$"),
    (Column.HEIGHT, r"(建筑)?高度|楼高|height"),
    (Column.BUILT, r"(建成|竣工|建造|投入使用).*(年|日|时)|建筑年代|建成年"),
    (Column.ROOMS, r"客房|房间数|间数|包厢|包间"),
    (Column.BEDS, r"床位|床数|beds?"),
    (Column.SEATS, r"餐位|座位|桌数|座数|seats?"),
    (Column.BOARDERS, r"住宿人|寄宿|住校|住宿生|留宿|住院"),
    (Column.PUPILS, r"学生|幼儿(人)?数|在校|在园|学员|pupils?"),
    (Column.DWELLING, r"住人|三合一|合用|居住|住宿$|是否.*住"),
    (Column.STAFF, r"(从业|员工|职工|用工|工作人员|在岗|雇员).*|人数|staff"),
    (Column.HOURS, r"营业时间|营业时段|经营时间|开放时间|hours"),
    (Column.RISK, r"风险|危险等级|分级|管控等级"),
    (Column.LONGITUDE, r"经度|longitude|lng|lon$"),
    (Column.LATITUDE, r"纬度|latitude|lat$"),
    (Column.EXTINGUISHER, r"灭火器"),
    (Column.INDOOR_HYDRANT, r"消火栓|消防栓"),
    (Column.SPRINKLER, r"喷淋|喷水|自动灭火"),
    (Column.STANDALONE_DETECTOR, r"独立式|独立.*感烟|烟感"),
    (Column.ALARM, r"报警"),
    (Column.EMERGENCY_LIGHT, r"应急(照明|灯)"),
    (Column.EXIT_SIGN, r"疏散(指示|标志)|指示标志"),
    (
        Column.COMMUNITY,
        r"社区|村居|村\(居\)|村委|居委|村名|所属村|辖区|网格|责任区|community|village",
    ),
    (Column.ALIAS, r"招牌|店招|曾用名|别名|俗称|又名|字号|简称"),
    (
        Column.OCCUPANCY,
        r"(场所|行业|经营|业态|使用|企业|单位|九小).*(类|性质|用途|范围|项目|种类)|^类[别型]$|"
        r"主营|用途|行业",
    ),
    (Column.KIND, r"对象类|监督对象类|管理类别|单位分类"),
    (Column.ADDRESS, r"地址|住所|位置|坐落|地点|门牌|address"),
    (
        Column.NAME,
        r"名称|单位名|场所名|店名|企业名|公司名|商户|商铺|单位$|单位\(|场所$|物业(服务)?(企业|"
        r"公司)|委员会|^name$|户名",
    ),
    (Column.NOTE, r"备注|说明|其他|note|remark"),
)  # fmt: skip
_COMPILED = [(column, re.compile(pattern)) for column, pattern in _RULES]
_UNIT = re.compile(
    r"[(\[](㎡|m2|m²|平方米|平方|米|m|人|层|张|个|间|具|台|户|栋|幢|年|必填|选填|"
    r"填数字)[)\]]"
)


def telling(name: str) -> Column | None:
    """Return the field of a column if it tells a register from any other table."""
    column = column_of(name)
    return None if column in {Column.IGNORED, Column.NOTE} else column


def column_of(name: str) -> Column | None:
    """Return the field a column of this name holds, as far as its words tell."""
    bare = normal_name(name)
    if not bare:
        return None
    return next((column for column, pattern in _COMPILED if pattern.search(bare)), None)


def normal_name(name: str) -> str:
    """Return a column's name without units, blanks and marks that differ from file to file."""
    bare = plain(name).lower().replace(" ", "").replace("*", "")
    return _UNIT.sub("", bare).strip(":/")


def recognised(names: Iterable[str]) -> list[Column | None]:
    """
    Return the field of each column; a field is given once, to the first column that claims it.

    A later claimant of a taken field stays unknown, for a person to decide.
    """
    taken: set[Column] = set()
    found: list[Column | None] = []
    for name in names:
        column = column_of(name)
        if column in taken and column not in SEVERAL:
            column = None
        if column:
            taken.add(column)
        found.append(column)
    return found


def signature(names: Sequence[str]) -> str:
    """Return a short mark of a header, equal for files from one source."""
    joined = "|".join(normal_name(name) for name in names)
    return hashlib.blake2s(joined.encode(), digest_size=8).hexdigest()
