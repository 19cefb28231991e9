"""Whole sentences through parse, names and places: the mistakes that place finders are known for."""

import pytest

from pipelines.entities.article import find_entities
from pipelines.language.page import Page
from pipelines.locations.placing import find_places

# Sentence | form=what it must mean, by country and division ("US.ID"), country ("RU"), or "-" for no place at all.
CASES = """
The fair opened in Moscow, Idaho, on Friday.|Moscow=US.ID
A barn burned near Springfield, Ill., overnight.|Springfield=US.IL
She was born in Paris, France, and lives in Lyon.|Paris=FR
She was born in Paris, Texas, and lives in Dallas.|Paris=US.TX
Fishermen in Tyre, Lebanon, stayed ashore.|Tyre=LB
The mill in Bangor, Maine, will close this year.|Bangor=US.ME
Police in London, Ontario, found the missing boy.|London=CA
The college in Athens, Georgia, raised its fees.|Athens=US.GA
Voters in Birmingham, Alabama, went to the polls.|Birmingham=US.AL
The trial in Cambridge, Massachusetts, opened today.|Cambridge=US.MA
Engineers in Melbourne, Florida, built the rocket.|Melbourne=US.FL
A storm hit Naples, Florida, on Sunday.|Naples=US.FL
The parade in Dublin, Ohio, drew thousands.|Dublin=US.OH
Flooding closed roads in Cairo, Illinois.|Cairo=US.IL
The plant in Toledo, Ohio, hired hundreds.|Toledo=US.OH
The bishop visited Saint Petersburg, Florida, in May.|Saint Petersburg=US.FL
Residents of Portland, Oregon, protested again.|Portland=US.OR
Residents of Portland, Maine, protested again.|Portland=US.ME
The museum in Manchester, England, reopened.|Manchester=GB
The airport in Perth, Australia, reopened.|Perth=AU
Talks were held in Georgia, Armenia and Azerbaijan.|Georgia=GE
Growers in Georgia, Alabama and Florida lost crops.|Georgia=US.GA
The president flew from Paris to Berlin on Monday.|Paris=FR;Berlin=DE
The minister said Britain and Germany would sign.|Britain=GB;Germany=DE
Moscow reiterated its demands to Ukraine on Tuesday.|Moscow=RU;Ukraine=UA
Beijing warned Tokyo and Seoul over the islands.|Beijing=CN;Tokyo=JP;Seoul=KR
The Kremlin said Russian troops had left Kherson.|Russian=RU;Kherson=UA
Shells fell on Kharkiv and Odesa in Ukraine.|Kharkiv=UA;Odesa=UA
Chinese and Indian officials met in Delhi.|Chinese=CN;Indian=IN;Delhi=IN
The French envoy spoke to Iranian reporters.|French=FR;Iranian=IR
Ukrainians fled to Poland and Romania.|Ukrainians=UA;Poland=PL;Romania=RO
Nigerian police arrested two men in Lagos.|Nigerian=NG;Lagos=NG
Egyptian and Israeli envoys met in Cairo.|Egyptian=EG;Israeli=IL;Cairo=EG
Kenyan runners trained in Nairobi and Mombasa.|Kenyan=KE;Nairobi=KE;Mombasa=KE
Brazilian farmers near Manaus cleared forest.|Brazilian=BR;Manaus=BR
Prices rose in Japan, South Korea and Taiwan.|Japan=JP;South Korea=KR;Taiwan=TW
The flight from Sydney to Auckland was late.|Sydney=AU;Auckland=NZ
The ferry from Dover to Calais was cancelled.|Dover=GB;Calais=FR
Denzel Washington said he would not attend.|Washington=-
George Lincoln told the court that he was sorry.|Lincoln=-
The actress Paris Hilton sold her house to Jack London.|Paris=-;London=-
Mr. Houston said the deal was dead.|Houston=-
Sen. Jackson said the vote would wait.|Jackson=-
Chelsea Clinton wrote a book about science.|Clinton=-;Chelsea=-
Judge Madison Lee dismissed the case.|Madison=-
Dr. Austin Reid treated the patients.|Austin=-
Amazon.com reported record profits on Thursday.|Amazon.com=-
The firm will report again in March and May.|March=-;May=-
They will meet in August, not in July.|August=-;July=-
He answered in French and then in Spanish.|French=-;Spanish=-
The Western powers and their allies objected.|Western=-
Nice weather brought crowds to the fair.|Nice=-
Reading is fun, the teacher told her class.|Reading=-
Apple and Microsoft shares fell on Monday.|Apple=-;Microsoft=-
African Americans voted early in the county.|African=-;Americans=-
The bridge over the Mississippi River closed.|Mississippi River=US
Gas flows under the Baltic Sea to Germany.|Germany=DE
Rebels in eastern Congo seized a town near Goma.|Goma=CD
Troops crossed from Rwanda into Burundi.|Rwanda=RW;Burundi=BI
Protests spread from Tehran to Isfahan and Shiraz.|Tehran=IR;Isfahan=IR;Shiraz=IR
The Syrian army shelled Aleppo, Homs and Idlib.|Syrian=SY;Aleppo=SY;Homs=SY
Aid trucks reached Gaza from Egypt.|Egypt=EG
A court in Toronto, Canada, heard the appeal.|Toronto=CA;Canada=CA
The quake struck Izmir in western Turkey.|Izmir=TR;Turkey=TR
Voters in Barcelona and Madrid stayed home.|Barcelona=ES;Madrid=ES
The summit in Geneva, Switzerland, ended early.|Geneva=CH;Switzerland=CH
The University of Leeds opened a campus in China.|China=CN
The Dublin City Council in Ohio, home of the mayor, met late.|Dublin=US.OH
The four regions — Donetsk, Luhansk, Kherson and Zaporizhzhia — were shelled.|Donetsk=UA.05;Luhansk=UA.14;Kherson=UA.08
The City of Norwich, in England, sold its offices.|City of Norwich=GB
The premiere moved Premiere Week to Los Angeles.|Premiere=-;Los Angeles=US.CA
Ministers from Tunis, Algiers and Rabat signed it.|Tunis=TN.36;Algiers=DZ;Rabat=MA
The plant in Columbia, South Carolina, will close.|Columbia=US.SC
The senator, R-Neb., spoke in Omaha.|Omaha=US.NE
Fishermen from Orkney in Scotland landed cod.|Orkney=GB
The New Zealand Herald said the ferry was late.|Zealand=-
Rain fell on Wellington and the rest of New Zealand.|Wellington=NZ;New Zealand=NZ
Firefighters from West Virginia drove to Charleston.|West Virginia=US.WV;Charleston=US.WV
The firm is based in Cambridge, England.|Cambridge=GB
The ship left Valencia, Spain, for Genoa, Italy.|Valencia=ES;Genoa=IT
The court in Kingston, Jamaica, freed her.|Kingston=JM
The reactor near Richland, Washington, was shut.|Richland=US.WA;Washington=US.WA
Snow closed the pass between Georgia and Russia.|Georgia=GE;Russia=RU
Flights to O'Hare from Boston were cancelled.|O'Hare=US;Boston=US.MA
The barge sank in the Columbia River near Portland.|Columbia River=US;Portland=US.OR
Talks between Israel and Lebanon went on in Naqoura.|Israel=IL;Lebanon=LB
Jordan and Egypt sent aid to the Gaza Strip.|Jordan=JO;Egypt=EG;Gaza Strip=PS
Michael Jordan scored forty points.|Jordan=-
Volcanic ash closed airports in Iceland and Norway.|Iceland=IS;Norway=NO
"""
ROWS = [
    (text, *wanted.rsplit("=", 1))
    for line in CASES.strip().splitlines()
    for text, _, all_wanted in [line.partition("|")]
    for wanted in all_wanted.split(";")
]


def test_there_are_enough():
    assert len({text for text, *_ in ROWS}) >= 60


@pytest.fixture(scope="session")
def places_of(gazetteer, parsed):
    """Form to place of each sentence's mentions."""
    found = {}
    for text in sorted({text for text, *_ in ROWS}):
        doc = parsed(text)
        page = Page("x", text, None, None, doc)
        entities = find_entities(page, gazetteer)
        names = [mention for mention in entities.mentions if mention.kind == "name"]
        placed = find_places(page, names, gazetteer)
        found[text] = {row["text"]: row["location_id"] for row in placed.mentions}
    return found


@pytest.mark.parametrize(("text", "form", "wanted"), ROWS)
def test_the_right_place(places_of, gazetteer, text, form, wanted):
    assert form in text
    place = gazetteer.place(places_of[text].get(form) or 0)
    if wanted == "-":
        assert form not in places_of[text]
    else:
        assert place is not None
        assert ".".join([place.country_code, place.admin1 or ""]).startswith(wanted)
