"""What a place is, guessed from the words people use; the officer corrects it."""

from __future__ import annotations

from collections.abc import Sequence

from wanghuo.registers.premises.domain.normal import plain
from wanghuo.registers.premises.domain.terms import Occupancy, PremisesKind, Risk, SmallKind

_KINDS: Sequence[tuple[PremisesKind, tuple[str, ...]]] = (
    (PremisesKind.RESIDENTS_COMMITTEE, ("居民委员会", "居委会", "社区委员会")),
    (PremisesKind.VILLAGERS_COMMITTEE, ("村民委员会", "村委会")),
    (PremisesKind.PROPERTY_COMPANY, ("物业服务", "物业管理", "物业公司", "物业企业", "物业")),
)
_OCCUPANCIES: Sequence[tuple[Occupancy, str]] = (
    (Occupancy.FUEL_STATION, "加油 加气 充装站 液化气站"),
    (Occupancy.DANGEROUS_GOODS, "烟花 爆竹 危险品 危化 化工 油漆 涂料 液化气 燃气 易燃"),
    (Occupancy.KINDERGARTEN, "幼儿园 托儿 托育 早教 托管"),
    (Occupancy.SCHOOL, "学校 小学 中学 学院 大学 培训 辅导 教育 书院"),
    (Occupancy.ELDERLY_HOME, "养老 敬老 福利院 护理院 老年公寓"),
    (Occupancy.HOSPITAL, "医院 诊所 卫生室 卫生院 门诊 卫生服务 口腔 医疗 妇幼"),
    (
        Occupancy.ENTERTAINMENT,
        "歌 ktv 酒吧 网吧 网咖 电竞 棋牌 影院 影城 游戏 游艺 舞厅 剧本 密室 麻将 茶室 娱乐",
    ),
    (
        Occupancy.LEISURE,
        "洗浴 浴室 浴场 足浴 足疗 足道 美容 美发 理发 美甲 健身 瑜伽 桑拿 按摩 推拿 养生 "
        "汗蒸 休闲 游泳",
    ),
    (Occupancy.HOTEL, "宾馆 旅馆 酒店 旅社 民宿 招待所 客栈 旅店 公寓酒店 住宿"),
    (
        Occupancy.CATERING,
        "饭店 餐 面馆 小吃 火锅 烧烤 酒楼 食堂 菜馆 饭 早点 奶茶 咖啡 炸鸡 烤 汉堡 农家乐 "
        "面店 麻辣烫 粥 茶餐厅 龙虾 烤鸭 食府 味",
    ),
    (
        Occupancy.FACTORY,
        "厂 加工 制造 车间 作坊 制衣 纺织 机械 木业 家具制 印刷 汽修 维修 汽配 服装有限 实业",
    ),
    (Occupancy.WAREHOUSE, "仓 物流 快递 库房 冷库 货运 储"),
    (Occupancy.TRANSPORT, "客运 汽车站 火车站 码头 机场 地铁"),
    (Occupancy.RELIGIOUS, "寺 教堂 清真 道观 庙 庵"),
    (Occupancy.CULTURAL, "图书馆 博物馆 展览 文化馆 档案馆 美术馆 纪念馆"),
    (Occupancy.STADIUM, "体育馆 体育场 会堂 礼堂"),
    (Occupancy.TELECOM, "邮政 电信 移动通信 联通 广播 电视台 邮局"),
    (Occupancy.POWER, "供电 变电 电力 发电"),
    (Occupancy.GOVERNMENT, "人民政府 办事处 管理局 法院 检察院 机关 委员会 派出所 税务"),
    (Occupancy.RESIDENTIAL, "出租屋 群租 出租房 公寓 宿舍 小区 住宅"),
    (Occupancy.OFFICE, "办公 写字楼 商务 银行 事务所 中介 保险 证券 科技 咨询 广告"),
    (
        Occupancy.MARKET,
        "超市 商店 商场 商城 市场 店 药房 药 便利 百货 服装 五金 建材 家具 家电 手机 烟酒 "
        "水果 蔬菜 粮油 门市 批发 经营部 商行 商贸 门面 专卖 小卖部 副食 文具 花店 眼镜",
    ),
)
"""The first use one of whose words occurs; words of one use are separated by blanks."""
_SMALL_WORDS: Sequence[tuple[SmallKind, tuple[str, ...]]] = (
    (SmallKind.DANGEROUS_GOODS_SHOP, ("小危化", "小危险品", "小型易燃易爆", "小易燃")),
    (SmallKind.SHOP, ("小商店", "小商场", "小商铺", "小超市", "小商")),
    (SmallKind.RESTAURANT, ("小餐饮", "小饭店", "小餐馆", "小餐")),
    (SmallKind.HOTEL, ("小旅馆", "小宾馆", "小旅店", "小旅")),
    (SmallKind.ENTERTAINMENT, ("小歌舞", "小娱乐", "小公共娱乐", "小网吧", "小歌")),
    (SmallKind.LEISURE, ("小休闲", "小美容", "小洗浴", "小健身", "小浴室", "小足浴")),
    (SmallKind.CLINIC, ("小医院", "小诊所", "小医疗", "小卫生", "小医")),
    (SmallKind.SCHOOL, ("小学校", "小幼儿园", "小培训", "小学(幼", "小学（幼", "小校", "小幼")),
    (SmallKind.WORKSHOP, ("小作坊", "小加工", "小生产", "小厂", "小企业", "小工厂")),
)
OCCUPANCY_OF_SMALL = {
    SmallKind.SHOP: Occupancy.MARKET,
    SmallKind.RESTAURANT: Occupancy.CATERING,
    SmallKind.HOTEL: Occupancy.HOTEL,
    SmallKind.ENTERTAINMENT: Occupancy.ENTERTAINMENT,
    SmallKind.LEISURE: Occupancy.LEISURE,
    SmallKind.CLINIC: Occupancy.HOSPITAL,
    SmallKind.SCHOOL: Occupancy.SCHOOL,
    SmallKind.WORKSHOP: Occupancy.FACTORY,
    SmallKind.DANGEROUS_GOODS_SHOP: Occupancy.DANGEROUS_GOODS,
}


def kind(text: str) -> PremisesKind | None:
    """Return the kind of supervised object some words name."""
    bare = plain(text)
    return next((found for found, words in _KINDS if any(word in bare for word in words)), None)


def small_kind(text: str) -> SmallKind | None:
    """Return the nine-small kind that words name outright, such as 小旅馆."""
    bare = plain(text)
    return next(
        (found for found, words in _SMALL_WORDS if any(word in bare for word in words)), None
    )


def occupancy(*texts: str) -> Occupancy | None:
    """Return the use that the first telling text names: the column 场所类型 before the name."""
    for text in texts:
        bare = plain(text).lower()
        for found, words in _OCCUPANCIES:
            if any(word in bare for word in words.split()):
                return found
    return None


def risk(text: str) -> Risk | None:
    """Return the level some words name: 高, 较大风险, 红, A级."""
    bare = plain(text).lower()
    if any(word in bare for word in ("高", "重大", "较大", "红", "橙", "a")):
        return Risk.HIGH
    if any(word in bare for word in ("低", "蓝", "d")):
        return Risk.LOW
    return Risk.NORMAL if any(word in bare for word in ("中", "一般", "黄", "b", "c")) else None


_NAME_ENDINGS = (
    (PremisesKind.RESIDENTS_COMMITTEE, ("居民委员会", "居委会")),
    (PremisesKind.VILLAGERS_COMMITTEE, ("村民委员会", "村委会")),
)


def kind_by_name(name: str) -> PremisesKind | None:
    """Return the kind a name ends in; a shop beside the 居委会 is no committee."""
    bare = plain(name)
    for found, endings in _NAME_ENDINGS:
        if bare.endswith(endings):
            return found
    if "物业" in bare and bare.endswith(("公司", "中心", "服务处", "管理处", "物业")):
        return PremisesKind.PROPERTY_COMPANY
    return None
