"""The words of relative times: units, counts, markers and days, in the languages that news comes in most.

English, German, French, Spanish, Portuguese, Italian, Catalan, Romanian, Dutch, Swedish, Norwegian, Danish, Finnish,
Polish, Czech, Slovak, Croatian and Serbian, Hungarian, Russian, Ukrainian, Bulgarian, Greek, Turkish, Indonesian,
Vietnamese, Arabic, Persian, Hebrew, Hindi, Bengali, Thai, Chinese, Japanese, Korean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipelines.articles.vocabulary import phrases

_FORMS = {
    "second": """second seconds sec secs sekunde sekunden sek seconde secondes segundo segundos secondo secondi segon
        segons secunde secunda seconden sekund sekunder sekunnin sekuntia sekundy sekund sekundę sekund sekundi
        másodperce
        másodperccel секунд секунды секунду сек секунди δευτερόλεπτα saniye detik giây ثانية ثوان ثواني ثانیه שניות
        सेकंड সেকেন্ড วินาที""",
    "minute": """minute minutes min mins minuten minuto minutos minuti minut minuta minuty minutę minuts minuut minuter
        minutter minutt minuuttia minuutti minut minutami minuty minut minuta perce perccel минут минуты минуту мин
        хвилин
        хвилини хвилину хв минути минута λεπτά λεπτό dakika dk menit phút دقيقة دقائق دقیقه דקות मिनट মিনিট นาที""",
    "hour": """hour hours hr hrs stunde stunden std heure heures hora horas ora ore hores uur uren timme timmar time
        timer
        tunti tuntia godzina godzinę godziny godzin godzinami godz hodina hodiny hodin hodinami hodinou sat sata sati
        órája
        órával час часа часов ч годин години годину ώρα ώρες saat sa jam giờ ساعة ساعات ساعت שעות घंटे घंटा ঘণ্টা ঘন্টা
        ชั่วโมง""",
    "day": """day days tag tage tagen jour jours día días dia dias giorno giorni dies zi zile dag dagen dagar dage døgn
        päivä päivää dzień dni dniami den dny dnů dana dan napja nappal день дня дней дн дні днів ден дни ημέρα ημέρες
        μέρες gün hari ngày يوم أيام روز ימים दिन দিন วัน""",
    "week": """week weeks wk wks woche wochen semaine semaines semana semanas settimana settimane setmana setmanes
        săptămână săptămâni weken vecka veckor uke uker uge uger viikko viikkoa tydzień tygodnie tygodni týden týdny
        týdnů
        tjedan tjedna tjedana nedelju nedelje nedelja hete héttel неделю недели недель нед тиждень тижні тижнів седмица
        седмици εβδομάδα εβδομάδες hafta minggu tuần أسبوع أسابيع هفته שבועות हफ्ते सप्ताह সপ্তাহ สัปดาห์""",
    "month": """month months mo mos monat monate monaten mois mes meses mese mesi mesos lună luni maand maanden månad
        månader måned måneder kuukausi kuukautta miesiąc miesiące miesięcy měsíc měsíce měsíci měsíců mjesec mjeseca
        mjeseci
        mesec meseca meseci hónapja hónappal месяц месяца месяцев мес місяць місяці місяців месеца месеци μήνα μήνες ay
        bulan tháng شهر أشهر شهور ماه חודשים महीने महीना মাস เดือน""",
    "year": """year years yr yrs jahr jahre jahren an ans année années año años ano anos anno anni any anys ani jaar
        jaren
        år vuosi vuotta rok lata lat lety roky let godinu godine godina éve évvel год года лет рік роки років година
        години χρόνο χρόνια yıl tahun năm سنة سنوات سنين سال שנים साल वर्ष বছর ปี""",
}
_UNIT_OF = {form: unit for unit, forms in reversed(_FORMS.items()) for form in forms.split()}
_SHORT = {"s": "second", "m": "minute", "h": "hour", "d": "day", "w": "week", "mo": "month", "y": "year"}

_ONE = """a an one the ein eine einer einem einen un une una uno um uma o en et ett een één jedna jednu egy один одну
    одна
    одна bir satu một واحدة एक एका μία μια έναν ένα"""
_NUMBERS = {
    2: "two zwei deux dos dois duas due twee två to två dwie dwa dvě два две дві iki dua hai",
    3: "three drei trois tres três tre drie trzy tři три üç tiga ba",
    4: "four vier quatre cuatro quatro quattro fyra fire cztery čtyři четыре чотири dört empat",
    5: "five fünf cinq cinco cinque vijf fem pięć pět пять п'ять beş lima",
    6: "six sechs seis sei zes sex seks sześć шесть altı enam",
    7: "seven sieben sept siete sete sette zeven sju syv siedem семь yedi tujuh",
    8: "eight acht huit ocho oito otto åtta otte osiem восемь sekiz delapan",
    9: "nine neun neuf nueve nove negen nio ni dziewięć девять dokuz sembilan",
    10: "ten zehn dix diez dez dieci tien tio ti dziesięć десять on sepuluh",
    11: "eleven elf onze once undici",
    12: "twelve zwölf douze doce doze dodici twaalf",
}
_COUNT_OF = dict.fromkeys(_ONE.split(), 1) | {
    word: number for number, words in _NUMBERS.items() for word in words.split()
}
# Counts that say only that it was less than the next larger unit.
_FEW = phrases(
    """a few, few, several, some, a couple of, a couple, wenigen, einigen, ein paar, quelques, unos, unas, pocos, pocas,
    algunos, algunas, alguns, algumas, poucos, poucas, pochi, poche, alcuni, alcune, qualche, enkele, een paar, några,
    noen,
    nogle, få, kilka, kilkanaście, několika, несколько, кілька, bir kaç, birkaç, beberapa, بضع, عدة, चंद, μερικά,
    μερικές,
    λίγα"""
)
_ABOUT = phrases(
    """about, around, approximately, roughly, nearly, almost, over, more than, less than, circa, etwa, ca., ungefähr,
        rund,
    über, environ, près de, plus de, moins de, cerca de, aproximadamente, alrededor de, más de, mais de, quase, casi,
    quasi,
    oltre, ongeveer, bijna, ruim, około, около, примерно, более, yaklaşık, sekitar, حوالي, περίπου"""
)
# A half hour, and units that stand for themselves where a language leaves "one" out or has a dual.
_WHOLE = {
    (0, "hour"): """half an hour, einer halben stunde, une demi-heure, media hora, meia hora, mezz'ora, mezz’ora,
        mezzora,
        een half uur, en halvtimme, en halvtime, en halv time, pół godziny, půl hodinou, полчаса, півгодини, yarım saat,
        setengah jam, نصف ساعة, חצי שעה""",
    (1, "minute"): "минуту, хвилину, minutę, minutou, دقيقة, דקה, minuutti, semenit",
    (1, "hour"): "час, годину, godzinę, hodinou, ساعة, שעה, tunti, un'ora, un’ora, sejam",
    (1, "day"): "день, ден, dzień, dnem, يوم, יום, päivä, sehari",
    (1, "week"): "неделю, тиждень, tydzień, týdnem, أسبوع, שבוע, viikko, seminggu",
    (1, "month"): "месяц, місяць, miesiąc, měsícem, شهر, חודש, kuukausi, sebulan",
    (1, "year"): "год, рік, rok, rokem, سنة, عام, שנה, vuosi, setahun",
    (2, "minute"): "دقيقتين",
    (2, "hour"): "ساعتين, שעתיים",
    (2, "day"): "يومين, יומיים",
    (2, "week"): "أسبوعين, שבועיים",
    (2, "month"): "شهرين, חודשיים",
    (2, "year"): "سنتين, عامين, שנתיים",
}
_WHOLE_OF = {phrase: found for found, text in _WHOLE.items() for phrase in phrases(text)}
_BEFORE = phrases(
    """vor, il y a, y a, hace, há, fa, acum, för, for, před, pred, prije, pre, преди, przed, πριν από, πριν, منذ,
    قبل, לפני"""
)
_AFTER = phrases(
    """ago, atrás, fa, назад, тому назад, тому, temu, önce, geleden, sedan, siden, lalu, yang lalu, trước, sitten,
        ezelőtt,
    पहले, पूर्व, আগে, ที่แล้ว, ที่ผ่านมา, ก่อน, پیش, قبل, πριν"""
)
_AND = r"(?:,\s|\s(?:and\s|und\s|et\s|y\s|e\s|i\s|en\s|og\s|och\s|и\s|и\s)?)"


def _any(forms: Iterable[str]) -> str:
    """An alternation, longest first, so that no form stops the match inside a longer one."""
    return "|".join(re.escape(form) for form in sorted(set(forms), key=lambda form: (-len(form), form)))


_UNIT = _any(_UNIT_OF)
_NUMBER = rf"(?<!\d)\d{{1,4}}|(?<!\w)(?:{_any(_FEW)}|{_any(_COUNT_OF)})"
# "3 hours", "1 hour 20 minutes", "a few days", "полчаса"; `about` where the count is not meant to be exact.
_SPAN = (
    rf"(?:(?:(?<!\w)(?P<about>{_any(_ABOUT)})\s)?(?:(?<!\d)(?P<first>\d{{1,3}})\s?(?P<first_unit>{_UNIT}|[hdwy])\.?{_AND})?"
    rf"(?P<count>{_NUMBER})(?:\s|-)?(?P<unit>{_UNIT}|mo|[smhdwy])\.?|(?<!\w)(?P<whole>{_any(_WHOLE_OF)}))"
)
AGO = (
    re.compile(
        rf"(?<!\w)(?P<before>{_any(_BEFORE)})\s{_SPAN}(?!\w)(?P<end>\s(?:{_any(_AFTER)})(?!\w))?", re.IGNORECASE
    ),
    re.compile(rf"{_SPAN}\s?(?:{_any(_AFTER)})(?![^\W\d_])", re.IGNORECASE),
)
# Words that begin a time only where a word for "ago" ends it.
NEEDS_END = frozenset({"for", "för"})
BARE = re.compile(r"(?<!\d)(\d{1,3})\s?(mo|[smhdwy])", re.IGNORECASE)

_DENSE_UNITS = {
    "秒": "second", "秒钟": "second", "秒鐘": "second", "초": "second", "分": "minute", "分钟": "minute",
    "分鐘": "minute",
    "分間": "minute", "분": "minute", "小时": "hour", "小時": "hour", "时间": "hour", "時間": "hour", "시간": "hour",
    "天": "day", "日": "day", "일": "day", "周": "week", "週": "week", "週間": "week", "星期": "week", "주": "week",
    "주일": "week", "个月": "month", "個月": "month", "か月": "month", "ヶ月": "month", "カ月": "month", "月": "month",
    "개월": "month", "달": "month", "年": "year", "년": "year",
}  # fmt: skip
DENSE = re.compile(rf"(?<!\d)(\d{{1,4}}|[一二两兩三四五六七八九十])\s?[个個]?({_any(_DENSE_UNITS)})\s?[之以]?(?:前|전)")
_DENSE_COUNT = {"两": 2, "兩": 2} | {figure: number for number, figure in enumerate("一二三四五六七八九十", 1)}

NOW = phrases(
    """just now, moments ago, a moment ago, seconds ago, right now, gerade eben, soeben, vor wenigen augenblicken,
    à l'instant, à l’instant, ahora mismo, hace un momento, hace instantes, hace unos instantes, agora mesmo, há
    instantes,
    agora há pouco, proprio ora, pochi istanti fa, un attimo fa, zojuist, zonet, just nu, akkurat nå, lige nu, juuri
    nyt,
    przed chwilą, právě teď, upravo sada, только что, щойно, şimdi, az önce, baru saja, vừa xong, الآن, منذ لحظات,
    עכשיו,
    अभी अभी, अभी-अभी, 刚刚, 剛剛, たった今, 방금, 방금 전, μόλις τώρα"""
)
_DAYS = {
    0: """today, heute, aujourd'hui, aujourd’hui, hoy, oggi, hoje, avui, astăzi, azi, vandaag, idag, i dag, tänään,
        dzisiaj,
        dziś, dnes, danas, сегодня, сьогодні, днес, σήμερα, bugün, hari ini, hôm nay, اليوم, امروز, היום, आज, আজ,
        วันนี้,
        今天, 今日, 오늘, this morning, this afternoon, this evening, tonight, heute morgen, heute abend, ce matin,
        ce soir,
        esta mañana, esta tarde, stamattina, stasera, hoje de manhã""",
    1: """yesterday, gestern, hier, ayer, ieri, ontem, ahir, gisteren, igår, i går, i gaar, eilen, wczoraj, včera,
        jučer,
        juče, tegnap, вчера, вчора, χθες, χτες, dün, kemarin, hôm qua, أمس, دیروز, אתמול, গতকাল, เมื่อวาน, เมื่อวานนี้,
        昨天, 昨日, 어제, yesterday morning, yesterday afternoon, yesterday evening, gestern abend, gestern morgen,
        hier soir,
        hier matin, ayer por la tarde, ayer por la mañana, ieri sera, ontem à noite""",
    2: """the day before yesterday, day before yesterday, vorgestern, avant-hier, anteayer, antes de ayer, l'altro ieri,
        l’altro ieri, anteontem, abans-d'ahir, eergisteren, i förrgår, i forgårs, i forfjor, toissapäivänä,
        przedwczoraj,
        předevčírem, prekjučer, позавчера, позавчора, προχθές, evvelsi gün, kemarin lusa, 前天, 一昨日, 그저께""",
}
_DAY_OF = {phrase: back for back, text in _DAYS.items() for phrase in phrases(text)}
# What "hier" means elsewhere ("here") is followed by more words; names of outlets and possessives are no day.
DAY = re.compile(
    rf"(?:(?<![^\W\d_])(?<!usa )(?<!russia )(?<!india )(?<!day )(?P<day>{_any(_DAY_OF)})"
    rf"(?![^\W\d_])(?!['’]s))",
    re.IGNORECASE,
)
FRENCH_YESTERDAY = re.compile(r"\s*(?:$|[^\w\s]|à\b|\x1f|\d|matin\b|soir\b)", re.IGNORECASE)

_WEEKDAYS = (
    """monday, mon, montag, lundi, lunes, lunedì, segunda-feira, segunda, maandag, måndag, måndags, mandag, mandags,
    poniedziałek, понедельник, понеділок, понеділка, pazartesi, senin""",
    """tuesday, tue, tues, dienstag, mardi, martes, martedì, terça-feira, terça, dinsdag, tisdag, tisdags, tirsdag,
        tirsdags,
    wtorek, вторник, вівторок, вівторка, salı, selasa""",
    """wednesday, wed, mittwoch, mercredi, miércoles, mercoledì, quarta-feira, quarta, woensdag, onsdag, onsdags,
        środę, środa,
    среду, среда, середа, середи, çarşamba, rabu""",
    """thursday, thu, thur, thurs, donnerstag, jeudi, jueves, giovedì, quinta-feira, quinta, donderdag, torsdag,
        torsdags,
    czwartek, четверг, четвер, четверга, perşembe, kamis""",
    """friday, fri, freitag, vendredi, viernes, venerdì, sexta-feira, sexta, vrijdag, fredag, fredags, piątek, пятницу,
    пятница, п’ятниця, п'ятниця, п’ятниці, п'ятниці, cuma, jumat""",
    """saturday, sat, samstag, sonnabend, samedi, sábado, sabato, zaterdag, lördag, lördags, lørdag, lørdags, sobotę,
        sobota,
    субботу, суббота, субота, суботи, cumartesi, sabtu""",
    """sunday, sun, sonntag, dimanche, domingo, domenica, zondag, söndag, söndags, søndag, søndags, niedzielę,
        niedziela,
    воскресенье, неділя, неділі, pazar, minggu""",
)
_WEEKDAY_OF = {name: number for number, names in enumerate(_WEEKDAYS) for name in phrases(names)}
# A day of the week right before a date.
WEEKDAY_LAST = re.compile(rf"(?:^|(?<=[\s\x1f,]))(?:{_any(_WEEKDAY_OF)})[.,]?\s?$", re.IGNORECASE)
_LAST = phrases(
    """last, letzten, vergangenen, am vergangenen, am letzten, el pasado, pasado, scorso, lo scorso, última, na
        última, último,
    no último, afgelopen, vorige, i, sidste, sist, forrige, w zeszły, w ubiegły, w zeszłą, w ubiegłą, в прошлый, в
    прошлую,
    в прошлое, в минувший, минулого, минулої, geçen"""
)
_GONE = phrases("dernier, pasado, passado, passada, scorso, scorsa, lalu, yang lalu, sidst")
LAST_DAY = re.compile(
    rf"(?<!\w)(?:(?P<last>{_any(_LAST)})\s(?P<a>{_any(_WEEKDAY_OF)})|(?P<b>{_any(_WEEKDAY_OF)})\s(?:{_any(_GONE)}))(?!\w)",
    re.IGNORECASE,
)
_LAST_UNITS = {
    "week": """last week, letzte woche, vergangene woche, la semaine dernière, semaine dernière, la semana pasada, la
        settimana
        scorsa, na semana passada, semana passada, vorige week, afgelopen week, förra veckan, forrige uke, sidste uge,
        w zeszłym
        tygodniu, на прошлой неделе, минулого тижня, geçen hafta, minggu lalu""",
    "month": """last month, letzten monat, vergangenen monat, le mois dernier, mois dernier, el mes pasado, il mese
        scorso, no mês
        passado, mês passado, vorige maand, afgelopen maand, förra månaden, forrige måned, sidste måned, w zeszłym
        miesiącu,
        в прошлом месяце, минулого місяця, geçen ay, bulan lalu""",
    "year": """last year, letztes jahr, vergangenes jahr, l'année dernière, l’année dernière, l'an dernier, l’an
        dernier, el año
        pasado, l'anno scorso, l’anno scorso, no ano passado, ano passado, vorig jaar, afgelopen jaar, förra året, i
        fjor,
        sidste år, w zeszłym roku, в прошлом году, минулого року, geçen yıl, tahun lalu""",
}
_LAST_UNIT_OF = {phrase: unit for unit, text in _LAST_UNITS.items() for phrase in phrases(text)}
PHRASE = re.compile(
    rf"(?<![^\W\d_])(?:(?P<now>{_any(NOW)})|(?P<period>{_any(_LAST_UNIT_OF)}))(?![^\W\d_])", re.IGNORECASE
)


def _single(text: str) -> str:
    return " ".join(text.lower().split())


def count_and_unit(match: re.Match[str]) -> tuple[int, str]:
    """What a match of `AGO` says last: how many of which unit; (0, larger unit) for a few of a unit."""
    if match["whole"]:
        return _WHOLE_OF[_single(match["whole"])]
    unit = unit_of(match["unit"])
    count = _single(match["count"])
    if count in _FEW:
        larger = {"second": "minute", "minute": "hour", "hour": "day", "day": "week", "week": "month", "month": "year"}
        return 0, larger.get(unit, "year")
    return (_COUNT_OF[count] if count in _COUNT_OF else int(count)), unit


def unit_of(text: str) -> str:
    """The unit behind one of its forms."""
    low = text.lower()
    return _SHORT.get(low) or _UNIT_OF[low]


def dense_count_and_unit(match: re.Match[str]) -> tuple[int, str]:
    """What a match of `DENSE` says, in scripts without spaces."""
    return _DENSE_COUNT.get(match[1]) or int(match[1]), _DENSE_UNITS[match[2]]


def days_back(match: re.Match[str]) -> int:
    """How many days before today a match of `DAY` is."""
    return _DAY_OF[_single(match["day"])]


def weekday(match: re.Match[str]) -> int:
    """The day of the week in a match of `LAST_DAY`, Monday 0."""
    return _WEEKDAY_OF[(match["a"] or match["b"]).lower()]


def period(match: re.Match[str]) -> str:
    """The unit of which a match of `PHRASE` names the last."""
    return _LAST_UNIT_OF[_single(match["period"])]


# One of these words, or signs of scripts without spaces, stands in every relative time.
_SIGN_WORDS = frozenset(
    word
    for table in (_BEFORE, _AFTER, NOW, _DAY_OF, _LAST, _GONE, _LAST_UNIT_OF)
    for phrase in table
    if phrase not in NEEDS_END
    for word in [max(re.findall(r"[^\W\d_]+", phrase), key=len, default="")]
    if word
)
_SIGNS = (*"前전昨今刚剛방오어그", "ที่แล้ว", "ที่ผ่านมา", "ก่อน", "วัน", "पहले", "पूर्व", "आज", "अभी", "আগে", "আজ", "গত")
_WORD = re.compile(r"[^\W\d_]+")


def may_hold(text: str) -> bool:
    """Whether a text can hold a relative time at all; quick, for the many lines that hold none."""
    if not _SIGN_WORDS.isdisjoint(_WORD.findall(text.lower())):
        return True
    return not text.isascii() and any(sign in text for sign in _SIGNS)


def is_weekday(text: str) -> bool:
    """Whether a text is the name of a day of the week."""
    return text.lower().strip(" .,") in _WEEKDAY_OF
