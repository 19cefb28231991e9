"""Spellings of one place find one place."""

from types import SimpleNamespace

import pytest

from pipelines.language.page import Page
from pipelines.locations.placing import find_places

PAIRS = """
Kyiv Kiev
Odesa Odessa
Zaporizhzhia Zaporozhye
Luhansk Lugansk
Kharkiv Kharkov
Mykolaiv Nikolaev
Lviv Lvov
Chernihiv Chernigov
Dnipro Dnepropetrovsk
Kryvyi Rih|Krivoy Rog
Vinnytsia Vinnitsa
Chernivtsi Chernovtsy
Kropyvnytskyi Kirovohrad
Bakhmut Artemivsk
Mukachevo Mukacheve
Rivne Rovno
Ternopil Ternopol
Khmelnytskyi Khmelnitsky
Sievierodonetsk Severodonetsk
Beijing Peking
Guangzhou Canton
Nanjing Nanking
Tianjin Tientsin
Chongqing Chungking
Qingdao Tsingtao
Xiamen Amoy
Mumbai Bombay
Kolkata Calcutta
Bengaluru Bangalore
Pune Poona
Varanasi Benares
Thiruvananthapuram Trivandrum
Puducherry Pondicherry
Myanmar Burma
Yangon Rangoon
Ho Chi Minh City|Saigon
Czechia Czech Republic
Turkey Türkiye
Eswatini Swaziland
Cabo Verde|Cape Verde
Timor-Leste|East Timor
Ivory Coast|Côte d'Ivoire
North Macedonia|Macedonia
Sri Lanka|Ceylon
Iran Persia
Belarus Byelorussia
Moldova Moldavia
Gdansk Danzig
Wroclaw Breslau
Vilnius Vilna
Tallinn Reval
Bratislava Pressburg
Tbilisi Tiflis
Yerevan Erevan
Almaty Alma-Ata
Nur-Sultan Astana
Bishkek Frunze
Ashgabat Ashkhabad
Mecca Makkah
Medina Madinah
Jeddah Jiddah
Sanaa Sana'a
Homs Hims
Aleppo Halab
Istanbul Constantinople
Izmir Smyrna
Thessaloniki Salonica
Nicosia Lefkosia
Saint Petersburg|Leningrad
Volgograd Stalingrad
Kaliningrad Königsberg
Harare Salisbury
Maputo Lourenço Marques
Kinshasa Léopoldville
N'Djamena Fort-Lamy
Cologne Köln
Munich München
Florence Firenze
Seville Sevilla
The Hague|Den Haag
Chennai Madras
Chornobyl Chernobyl
Cochin Kochi
Gurugram Gurgaon
Zhytomyr Zhitomir
Cherkasy Cherkassy
Uzhhorod Uzhgorod
Lutsk Luck
Sumy Sumi
Hrodna Grodno
Mahilyow Mogilev
Vadodara Baroda
Shimla Simla
Mysuru Mysore
Prayagraj Allahabad
Kozhikode Calicut
Panaji Panjim
Chittagong Chattogram
Dhaka Dacca
Guwahati Gauhati
Kathmandu Katmandu
Bago Pegu
Mawlamyine Moulmein
Jakarta Djakarta
Surabaya Soerabaja
Xi'an Sian
Hangzhou Hangchow
Suzhou Soochow
Shenyang Mukden
Dalian Dairen
Kaohsiung Takao
Busan Pusan
Incheon Inchon
Daegu Taegu
Pyongyang P'yŏngyang
Ulaanbaatar Ulan Bator
Krakow Cracow
Warsaw Warszawa
Szczecin Stettin
Poznan Posen
Klaipeda Memel
Lisbon Lisboa
Naples Napoli
Turin Torino
Geneva Genève
Basel Basle
Antwerp Antwerpen
Ghent Gent
Copenhagen København
Gothenburg Göteborg
Helsinki Helsingfors
Turku Åbo
Bucharest Bucuresti
Belgrade Beograd
Mosul Al-Mawsil
Basra Al-Basrah
Damascus Dimashq
Tripoli Tarabulus
Marrakesh Marrakech
Fez Fès
Cairo Al-Qahirah
Addis Ababa|Addis Abeba
"""
ROWS = [tuple(line.split("|")) if "|" in line else tuple(line.split(" ", 1)) for line in PAIRS.strip().splitlines()]


def test_there_are_enough():
    assert len(set(ROWS)) >= 60


@pytest.fixture(scope="session")
def meant(gazetteer, parsed):
    """What a name means in a text that names the country."""
    found = {}
    for new, old in ROWS:
        country = gazetteer.country(gazetteer.candidates(new)[0].country_code).name
        for name in (new, old):
            text = f"{country} waited. The train to {name} was late."
            forms = [country, name] if country != name else [name]
            named = [
                SimpleNamespace(start=start, end=start + len(form), label="GPE", in_title=False)
                for form in forms
                for start in [text.rindex(form)]
            ]
            placed = find_places(Page("x", text, None, None, parsed(text)), named, gazetteer)
            found[name] = {row["text"]: row["location_id"] for row in placed.mentions}.get(name.removeprefix("The "))
    return found


@pytest.mark.parametrize(("new", "old"), ROWS)
def test_both_spellings_mean_one_place(meant, new, old):
    assert meant[new] is not None
    assert meant[new] == meant[old]
