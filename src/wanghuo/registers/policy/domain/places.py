"""Names of provinces by the first two digits of a division code (GB/T 2260)."""

from __future__ import annotations

from wanghuo.foundation.rulebook.bilingual import Words

PROVINCES = {
    "11": Words("北京", "Beijing"),
    "12": Words("天津", "Tianjin"),
    "13": Words("河北", "Hebei"),
    "14": Words("山西", "Shanxi"),
    "15": Words("内蒙古", "Inner Mongolia"),
    "21": Words("辽宁", "Liaoning"),
    "22": Words("吉林", "Jilin"),
    "23": Words("黑龙江", "Heilongjiang"),
    "31": Words("上海", "Shanghai"),
    "32": Words("江苏", "Jiangsu"),
    "33": Words("浙江", "Zhejiang"),
    "34": Words("安徽", "Anhui"),
    "35": Words("福建", "Fujian"),
    "36": Words("江西", "Jiangxi"),
    "37": Words("山东", "Shandong"),
    "41": Words("河南", "Henan"),
    "42": Words("湖北", "Hubei"),
    "43": Words("湖南", "Hunan"),
    "44": Words("广东", "Guangdong"),
    "45": Words("广西", "Guangxi"),
    "46": Words("海南", "Hainan"),
    "50": Words("重庆", "Chongqing"),
    "51": Words("四川", "Sichuan"),
    "52": Words("贵州", "Guizhou"),
    "53": Words("云南", "Yunnan"),
    "54": Words("西藏", "Tibet"),
    "61": Words("陕西", "Shaanxi"),
    "62": Words("甘肃", "Gansu"),
    "63": Words("青海", "Qinghai"),
    "64": Words("宁夏", "Ningxia"),
    "65": Words("新疆", "Xinjiang"),
    "71": Words("台湾", "Taiwan"),
    "81": Words("香港", "Hong Kong"),
    "82": Words("澳门", "Macao"),
}
COUNTRY = Words("全国", "Whole country")


def place_named(code: str) -> Words:
    """Return the name of a province, or province and code for a narrower place."""
    if not code:
        return COUNTRY
    province = PROVINCES.get(code[:2]) or Words(code[:2], code[:2])
    if len(code) == 2:
        return province
    return Words(f"{province.zh} {code}", f"{province.en} {code}")


def surroundings(code: str) -> list[str]:
    """Return the places around a division code, from the country down to its county."""
    trimmed = code[:6]
    around = [trimmed[:length] for length in (2, 4, 6) if len(trimmed) >= length]
    return ["", *around]
