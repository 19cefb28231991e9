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
# Beginnings or parts that make a line of any length chrome.
_PART = {
    "legal": r"""^(?:©|\(c\) ?\d{4}|copyright\b).{0,200}|all rights reserved|alle rechte vorbehalten
        |tous droits réservés|todos los derechos reservados|this (?:material|article) may not be (?:published
        |reproduced)|^(?:we|this (?:site|website)|our (?:site|website)) uses? cookies
        |^the information (?:provided|contained) (?:on|in) this (?:web)?site|by (?:clicking|signing up|subscribing
        |continuing).{0,80}(?:agree|accept|privacy|terms)|recaptcha|read our privacy policy
        |privacy notice for more information""",
    "newsletter": r"""^(?:sign up|subscribe|register)\b.{0,80}\b(?:newsletter|inbox|emails?|briefing|alerts?
        |updates|digest)\b|delivered (?:straight |directly |right )?to your inbox|(?:in|into
        |straight to) your inbox|^(?:get|receive)\b.{0,80}\b(?:newsletter|inbox|email alerts)\b
        |newsletter (?:abonnieren|bestellen)|join us on whatsapp|(?:download|get) (?:the
        |our)\b.{0,30}\bapp\b""",
    "share": r"""^(?:follow|find|join|like) (?:us|him|her|them|me|@\w+)\b.{0,60}\b(?:on|at
        |via)\b.{0,30}(?:twitter|facebook|instagram|x\b|youtube|telegram|whatsapp|linkedin|tiktok|threads)
        |^share (?:this|on|via|with)\b.{0,60}$|^follow @?\w+.{0,20} on (?:twitter|x)""",
    "related": r"""^(?:read more|read also|also read|see also|related|more on this|read next|next|watch|listen
        |lire aussi|lesen sie auch|lesen sie mehr|mehr dazu|lee también|leggi anche|lees ook|les også|läs också
        |læs også|leia também|don[’']t miss|recommended|in pictures|читайте также)\s?[:|—–]\s?\S|^lire aussi\b
        |^lesen sie (?:auch|hier)\b|^(?:click|tap) here\b|^mehr zum thema\b""",
    "comment": r"""^(?:\d+ )?(?:comments?|kommentare?|commentaires|comentarios)\s?\(?\d*\)?$|have your say
        |your email address will not be published|required fields are marked|^report (?:a typo|an error
        |this comment)|^comments? (?:have been|are) (?:closed|disabled|moderated)""",
    "advert": r"""^(?:advertisement|anzeige|sponsored|promoted)\b.{0,30}$|we may (?:earn
        |receive) (?:a |an )?(?:affiliate )?commission|as an amazon associate|affiliate links?""",
    "paywall": r"""^(?:this (?:article|content|story) is (?:for|only|exclusive)|to (?:read|continue
        |access)\b.{0,40}\b(?:subscribe|full|article|log ?in)|subscribe (?:now|today|to (?:read|continue
        |unlock))|already a subscriber|il vous reste\b|la suite est réservée|unlock (?:this|unlimited)
        |you (?:have|'ve|’ve) (?:reached|read)\b.{0,40}(?:limit|free articles))|cancel any ?time|free trial""",
    "navigation": r"""enable javascript|javascript is (?:disabled|required)|your browser (?:does not|is not)
        |^skip to\b
        |^(?:home|start|startseite|accueil|inicio|início)\s[»›>/]\s|^please (?:enable|disable|log ?in|wait)\b""",
}
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
    r"|reuters|afp|ap|file|courtesy)[^\]]{0,60}\]",
    re.IGNORECASE,
)
LONGEST_CAPTION = 420


def _compiled(table: dict[str, str], whole: bool) -> list[tuple[str, re.Pattern[str]]]:
    out = []
    for sort, pattern in table.items():
        joined = "".join(part.strip() for part in pattern.split("\n"))
        out.append((sort, re.compile(rf"(?:{joined})\s?[:>»›→]?" if whole else joined, re.IGNORECASE)))
    return out


_WHOLE_PATTERNS, _PART_PATTERNS = _compiled(_WHOLE, whole=True), _compiled(_PART, whole=False)
LONGEST_LABEL = 90


def sort_of(line: str) -> str | None:
    """The sort of chrome a line is by its words (navigation, share, related, legal …), or None."""
    if _SEPARATOR.fullmatch(line):
        return "separator"
    if len(line) <= LONGEST_LABEL and not (line[-1] in ".!?" and line.count(" ") >= 6):
        bare = line.strip(" \t\xa0|•·-–—→›»<>[]*#.")
        for sort, pattern in _WHOLE_PATTERNS:
            if pattern.fullmatch(bare):
                return sort
    for sort, pattern in _PART_PATTERNS:
        if len(line) <= 400 and pattern.search(line):
            return sort
    return None


def is_caption(line: str) -> bool:
    """Whether a line is a picture's caption or credit: it names its photographer, agency or source as captions do."""
    return len(line) <= LONGEST_CAPTION and _CREDIT.search(line) is not None
