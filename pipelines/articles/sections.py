"""Names that outlets give their sections, in the languages that news comes in most."""

from __future__ import annotations

from pipelines.articles.vocabulary import phrases

_NAMES = """
News, Latest News, Breaking News, World, World News, International, International News, Global, Europe, Africa, Asia,
Asia Pacific, Americas, Latin America, Middle East, South Asia, National, National News, Local, Local News, Regional,
Metro, City, Cities, Nation, Country, States, India, UK, UK News, US, US News, U.S., USA, Canada, Australia, China,
South Africa, Politics, Political News, Federal Politics, Elections, Election, Government, Policy, Business,
Business News, Economy, Economics, Finance, Markets, Money, Companies, Industry, Real Estate, Property, Energy, Tech,
Technology, Science, Sci-Tech, Health, Environment, Climate, Weather, Education, Law, Crime, Courts, Justice, Security,
Defense, Defence, Military, Conflict, Opinion, Opinions, Editorial, Editorials, Analysis, Comment, Commentary,
Perspectives, Features, Feature, Investigations, In Depth, Explainers, Fact Check, Interviews, Interview, Culture, Arts,
Art, Books, Music, Film, Movies, Entertainment, Celebrity, Celebrities, Showbiz, Television, TV, Lifestyle, Life, Style,
Fashion, Food, Travel, Religion, Faith, Society, Community, People, Women, Youth, Sport, Sports, Football, Soccer,
Cricket, Rugby, Tennis, Golf, Motorsport, Olympics, Gaming, Games, Cars, Auto, Motoring, Transport, Media, History,
Human Rights, Migration, Agriculture, Trending, Viral, Obituaries, Video, Videos, Gear, Reviews,
Nachrichten, Politik, Inland, Ausland, Innenpolitik, Außenpolitik, Wirtschaft, Finanzen, Börse, Gesellschaft, Kultur,
Feuilleton, Panorama, Vermischtes, Wissen, Wissenschaft, Technik, Digital, Netzwelt, Gesundheit, Umwelt, Klima, Bildung,
Reise, Meinung, Kommentar, Lokales, Regionales, Region, Deutschland, Österreich, Schweiz, Europa, Welt, Unterhaltung,
Fußball, Leben, Wetter, Polizei, Kriminalität,
Actualités, Actualité, Politique, Monde, Économie, Économie et finances, Société, Santé, Sciences, Planète,
Environnement, Sports, Idées, Opinions, Débats, Culture, Cinéma, Livres, Éducation, Immigration, Faits divers, Régions,
Actualidad, Noticias, Política, Internacional, Nacional, España, Mundo, Economía, Sociedad, Deportes, Deporte, Fútbol,
Cultura, Ciencia, Tecnología, Salud, Opinión, Educación, Sucesos, Clima, Medio Ambiente,
Notizie, Politica, Cronaca, Esteri, Economia, Scienza, Tecnologia, Spettacoli, Cultura e spettacoli, Salute, Calcio,
Notícias, Esportes, Desporto, Ciência, Saúde, Sociedade, Brasil, Opinião,
Nieuws, Binnenland, Buitenland, Economie, Cultuur, Wetenschap, Regio, Inrikes, Utrikes, Ekonomi, Kultur, Nöje, Nyheter,
Innenriks, Utenriks, Økonomi, Indland, Udland, Debatt, Politikk
"""
_SPELLING = {name.casefold(): name for name in reversed(phrases(_NAMES))}


def section(text: str) -> str | None:
    """The text as printed if it is the name of a section, else None."""
    name = " ".join(text.split())
    return name if name.casefold() in _SPELLING else None


def spelling(text: str) -> str | None:
    """How a section is spelt that an address names without capitals; None for what is no section."""
    return _SPELLING.get(" ".join(text.split()).casefold())
