"""The words of bylines: what introduces names, what people are, what is counted, what says nothing of the article."""

from __future__ import annotations

import re

from pipelines.articles.vocabulary import phrases, words

_MADE = (
    "written|reported|story|words|article|posted|published|reporting|text|report|compiled|contributed|authored"
    "|submitted"
    "|analysis|opinion|commentary|comment|column|review|interview|feature|exclusive|explainer|essay|an?\\s\\w+"
)
# What introduces the names of those who wrote.
LABEL = re.compile(
    rf"(?:(?:{_MADE})\s(?:and\s\w+\s)?by|by|von|par|por|di|door|av|af|oleh|per|bởi|skrevet\sav|skrevet\saf|skriven\sav"
    r"|(?:ein(?:e|\s\w+)?\s)?(?:bericht|analyse|kommentar|interview|gastbeitrag|reportage|porträt|essay|verfasst"
    r"|geschrieben)\svon"
    r"|(?:publié|écrit|rédigé|un article|propos recueillis)\s(?:par|de)|(?:escrito|publicado|redactado"
    r"|texto)\s(?:por|de)"
    r"|scritto\sda|pubblicato\sda|a\scura\sdi|geschreven\sdoor|kirjoittanut|napisała?|oprac\.|geschreven\svan"
    r"|бы|автор\sтекста|текст|الكاتب|كتبت|كتب|بقلم|מאת|द्वारा|του|της)(?:\s?:)?(?=\s\S)\s+"
    r"|(?:autor(?:in|a|es|en|zy|as)?|authors?|writers?|reporters?|journalists?|author\sname|text|texte|texto|testo"
    r"|tekst|teksti"
    r"|auteurs?|autore|autori|forfatter|skribent|penulis|yazan|haber|szerző|írta|piše|tác giả|автор[ыи]?|текст|пише"
    r"|reporterin"
    r"|journalist|redakteur|redakteurin|periodista|repórter|muhabir|wartawan|kirjoittaja|toimittaja|συντάκτης"
    r"|нaписав)\s?:\s*"
    r"|(?:本报|本報|新华社)?(?:记者|記者|作者|撰文|文)\s?[:：/|]?\s?(?=[\u4e00-\u9fff]{2,4}(?:\W|$))",
    re.IGNORECASE,
)
# Labels behind which even a single word is a name.
SURE = re.compile(r"(?:\bby|:|[^\x00-\u024f]\s*)\s*$|^(?:von|par|por)\s", re.IGNORECASE)
# What is said to be by somebody ("a report by").
WRITINGS = words(
    """
    report analysis opinion story column review commentary words text feature exclusive essay comment interview
    reporting
    bericht kommentar analyse gastbeitrag reportage essay kolumne interview porträt
    """
)
# What introduces the names of others.
OTHER_CREDIT = re.compile(
    r"(?:edited|herausgegeben|hosted|presented|photos?|photographs?|photography|pictures?|images?|videos?"
    r"|illustrations?|illustrated|graphics?|translated|produced"
    r"|reviewed|fact[- ]checked|filmed|additional reporting|bearbeitet|fotos?|redigert|foto[gs]?|traduction|traducción)"
    r"\s?(?:by|von|par|por|av|di|:)\s.*",
    re.IGNORECASE,
)
# Nouns that say what somebody is, and words that stand before them.
ROLES = words(
    """
    reporter reporters writer writers editor editors correspondent correspondents columnist columnists journalist
    journalists contributor contributors analyst producer chief head critic professor lecturer researcher fellow
    director
    presenter photographer author reviewer blogger commentator anchor intern trainee strategist economist historian
    newsreader videojournalist photojournalist
    redakteur redakteurin redakteure redaktor redaktorin korrespondent korrespondentin korrespondenten autor autorin
    autoren
    reporterin volontär volontärin chefredakteur chefredakteurin ressortleiter ressortleiterin redaktionsleiter
    chefreporter politikredakteurin politikredakteur wirtschaftsredakteur wirtschaftsredakteurin sportredakteur
    sportredakteurin kulturredakteur kulturredakteurin auslandskorrespondent auslandskorrespondentin kolumnist
    kolumnistin
    journalistin gastautor gastautorin
    journaliste rédacteur rédactrice correspondant correspondante envoyé envoyée chroniqueur chroniqueuse éditorialiste
    redactor redactora periodista corresponsal enviado enviada columnista reportero reportera editora
    repórter jornalista correspondente colunista redator redatora
    giornalista inviato inviata corrispondente redattore redattrice caporedattore caporedattrice
    redacteur verslaggever verslaggeefster correspondente redaktör reportern korrespondent kommentator dziennikarz
    dziennikarka redaktor redaktorka korespondent корреспондент журналист редактор обозреватель кореспондент журналіст
    muhabir muhabiri editör editörü yazar yazarı wartawan kontributor toimittaja újságíró szerkesztő
    """
)
MODIFIERS = words(
    """
    senior junior chief lead deputy assistant associate managing executive staff political politics business science
    health
    education sports sport economics economy economic technology tech environment environmental climate crime court
    courts
    legal social affairs home foreign world national international regional local city metro news digital data
    investigative
    investigations features feature lifestyle entertainment showbiz culture cultural arts music film food travel
    fashion royal
    diplomatic defence defense security energy transport property real estate markets finance financial money
    consumer personal
    religion religious media special freelance contributing guest general assignment breaking multimedia video online
    web night
    weekend principal principle acting our parliamentary westminster washington brussels africa asia europe middle east
    european african asian us uk eu china india russia football cricket rugby tennis golf racing industry industrial
    banking retail science wissenschaft freie freier politische politischer grand grande grand-reporter spécial spéciale
    especial politique économique politico política económica deportivo deportiva old team bureau north south west
    northern
    southern eastern western visual audio community public policy congressional white house capitol state
    """
)

_VIEW_WORDS = (
    r"views?|reads?|hits|page\s?views|aufrufe|zugriffe|vues|lectures|visualizaciones|vistas|visitas|lecturas"
    r"|visualizações"
    r"|visualizzazioni|letture|weergaven|keer gelezen|visningar|visninger|wyświetleń|odsłon|просмотр\w*|перегляд\w*"
    r"|görüntülenme"
    r"|okunma|dilihat|kali dibaca|lượt xem|مشاهدة|مشاهدات|צפיות|次浏览|次瀏覽|阅读|閱讀|回視聴|조회"
)
_FIGURE = r"(\d{1,3}(?:[.,\s]\d{3})+|\d+(?:[.,]\d{1,2})?)"
_FACTORS = {
    "k": 1_000, "m": 1_000_000, "b": 1_000_000_000, "mn": 1_000_000, "lakh": 100_000, "crore": 10_000_000, "tsd": 1_000,
    "mio": 1_000_000, "mil": 1_000, "mln": 1_000_000, "тыс": 1_000, "тис": 1_000, "млн": 1_000_000, "bin": 1_000,
    "万": 10_000, "萬": 10_000, "만": 10_000,
}  # fmt: skip
_FACTOR = "(" + "|".join(sorted(_FACTORS, key=lambda name: (-len(name), name))) + r")"
VIEWS = (
    re.compile(rf"(?<![\d.,:/-]){_FIGURE}\s?(?:{_FACTOR}\b\.?)?\s?(?:{_VIEW_WORDS})(?!\w)", re.IGNORECASE),
    re.compile(
        rf"(?<!\w)(?!reads?\b)(?:{_VIEW_WORDS}|조회수|浏览量|閲覧数)(?: ?: ?| ){_FIGURE}(?:\s?{_FACTOR}\b)?(?![\d:./-]"
        rf"|\s?[^\W\d_]{{3,10}}\.?\s\d{{4}})",
        re.IGNORECASE,
    ),
)
# Figures of other things.
COUNTED = re.compile(
    r"(?<![\w.,:/-])(?:\d{1,3}(?:[.,]\d{1,3})?\s?[KM]?|no)\s?(?:comments?|shares?|likes?|replies|kommentare?"
    r"|commentaires?|comentarios?"
    r"|comentários?|commenti|reacties|комментари\w*|photos?|reactions?|followers?|retweets?)\b(?:\s?\(?\d*\)?)"
    r"|\b(?:comments?|kommentare|commentaires|comentarios|shares?|likes?)\s?[:(]\s?\d{1,6}\)?",
    re.IGNORECASE,
)
_READ = (
    r"(?:read(?:ing time)?|reading|de lecture|di lettura|de lectura|de leitura|lesezeit|lesedauer|leestijd|lästid"
    r"|lesetid|læsetid"
    r"|leestijd|czytania|чтения|okuma(?: süresi)?|listen|baca)"
)
# "5 min read" wherever it stands, and "5 min" beside a date.
READING_TIME = re.compile(
    rf"(?<![\d.])\d{{1,3}}\s?(?:[-–]\s?\d{{1,3}}\s?)?(?:min(?:ute)?[ns]?|minut[io]s?|minuti|minuter|minut|mn|мин|dk"
    rf"|dakika|menit)\.?(?:[\s-]{_READ}|\s?{_READ})(?!\w)"
    r"|\b(?:temps de lecture|lesedauer|lesezeit|reading time|read time|estimated reading time|tiempo de lectura"
    r"|tempo di lettura"
    r"|tempo de leitura|leestijd|lästid|lesetid|время чтения"
    r"|okuma süresi)\s?:?\s?(?:ca\.\s?)?\d{1,3}\s?(?:min(?:ute)?[ns]?|minut[io]s?|minuti"
    r"|minuter|minut|mn|мин|dk)?\b\.?",
    re.IGNORECASE,
)
LENGTH = re.compile(r"(?<![\d.])\d{1,3}\s?(?:min(?:ute)?[ns]?|minut[io]s?|minuti|mn)\.?(?!\w)", re.IGNORECASE)
LOOSE_CLOCK = re.compile(
    r"(?:\b(?:at|um|à|alle|a las|às|kl\.?|в)\s)?(?<!\d)\d{1,2}[:.h]\d\d(?!\d)(?:\s?(?:uhr|[ap]\.?m\.?|[A-Z]{2,4})\b)?"
    r"(?:\s?\(?(?:UTC|GMT)?\s?[+-]\d{1,2}(?::?\d\d)?\)?)?",
    re.IGNORECASE,
)
UPDATED = re.compile(
    r"updated?|modified|edited|changed|aktualisiert|geändert|stand:|modifi[ée]e?|mis(?:e)? à jour"
    r"|actualizad[oa]|aggiornat[oa]|atualizad[oa]|bijgewerkt|oppdatert|uppdaterad|opdateret|обновлено|оновлено"
    r"|güncellen\w+"
    r"|zaktualizowano|diperbarui|päivitetty|aktualizováno|更新",
    re.IGNORECASE,
)
NOISE = re.compile(
    r"(?:follow(?: .{1,30})?|share.{0,30}|listen.{0,25}|print|save|e-?mail.{0,20}|(?:\d+ |no )?comments?"
    r"|(?:first )?(?:published|posted)(?: (?:on|at|in))?"
    r"|\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m)?"
    r"|last|on|updated?|at|by|the|and|\d+ min(?:ute)?s?(?: read)?|read(?:ing)? time.*|[\d.,]{1,6}[KM]?|first|from|in"
    r"|exclusive|special"
    r"|veröffentlicht(?: am)?|erschienen(?: am)?|publiée?(?: le)?|publicado(?: el| em)?|pubblicato(?: il)?"
    r"|gepubliceerd(?: op)?"
    r"|publicerad|publisert|publiceret|opublikowano|data publikacji|опубликовано|yayınlan\w+|julkaistu|am|um|le|el|à"
    r"|il|em|op|den"
    r"|date|data|datum|fecha|time|modified|modifi[ée]e?|last (?:updated|modified)(?: on| at)?|last update"
    r"|updated (?:on|at)"
    r"|aktualisiert.*|stand:?|uhr|view (?:bio|profile|author.*)|bio|biography|archive|see (?:all|more).{0,30}"
    r"|more (?:by|from).{0,40}"
    r"|about the authors?|contact(?: .{1,20})?|subscribe|bookmark|twitter|facebook|linkedin|instagram|whatsapp|x"
    r"|bluesky|threads|telegram"
    r"|live|ist|est|utc|bst|gmt(?:\s?[+-]\d{1,2})?|thứ \w+|chủ nhật|views?|reads?|tags?|(?:listen to this )?article"
    r"|copy link|gift|text size|a|with|mit|avec|con|photos?"
    r"|(?:is )?(?:a|the|our)|in|auf|by our|guest|verified|author|image|credit|download|play|rss|news tip|tips?)\W*",
    re.IGNORECASE,
)
# Makers of news that are no persons, as they stand beside names.
AGENCIES = frozenset(
    name.casefold()
    for name in phrases(
        """AFP, AP, Reuters, Associated Press, The Associated Press, Agence France-Presse, dpa, DPA, Reuters Staff,
        Press
        Association, PA Media, PA, Press Trust of India, PTI, ANI, IANS, UNI, Xinhua, EFE, ANSA, Bloomberg, Bloomberg
        News, TASS,
        Interfax, Kyodo, Kyodo News, Jiji, Yonhap, Anadolu, Anadolu Agency, AA, AAP, CP, The Canadian Press, Canadian
        Press, UPI,
        United Press International, APA, SDA, Keystone-SDA, ATS, Belga, ANP, NTB, TT, Ritzau, STT, PAP, ČTK, MTI,
        Lusa, EP,
        Europa Press, KNA, epd, SID, AGI, Adnkronos, GNA, NAN, News Agency of Nigeria, Agencies, agencies, Agency,
        Wires, wires,
        Staff, News Desk, Newsroom, Web Desk, Online Desk, Staff and agencies, Guardian staff, Agenturen, Agences,
        Agencias"""
    )
)
# A category, and what stands before it.
FILED = re.compile(
    r"(?:(?:posted|published|filed|listed)\s(?:in|under)|category|categories|section|topics?|rubrik|ressort|rubrique"
    r"|sección"
    r"|categoría|categoria|sezione|kategori[ea]?)\s?:?\s(?P<name>\S.{1,38})",
    re.IGNORECASE,
)
PLACE_AFTER = re.compile(
    r"(?:,\s|\s)(?:in|at|for|from|of|aus|à|en|em|op|te|w|в|из|reports? from)\s(?:the\s)?[^\W\d_].{0,60}$"
)
AND = (
    r"\s(?:and|AND|und|UND|et|ET|y|Y|e|og|OG|och|OCH|en|EN|i|и|та|ja|και|ve|dan|và|with|WITH|mit|avec|con|med|met)\s"
    r"|\s?[&+]\s?"
)


def factor(suffix: str | None) -> int:
    """What a figure with this suffix ("K", "lakh") is multiplied by."""
    return _FACTORS[suffix.lower()] if suffix else 1


# Places of several words, which look like names of persons.
PLACES = frozenset(
    name.casefold()
    for name in phrases(
        """New Delhi, New York, New York City, Los Angeles, San Francisco, San Diego, San Jose, San Juan, San
        Salvador, Hong Kong,
        Buenos Aires, Tel Aviv, Kuala Lumpur, Addis Ababa, Cape Town, São Paulo, Sao Paulo, Rio de Janeiro, Mexico City,
        Washington DC, Washington D.C., Abu Dhabi, Saint Petersburg, St. Petersburg, St Petersburg, Las Vegas, New
        Orleans,
        Santa Fe, Santo Domingo, San José, Port Louis, Port Moresby, Port Harcourt, Phnom Penh, Ho Chi Minh City, Sri
        Lanka,
        South Africa, South Korea, North Korea, South Sudan, Saudi Arabia, United States, United Kingdom, New
        Zealand, Costa Rica,
        El Salvador, Puerto Rico, Sierra Leone, Burkina Faso, Ivory Coast, Côte d'Ivoire, Papua New Guinea, Czech
        Republic,
        Northern Ireland, Den Haag, The Hague, Bad Homburg, Frankfurt am Main, Dar es Salaam, Ramat Gan, Salt Lake City,
        San Antonio, Fort Worth, Baton Rouge, Quezon City, Kuwait City, Panama City, Guatemala City, Nizhny Novgorod,
        Middle East, West Bank, Gaza City, Gaza Strip, West Africa, East Africa, North Africa, Latin America, Eastern
        Europe,
        Capitol Hill, Rawal Pindi, Ulan Bator, Santa Cruz, Belo Horizonte, Porto Alegre, Villa Nueva, Long Beach,
        Palm Beach"""
    )
)
