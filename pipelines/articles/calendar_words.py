"""The months and zones of printed dates.

Months: English, German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Norwegian, Danish, Polish, Russian,
Ukrainian, Turkish, Indonesian, Catalan, Romanian, Czech, Finnish, Greek, Hungarian, Bulgarian, Croatian, Arabic.
"""

from __future__ import annotations

_MONTHS = (
    """january jan januar jänner jän janvier janv enero ene janeiro gennaio gen januari stycznia января янв січня ocak
    gener ianuarie ledna tammikuuta ιανουαρίου január януари siječnja يناير""",
    """february feb februar februari février fevrier févr fév febrero fevereiro fev febbraio februarie lutego февраля
    фев лютого şubat února helmikuuta φεβρουαρίου február февруари veljače فبراير febrer""",
    """march mar märz mär mars marzo março maart mrt marts marca марта мар березня mart maret març martie března
    maaliskuuta μαρτίου március ožujka مارس""",
    """april apr avril avr abril abr aprile kwietnia апреля апр квітня nisan aprilie dubna huhtikuuta απριλίου április
    април travnja أبريل ابريل""",
    """may mai mayo maio maggio mag mei maj maja мая травня mayıs maig května toukokuuta μαΐου május май svibnja
    مايو""",
    """june jun juni juin junio junho giugno giu czerwca июня июн червня haziran juny iunie června kesäkuuta ιουνίου
    június юни lipnja يونيو""",
    """july jul juli juillet juil julio julho luglio lug lipca июля июл липня temmuz juliol iulie července heinäkuuta
    ιουλίου július юли srpnja يوليو""",
    """august aug août aout agosto ago augustus augusti sierpnia августа авг серпня ağustos agustus agost srpna
    elokuuta αυγούστου augusztus август kolovoza أغسطس""",
    """september sept sep septembre septiembre setembro set settembre września сентября сен вересня eylül setembre
    septembrie září syyskuuta σεπτεμβρίου szeptember септември rujna سبتمبر""",
    """october oct oktober okt octobre octubre outubro out ottobre ott października октября окт жовтня ekim octombrie
    října lokakuuta οκτωβρίου október октомври أكتوبر""",
    """november nov novembre noviembre novembro listopada ноября ноя листопада kasım noiembrie listopadu marraskuuta
    νοεμβρίου ноември studenog studenoga نوفمبر""",
    """december dec dezember dez décembre decembre déc diciembre dic dezembro dicembre desember grudnia декабря дек
    грудня aralık desembre decembrie prosince joulukuuta δεκεμβρίου декември prosinca ديسمبر""",
)
_NUMBER = {name: i for i, names in enumerate(_MONTHS, 1) for name in names.split()}
# Longest first, so that an abbreviation does not stop the match inside a full name.
MONTH = "(?:" + "|".join(sorted(_NUMBER, key=lambda name: (-len(name), name))) + r")(?!\w)"

# Minutes east of UTC; letters that mean different zones on different continents are left out.
ZONES = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "BST": 60, "WEST": 60, "CET": 60, "WAT": 60, "MEZ": 60, "CEST": 120,
    "MESZ": 120, "EET": 120, "SAST": 120, "CAT": 120, "EEST": 180, "MSK": 180, "EAT": 180, "PKT": 300, "HKT": 480,
    "SGT": 480, "AWST": 480, "JST": 540, "KST": 540, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780, "EST": -300,
    "EDT": -240, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
}  # fmt: skip
REGIONS = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}


def month(name: str) -> int:
    """The month's number, 1 to 12."""
    return _NUMBER[name.lower()]
