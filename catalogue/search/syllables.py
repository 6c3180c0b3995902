"""Syllables of pinyin without tones (ü as v): cutting letters into them, folding those that Sichuan speech mixes."""

from functools import lru_cache

_SPELT = """
a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang cao ce cen ceng cha
chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo ci cong cou cu cuan cui
cun cuo da dai dan dang dao de dei den deng di dia dian diao die ding diu dong dou du duan dui dun duo e ei en eng er
fa fan fang fei fen feng fiao fo fou fu ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun
guo ha hai han hang hao he hei hen heng hm hng hong hou hu hua huai huan huang hui hun huo ji jia jian jiang jiao jie
jin jing jiong jiu ju juan jue jun ka kai kan kang kao ke kei ken keng kong kou ku kua kuai kuan kuang kui kun kuo la
lai lan lang lao le lei len leng li lia lian liang liao lie lin ling liu lo long lou lu luan lun luo lv lve ma mai man
mang mao me mei men meng mi mian miao mie min ming miu mo mou mu na nai nan nang nao ne nei nen neng ng ni nian niang
niao nie nin ning niu nong nou nu nuan nun nuo nv nve o ou pa pai pan pang pao pei pen peng pi pian piao pie pin ping
po pou pu qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren reng ri rong rou ru rua
ruan rui run ruo sa sai san sang sao se sen seng sha shai shan shang shao she shei shen sheng shi shou shu shua shuai
shuan shuang shui shun shuo si song sou su suan sui sun suo ta tai tan tang tao te tei teng ti tian tiao tie ting tong
tou tu tuan tui tun tuo wa wai wan wang wei wen weng wo wu xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue
xun ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng zha zhai zhan zhang
zhao zhe zhei zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo
"""

SYLLABLES = frozenset(_SPELT.split())

LONGEST = max(map(len, SYLLABLES))

_WHOLE = {"hu": "fu", "lve": "lue", "nve": "lue"}
_HEADS = (
    ("zh", "z"),
    ("ch", "c"),
    ("sh", "s"),
    ("hua", "fa"),
    ("hui", "fei"),
    ("hun", "fen"),
    ("huo", "fo"),
    ("n", "l"),
)
_TAILS = (("ang", "an"), ("eng", "en"), ("ing", "in"))


@lru_cache(maxsize=2048)
def folded(syllable: str) -> str:
    """One spelling for syllables that sound alike in Sichuan: z/zh, c/ch, s/sh, n/l, f/hu, an/ang, en/eng, in/ing."""
    text = _WHOLE.get(syllable, syllable)
    for spelt, sound in _HEADS:
        if text.startswith(spelt) and len(text) > 1:
            text = sound + text[len(spelt) :]
            break
    for spelt, sound in _TAILS:
        if text.endswith(spelt):
            text = text[: -len(spelt)] + sound
            break
    return text


def cut(letters: str, limit: int = 4) -> list[tuple[str, ...]]:
    """Whole readings of lower-case letters as syllables, fewest syllables first; an apostrophe always parts.

    At most `limit` readings and time in proportion to the length; empty when the letters are no pinyin.
    """
    readings: list[list[tuple[str, ...]]] = [[] for _ in range(len(letters) + 1)]
    readings[0].append(())
    for end in range(1, len(letters) + 1):
        if letters[end - 1] == "'":
            readings[end] = readings[end - 1]
            continue
        found = [
            (*reading, letters[start:end])
            for start in range(max(0, end - LONGEST), end)
            if readings[start] and letters[start:end] in SYLLABLES
            for reading in readings[start]
        ]
        readings[end] = sorted(found, key=lambda reading: (len(reading), -len(reading[0])))[:limit]
    return [reading for reading in readings[-1] if reading]


def cut_loosely(letters: str) -> tuple[str, ...]:
    """One reading in which single letters may stand for syllables: "laonz" → lao, n, z. Longest syllable first."""
    parts: list[str] = []
    place = 0
    while place < len(letters):
        if letters[place] == "'":
            place += 1
            continue
        size = next(
            (
                size
                for size in range(min(LONGEST, len(letters) - place), 1, -1)
                if letters[place : place + size] in SYLLABLES
            ),
            1,
        )
        parts.append(letters[place : place + size])
        place += size
    return tuple(parts)
