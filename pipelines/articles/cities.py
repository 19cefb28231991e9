"""Cities whose name alone makes a dateline, as news agencies print it: capitals and the largest cities."""

from __future__ import annotations

from pipelines.articles.vocabulary import phrases

_NAMES = """
Abidjan, Abu Dhabi, Abuja, Accra, Addis Ababa, Addis Abeba, Aleppo, Alger, Algiers, Algier, Almaty, Amman, Amsterdam,
Ankara, Antananarivo, Antalya, Antwerpen, Asmara, Astana, Asunción, Athen, Athens, Athènes, Atlanta, Auckland, Bagdad,
Baghdad, Baku, Bamako, Bandung, Bangalore, Bangkok, Bangui, Barcelona, Basel, Basra, Beijing, Beirut, Belfast,
Belgrad, Belgrade, Beograd, Berlin, Bern, Berne, Bilbao, Birmingham, Bischkek, Bishkek, Bissau, Blantyre, Bogota,
Bogotá, Bologna, Bonn, Bordeaux, Boston, Brasilia, Brasília, Bratislava, Brazzaville, Bremen, Brisbane, Brussels,
Bruxelles, Brüssel, Bucharest, București, Budapest, Buenos Aires, Bujumbura, Bukarest, Bulawayo, Cairo, Calgary,
Canberra, Cape Town, Caracas, Cardiff, Casablanca, Chennai, Chicago, Chișinău, Cleveland, Cologne, Colombo, Conakry,
Copenhagen, Córdoba, Cotonou, Dakar, Dallas, Damascus, Damaskus, Dar es Salaam, Delhi, Den Haag, Denver, Detroit,
Dhaka, Doha, Dortmund, Dresden, Dubai, Dublin, Durban, Dushanbe, Düsseldorf, Edinburgh, Edmonton, Erbil, Erfurt,
Essen, Florence, Frankfurt, Freetown, Gaborone, Gaza, Gdańsk, Genève, Geneva, Genf, Genova, Georgetown, Glasgow,
Göteborg, Graz, Guadalajara, Guangzhou, Guatemala, Guayaquil, Hamburg, Hannover, Hanoi, Harare, Havana, Helsinki,
Hiroshima, Ho Chi Minh City, Hong Kong, Hongkong, Honolulu, Houston, Hyderabad, Indianapolis, Innsbruck, Islamabad,
Istanbul, İstanbul, Izmir, İzmir, Jakarta, Jeddah, Jerusalem, Johannesburg, Juba, Kabul, Kairo, Kampala, Kapstadt,
Karachi, Kathmandu, Khartoum, Khartum, Kharkiv, Kiel, Kiev, Kiew, Kigali, Kingston, Kinshasa, København, Kolkata,
Köln, Kopenhagen, Kraków, Kuala Lumpur, Kuwait City, Kyiv, Kyoto, La Habana, La Paz, Lagos, Lahore, Las Vegas,
Lausanne, Leeds, Leipzig, Libreville, Lilongwe, Lima, Linz, Lisboa, Lisbon, Lissabon, Liverpool, Ljubljana, Lomé,
London, Londra, Londres, Los Angeles, Luanda, Lusaka, Luxemburg, Luxembourg, Lviv, Lyon, Madrid, Magdeburg, Mailand,
Mainz, Malabo, Managua, Manama, Manchester, Manila, Maputo, Marseille, Medellín, Melbourne, Mexico City, México,
Miami, Milan, Milano, Milwaukee, Minneapolis, Minsk, Mogadishu, Monrovia, Montevideo, Montréal, Montreal, Moscow,
Moscú, Moskau, Moskva, Mumbai, München, Munich, Muscat, N'Djamena, Nairobi, Naples, Napoli, Nassau, New Delhi, New
Orleans, New York, Niamey, Nicosia, Nouakchott, Nürnberg, Odesa, Oslo, Ottawa, Ouagadougou, Palermo, Panama City,
Panamá, Paramaribo, Paris, París, Parigi, Pekin, Peking, Perth, Philadelphia, Phnom Penh, Phoenix, Pittsburgh,
Podgorica, Port-au-Prince, Port Moresby, Porto, Potsdam, Prag, Prague, Praha, Pretoria, Pristina, Pyongyang, Quebec,
Québec, Quito, Rabat, Ramallah, Rangun, Reykjavik, Riad, Riga, Rio de Janeiro, Riyadh, Rom, Roma, Rome, Rotterdam,
Salt Lake City, Salzburg, San Antonio, San Diego, San Francisco, San José, San Juan, San Salvador, Sanaa, Santiago,
Santo Domingo, São Paulo, Sarajevo, Schwerin, Seattle, Seoul, Sevilla, Shanghai, Shenzhen, Singapore, Singapur,
Skopje, Sofia, St. Louis, St. Petersburg, Stockholm, Straßburg, Strasbourg, Stuttgart, Suva, Sydney, Taipei, Tallinn,
Tashkent, Tbilisi, Tegucigalpa, Teheran, Tehran, Tel Aviv, The Hague, Thessaloniki, Tiflis, Tirana, Tokio, Tokyo,
Toronto, Torino, Toulouse, Tripoli, Tripolis, Tunis, Turin, Ulaanbaatar, Utrecht, Valencia, Vancouver, Vatican City,
Venedig, Venezia, Venice, Verona, Vienna, Vientiane, Vilnius, Warsaw, Warschau, Warszawa, Washington, Wellington,
Wien, Wiesbaden, Windhoek, Winnipeg, Yangon, Yaoundé, Yerevan, Zagreb, Zürich, Zurich
"""
_ALL = frozenset(name.casefold() for name in phrases(_NAMES))


def stands_alone(place: str) -> bool:
    """Whether a dateline needs nothing but this name to be one."""
    return " ".join(place.split()).casefold() in _ALL
