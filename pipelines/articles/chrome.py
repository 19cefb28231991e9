"""What belongs to the site and not to the article, told by its words."""

from __future__ import annotations

import re

# A sort of chrome, and words that make a whole short line one of that sort.  The first that fits names it.
_WHOLE = {
    "navigation": r"""menu|home|search|close|back|next|previous|prev|skip to (?:main )?content
        |sidebar(?: search)?|top|back to (?:top|gallery)
        |more|loading(?:\.{3}|…)?|see all|view all|show (?:more|less)|toggle \w+|navigation|sections|jump to .*
        |trending(?: now)?|most popular
        |sign(?:ing)?[ -](?:in|up|out)(?: \d+ seconds?)?(?:\.{3}|…)?|log ?in|log ?out|register|my account
        |sitemap|expand|collapse|open|page \d+(?: of \d+)?|\d{1,3}|hauptinhalt|neuer abschnitt
        |startseite|suche|menü|schließen|zurück|weiter|mehr|anmelden|accueil|rechercher|fermer|se connecter
        |inicio|buscar|cerrar|iniciar sesión
        |auf dieser seite:?|image \d+ of(?: /)? \d+|\d+ ?/ ?\d+|gallery|slideshow|inhalt|nach oben|ver más
        |voir plus|cerca|chiudi|accedi""",
    "share": r"""share(?: (?:this|on|via|the)\b.*)?|tweet|pin(?: it)?|email|e-mail|print|copy(?: the)? link
        |link copied!?|facebook|twitter|x|whatsapp|linkedin
        |reddit|telegram|instagram|youtube|tiktok|pinterest|messenger|bluesky|threads|follow(?: us)?(?: on .*)?
        |like|bookmark|save|gift(?: article)?
        |save(?: for later| article)?|send|flipboard|tumblr|teilen|drucken|merken|kopieren|link kopieren
        |partager(?: partager)?|partager sur .*|imprimer|envoyer par e-mail
        |copier le lien|compartir(?: en .*)?|condividi|compartilhar|artikel teilen|\d+ shares?
        |auf .{3,12} teilen|dela|del|delen|поделиться""",
    "comment": r"""(?:leave|post|add|write|join|view|show|read|see|load)(?: a| your| the
        | all)?(?: more)?(?: \d+)? (?:reply|comments?|conversation|discussion)
        |(?:\d+ )?comments?(?: \(\d+\))?|(?:\d+ )?replies|reply|comment on this story|cancel reply
        |kommentare?(?: \(\d+\))?|kommentieren|\d+ kommentare?|commentaires?|comentarios?|commenti
        |\d+ (?:responses|thoughts|replies|comments) (?:to|on)\b.*|\d+ responses|leave a comment.*
        |comments are closed.*|be the first to comment.*""",
    "newsletter": r"""(?:sign up|subscribe|signup)(?: (?:to|for|now|here|today|free)\b.*)?|newsletters?
        |get (?:the|our) .*newsletter.*|enter your email.*
        |e-?mail address|newsletter .*|abonnieren|s[’']inscrire.*|suscr[íi]bete.*|iscriviti.*""",
    "advert": r"""advertisements?|ad|ads|sponsored(?: content| by .*)?|promoted|anzeige|werbung|publicit[ée]
        |publicidad|pubblicità|annonce|continue reading(?: below)?
        |story continues below.*|article continues (?:below|after).*|don[’']t want to see this\?.*|remove ads
        |report this ad|reklame?|annons|advertorial|scroll to continue.*""",
    "related": r"""related(?: (?:articles?|stories|posts?|topics?|news|content|coverage|links?|items|video))?:?
        |read more:?|more (?:from|on|in|about)\b.*|see also:?|also read:?|you (?:may|might) (?:also )?like.*
        |recommended(?: (?:for you|stories|articles|reading))?|most (?:read|viewed|shared|recent|commented)
        |latest(?: (?:news|stories|headlines|articles))?|top stories|editor[’']?s[’']? picks?|don[’']t miss
        |up next|popular
        |trending(?: .{0,20})?|keep reading|further reading|what to read next|read next|more stories|more news
        |in this (?:story|article)|tags?:?.{0,60}|topics?:?.{0,60}|filed under:?.*|keywords?:?.{0,60}
        |mehr zum thema.*|lesen sie (?:auch|mehr).*|das könnte sie auch interessieren.*|weitere (?:artikel
        |themen|nachrichten).*|themen:?.{0,60}|schlagworte:?|lire aussi.*|à lire(?: aussi)?.*
        |sur le même (?:sujet|thème).*|les plus lus|lee también.*|te puede interesar.*|noticias relacionadas
        |más (?:información|noticias|sobre .*)|leggi anche.*|leia (?:mais|também).*|lees ook.*|les også.*
        |läs (?:också|mer).*|læs også.*|meistgelesen|читайте также.*|suggested for you""",
    "paywall": r"""subscribe(?: now| today)?|subscriber[- ]only.*|already (?:a )?(?:subscriber|member|registered
        |have an account).*|become a (?:member|subscriber|supporter).*|start your (?:free )?trial.*
        |(?:article )?réservé aux abonnés|vous possédez déjà un compte.*|identifiez-vous|jetzt (?:abonnieren
        |weiterlesen|testen).*|support (?:our|independent|quality) journalism.*|donate(?: now)?
        |unlimited access.*""",
    "legal": r"""terms(?: (?:of (?:use|service)|and conditions|& conditions))?.{0,40}|privacy(?: (?:policy
        |notice|settings|statement))?.{0,30}|cookies?(?: (?:policy|settings|preferences|notice))?
        |contact(?: us)?|about(?: us)?|imprint|impressum
        |datenschutz.{0,20}|agb|kontakt|advertise(?: with us)?|do not sell.*|mentions légales
        |accessibility(?: statement)?|all rights reserved\.?|careers|help(?: cent(?:er|re))?|faq|aviso legal
        |nutzungsbedingungen|disclaimer""",
    "media": r"""play(?: video)?|watch(?: (?:now|live|the video|video|more))?:?|listen(?: (?:now
        |to this article|to article|\d.*))?|video|audio|photos?|pause|mute|unmute|fullscreen|live|podcast
        |caption|enlarge(?: image)?|hide caption|toggle caption|image|bild vergrößern|speed read|summary
        |\d+ min(?:ute)?s?(?: read)?|(?:\d+:)?\d+:\d\d|temps de lecture.*|reading time.*|lesezeit.*
        |\d+ min\.? lesezeit"""
    "",
}
# Beginnings that make a line of any length chrome.
_BEGINNING = {
    "legal": r"""(?:©|\(c\) ?\d{4}|copyright\b).{0,200}|(?:we|this (?:site|website)|our (?:site|website)) uses? cookies
        |the information (?:provided|contained) (?:on|in) this (?:web)?site""",
    "newsletter": r"""(?:sign up|subscribe|register)\b.{0,80}\b(?:newsletter|inbox|emails?|briefing|alerts?
        |updates|digest)\b|(?:get|receive)\b.{0,80}\b(?:newsletter|inbox|email alerts)\b""",
    "share": r"""(?:follow|find|join|like) (?:us|him|her|them|me|@\w+)\b.{0,60}\b(?:on|at
        |via)\b.{0,30}(?:twitter|facebook|instagram|x\b|youtube|telegram|whatsapp|linkedin|tiktok|threads)
        |share (?:this|on|via|with)\b.{0,60}$|follow @?\w+.{0,20} on (?:twitter|x)""",
    "related": r"""(?:read more|read also|also read|see also|related|more on this|read next|next|watch|listen
        |lire aussi|lesen sie auch|lesen sie mehr|mehr dazu|lee también|leggi anche|lees ook|les også|läs också
        |læs også|leia também|don[’']t miss|recommended|in pictures|читайте также)\s?[:|—–]\s?\S|lire aussi\b
        |lesen sie (?:auch|hier)\b|(?:click|tap) here\b|mehr zum thema\b""",
    "comment": r"""(?:\d+ )?(?:comments?|kommentare?|commentaires|comentarios)\s?\(?\d*\)?$
        |report (?:a typo|an error|this comment)|comments? (?:have been|are) (?:closed|disabled|moderated)""",
    "advert": r"""(?:advertisement|anzeige|sponsored|promoted)\b.{0,30}$""",
    "paywall": r"""(?:this (?:article|content|story) is (?:for|only|exclusive)|to (?:read|continue
        |access)\b.{0,40}\b(?:subscribe|full|article|log ?in)|subscribe (?:now|today|to (?:read|continue
        |unlock))|already a subscriber|il vous reste\b|la suite est réservée|unlock (?:this|unlimited)
        |you (?:have|'ve|’ve) (?:reached|read)\b.{0,40}(?:limit|free articles))""",
    "navigation": r"""skip to\b|(?:home|start|startseite|accueil|inicio|início)\s[»›>/]\s
        |please (?:enable|disable|log ?in|wait)\b""",
}
# Phrases that make a line chrome wherever in it they stand.
_PHRASES = {
    "legal": (
        "all rights reserved", "alle rechte vorbehalten", "tous droits réservés", "todos los derechos reservados",
        "this material may not be published", "this material may not be reproduced",
        "this article may not be published", "this article may not be reproduced", "recaptcha",
        "read our privacy policy", "privacy notice for more information",
    ),
    "newsletter": (
        "to your inbox", "in your inbox", "newsletter abonnieren", "newsletter bestellen", "join us on whatsapp",
    ),
    "comment": ("have your say", "your email address will not be published", "required fields are marked"),
    "advert": ("as an amazon associate", "affiliate link"),
    "paywall": ("cancel any time", "cancel anytime", "free trial"),
    "navigation": (
        "enable javascript", "javascript is disabled", "javascript is required", "your browser does not",
        "your browser is not",
    ),
}  # fmt: skip
# A phrase, and what has to follow it in the same line.
_FOLLOWED = (
    (
        "legal",
        ("by clicking", "by signing up", "by subscribing", "by continuing"),
        r".{0,80}(?:agree|accept|privacy|terms)",
    ),
    ("newsletter", ("download the", "download our", "get the", "get our"), r"\b.{0,30}\bapp\b"),
    ("advert", ("we may earn", "we may receive"), r" (?:a |an )?(?:affiliate )?commission"),
)
_SEPARATOR = re.compile(r"[\W_]*")
_CREDIT = re.compile(
    r"(?:^|[\s(\[|])(?:photos?|image|images|picture|pic|credit|foto|fotos|bild|bildrechte|bildquelle"
    r"|quelle|crédits?|crédit photo|fotografía|photograph|illustration|©|grafik|video|via)"
    r"(?:s?\s?(?:by|credit|source|courtesy))?\s?[:/©]\s?\S|\((?:image|photo|pic(?:ture)?|credit|foto"
    r"|ap photo|getty|screengrab|file)\b[^)]{0,60}\)"
    r"|\b(?:getty images|afp via getty|ap photo|via reuters|shutterstock|istock|epa-efe|picture alliance"
    r"|imago|alamy|press association images)\b|\((?:reuters|afp|ap|dpa|epa|efe)\b[^)]{0,30}\)\W*$"
    r"|\bhandout\b.{0,20}$|\([^()]{3,60}\s?/\s?[^()]{2,40}\)$|/\s?(?:afp|reuters|ap|epa|getty|dpa|efe"
    r"|anadolu|bloomberg|shutterstock)\b[^.]{0,30}$|\bfile (?:photo|picture|image)\b|\[(?:photo|image"
    r"|reuters|afp|ap|file|courtesy)[^\]]{0,60}\]"
)
# A credit has one of these signs or words in it.
_CREDIT_SIGNS = (
    ":", "/", "©", "(", "[", "getty", "ap photo", "via reuters", "shutterstock", "istock", "epa-efe",
    "picture alliance", "imago", "alamy", "press association images", "handout", "file p", "file i",
)  # fmt: skip
LONGEST_CAPTION = 420
LONGEST_LABEL = 90
LONGEST = 400


def _joined(pattern: str) -> str:
    return "".join(part.strip() for part in pattern.split("\n"))


# All patterns are for lines in lower case: to ignore case costs several times as much.
_WHOLE_PATTERN = re.compile(
    "(?:" + "|".join(f"(?P<{sort}>{_joined(pattern)})" for sort, pattern in _WHOLE.items()) + r")\s?[:>»›→]?"
)
_BEGINNING_PATTERN = re.compile("|".join(f"(?P<{sort}>{_joined(pattern)})" for sort, pattern in _BEGINNING.items()))
_PHRASE_TABLE = tuple((phrase, sort) for sort, phrases in _PHRASES.items() for phrase in phrases)
_FOLLOWED_TABLE = tuple(
    (phrase, re.compile(re.escape(phrase) + then), sort) for sort, phrases, then in _FOLLOWED for phrase in phrases
)
SORTS = ("separator", *_WHOLE)


def sort_of(line: str) -> str | None:
    """The sort of chrome a line is by its words (navigation, share, related, legal …), or None."""
    if _SEPARATOR.fullmatch(line):
        return "separator"
    if len(line) > LONGEST:
        return None
    low = line.lower()
    if len(line) <= LONGEST_LABEL and not (line[-1] in ".!?" and line.count(" ") >= 6):
        found = _WHOLE_PATTERN.fullmatch(low.strip(" \t\xa0|•·-–—→›»<>[]*#."))
        if found:
            return found.lastgroup
    found = _BEGINNING_PATTERN.match(low)
    return found.lastgroup if found else _sort_by_phrase(low)


def _sort_by_phrase(low: str) -> str | None:
    """The sort of the first phrase of the tables that stands in a line in lower case."""
    for phrase, sort in _PHRASE_TABLE:
        if phrase in low:
            return sort
    for phrase, pattern, sort in _FOLLOWED_TABLE:
        if phrase in low and pattern.search(low):
            return sort
    return None


def is_caption(line: str) -> bool:
    """Whether a line is a picture's caption or credit: it names its photographer, agency or source as captions do."""
    if len(line) > LONGEST_CAPTION:
        return False
    low = line.lower()
    return any(sign in low for sign in _CREDIT_SIGNS) and _CREDIT.search(low) is not None
