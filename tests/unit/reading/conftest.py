"""One small file of every format, all about invented events, and what is read out of a file."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipelines.read import Reading, read_articles
from pipelines.settings import DEFAULT, Settings

ONE = "The ferry Aurelia ran aground off Port Selwick on Tuesday, and all 42 people aboard were brought ashore."
TWO = "“We heard a crack and then nothing,” said Mara Ellison, a cook on the ship, who was one of the last to leave."
THREE = "The harbour master said that an inquiry would begin in March and that the wreck would be raised by summer."
PAGE = (
    "<!DOCTYPE html><html lang='en'><head><title>Ferry runs aground</title>"
    "<meta property='og:title' content='Ferry runs aground off Port Selwick'></head><body><article>"
    f"<h1>Ferry runs aground off Port Selwick</h1><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></article></body></html>"
)

NITF = f"""<?xml version="1.0" encoding="UTF-8"?>
<nitf xml:lang="en-GB"><head><title>short</title><tobject tobject.type="news"/>
<docdata><date.issue norm="20240305T101500+0100"/></docdata>
<pubdata position.section="Shipping" ex-ref="https://selwick.example/ferry"/></head>
<body><body.head><hedline><hl1>Ferry runs aground</hl1><hl2>Everybody is ashore</hl2></hedline>
<byline>By Nora Quill</byline><distributor><org>Selwick Press</org></distributor>
<dateline><location>Port Selwick</location></dateline></body.head>
<body.content><block><p>{ONE}</p><hl2>A crack</hl2><p>{TWO}</p></block>
<media><media-caption>The ferry. Photo: A. Pell</media-caption></media></body.content></body></nitf>"""

NEWSML = f"""<?xml version="1.0"?><NewsML Version="1.2"><NewsItem><Identification><NewsIdentifier>
<ProviderId>selwick.example</ProviderId></NewsIdentifier></Identification><NewsManagement>
<FirstCreated>20240305T090000+0000</FirstCreated><ThisRevisionCreated>20240305T110000+0000</ThisRevisionCreated>
</NewsManagement><NewsComponent><NewsComponent><NewsLines><HeadLine>Ferry runs aground</HeadLine>
<ByLine>By Nora Quill</ByLine><DateLine>Port Selwick</DateLine></NewsLines>
<DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata>
<NewsComponent><Role FormalName="Caption"/><ContentItem><DataContent>The ferry.</DataContent></ContentItem>
</NewsComponent><NewsComponent><Role FormalName="Main"/><ContentItem><DataContent>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body><p>{ONE}</p><p>{TWO}</p></body></html>
</DataContent></ContentItem></NewsComponent></NewsComponent></NewsComponent></NewsItem>
<NewsItem><NewsComponent><NewsLines><HeadLine>Second</HeadLine></NewsLines><ContentItem>
<DataContent>{THREE}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""


def _g2_item(title: str, content: str) -> str:
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:selwick:{title}" version="1">
<itemMeta><provider literal="selwick.example"><name>Selwick Press</name></provider>
<versionCreated>2024-03-05T11:00:00Z</versionCreated><firstCreated>2024-03-05T10:15:00+01:00</firstCreated></itemMeta>
<contentMeta><creator><name>Nora Quill</name></creator><language tag="en"/><dateline>Port Selwick</dateline>
<headline>{title}</headline></contentMeta><contentSet>{content}</contentSet></newsItem>"""


G2_ITEM = _g2_item(
    "Ferry runs aground",
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>'
    f"<p>{ONE}</p><h2>A crack</h2><p>{TWO}</p></body></html></inlineXML>",
)
G2_PLAIN = _g2_item("Inquiry in March", f'<inlineData contenttype="text/plain">{THREE}</inlineData>')
NEWSML_G2 = (
    '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2024-03-05T12:00:00Z</sent></header>'
    f"<itemSet>{G2_ITEM}{G2_PLAIN}</itemSet></newsMessage>"
)

RCV1 = f"""<?xml version="1.0" encoding="iso-8859-1" ?>
<newsitem itemid="7" id="root" date="1996-09-01" xml:lang="en"><title>SELWICK: Ferry runs aground.</title>
<headline>Ferry runs aground.</headline><byline>Nora Quill</byline><dateline>PORT SELWICK 1996-09-01</dateline>
<text><p>{ONE}</p><p>A caf\xe9 took them in.</p></text><metadata><dc element="dc.source" value="Selwick Press"/>
<dc element="dc.date.published" value="1996-09-01"/></metadata></newsitem>"""

FACTIVA_XML = f"""<?xml version="1.0"?><PPSResponse><ppsArticleResponse xmlns="http://global.factiva.com/pps/2.0">
<ppsarticleResultSet count="2"><ppsarticle><article><baseLanguage>EN</baseLanguage><headline><paragraph>
<hlt>Ferry</hlt> runs aground</paragraph></headline><byline>By Nora Quill</byline><leadParagraph>
<paragraph>{ONE}</paragraph></leadParagraph><publicationDate><dateTime>2024-03-05T10:15:00Z</dateTime>
</publicationDate><sourceName>Selwick Press</sourceName><tailParagraphs><paragraph>{TWO}</paragraph></tailParagraphs>
</article></ppsarticle><ppsarticle><article><headline><paragraph>Second</paragraph></headline>
<leadParagraph>
{THREE}
    A second one is indented.
</leadParagraph><publicationDate><date>2024-03-06</date></publicationDate></article></ppsarticle>
</ppsarticleResultSet></ppsArticleResponse></PPSResponse>"""

REUTERS = f"""<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="YES" NEWID="1"><DATE>26-FEB-1987 15:01:01.79</DATE><UNKNOWN>&#5;&#5;C T</UNKNOWN>
<TEXT>&#2;<TITLE>FERRY &lt;FRY> RUNS AGROUND</TITLE><AUTHOR>    By Nora Quill, Reuters</AUTHOR>
<DATELINE>    PORT SELWICK, Feb 26 - </DATELINE><BODY>The ferry Aurelia ran aground
off Port Selwick.
    All 42 aboard were brought ashore.
 Reuter
&#3;</BODY></TEXT></REUTERS>
<REUTERS TOPICS="NO" NEWID="2"><DATE>26-FEB-1987 15:02:20.00</DATE><TEXT TYPE="BRIEF">&#2;
<TITLE>INQUIRY TO BEGIN</TITLE>&#3;</TEXT></REUTERS>
<REUTERS TOPICS="NO" NEWID="3"><DATE>27-FEB-1987 15:02:20.00</DATE><TEXT TYPE="UNPROC">&#2;{THREE}&#3;</TEXT></REUTERS>
"""

ATOM = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Selwick Press</title>
<entry><title>Ferry &lt;i&gt;runs&lt;/i&gt; aground</title><link href="https://selwick.example/a"/><id>1</id>
<published>2024-03-05T10:15:00+01:00</published><updated>2024-03-05T12:00:00Z</updated>
<author><name>Nora Quill</name></author><author><name>Abel Pell</name></author><category term="Shipping"/>
<content type="html">&lt;p&gt;{ONE}&lt;/p&gt;&lt;p&gt;{TWO}&lt;/p&gt;</content></entry></feed>"""
RSS = f"""<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Selwick Press</title>
<language>en-gb</language><item><title>Ferry runs aground</title><link>https://selwick.example/a</link>
<dc:creator>Nora Quill</dc:creator><pubDate>Tue, 05 Mar 2024 10:15:00 +0100</pubDate>
<description>{ONE}</description></item><item><title>No text</title><link>https://selwick.example/b</link></item>
</channel></rss>"""

MHTML = (
    "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://selwick.example/ferry\r\nSubject: Ferry\r\n"
    "Date: Wed, 6 Mar 2024 08:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
    '\ttype="text/html";\r\n\tboundary="----B--"\r\n\r\n\r\n------B--\r\nContent-Type: text/html\r\n'
    "Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://selwick.example/ferry\r\n\r\n"
    + PAGE.replace("=", "=3D").replace("“", "=E2=80=9C").replace("”", "=E2=80=9D")
    + "\r\n------B--\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
    "------B----\r\n"
)

NEXIS_TEXT = f"""\ufeff


                               1 of 2 DOCUMENTS



                              The Selwick Courier

                             March 5, 2024 Tuesday
                                 First Edition

Ferry runs aground off
Port Selwick

BYLINE: Nora Quill

SECTION: NEWS; Pg. 4

LENGTH: 31 words

DATELINE: PORT SELWICK

{ONE[:60]}
{ONE[60:]}

{TWO}

LOAD-DATE: March 6, 2024

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper


                      Copyright 2024 The Selwick Courier
                              All Rights Reserved


                               2 of 2 DOCUMENTS


                              The Selwick Courier

                             March 7, 2024 Thursday

Inquiry in March

LENGTH: 20 words

{THREE}


                      Copyright 2024 The Selwick Courier
"""

_NEXIS_DOC = """<A NAME="DOC_ID_0_0"></A><!-- Hide XML section from browser
<DOC NUMBER=1><DOCFULL> --><BR><DIV CLASS="c0"><P CLASS="c1"><SPAN CLASS="c2">{n} of 2 DOCUMENTS</SPAN></P></DIV>
<BR><DIV CLASS="c3"><P CLASS="c1"><SPAN CLASS="c2">The Selwick Courier</SPAN></P></DIV>
<BR><DIV CLASS="c3"><P CLASS="c1"><SPAN CLASS="c4">March</SPAN><SPAN CLASS="c2"> 5, 2024 Tuesday</SPAN></P></DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c7">{title}</SPAN></P></DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">BYLINE: </SPAN><SPAN CLASS="c2">By Nora Quill</SPAN></P></DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">LENGTH: </SPAN><SPAN CLASS="c2">31 words</SPAN></P></DIV>
<BR><DIV CLASS="c5"><P CLASS="c9"><SPAN CLASS="c2">{text}</SPAN></P></DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">LANGUAGE: </SPAN><SPAN CLASS="c2">ENGLISH</SPAN></P></DIV>
<BR><DIV CLASS="c3"><P CLASS="c1"><SPAN CLASS="c2">Copyright 2024 The Selwick Courier</SPAN></P></DIV>"""
NEXIS_HTML = (
    "<HTML><HEAD><TITLE>&nbsp;</TITLE></HEAD><BODY>"
    + _NEXIS_DOC.format(n=1, title="Ferry runs aground", text=ONE)
    + _NEXIS_DOC.format(n=2, title="Inquiry in March", text=THREE)
    + "</BODY></HTML>"
)

FACTIVA_HTML = f"""<html><head><title>Factiva</title></head><body><div class="article enArticle"><table>
<tr><td class="index"><b>SE</b>&nbsp;</td><td>News</td></tr>
<tr><td class="index"><b>HD</b>&nbsp;</td><td><b class='enHeadline'>Ferry runs aground</b></td></tr>
<tr><td class="index"><b>BY</b>&nbsp;</td><td>By Nora Quill</td></tr>
<tr><td class="index"><b>PD</b>&nbsp;</td><td>5 March 2024</td></tr>
<tr><td class="index"><b>ET</b>&nbsp;</td><td>10:15</td></tr>
<tr><td class="index"><b>SN</b>&nbsp;</td><td>Selwick Press</td></tr>
<tr><td class="index"><b>LP</b>&nbsp;</td><td><p>{ONE}</p></td></tr>
<tr><td class="index"><b>TD</b>&nbsp;</td><td><p>{TWO}</p></td></tr></table></div>
<div id="article-X" class="article"><div class="article enArticle"><div>News; 1</div>
<div id="hd"><span class="enHeadline">Inquiry in March  </span></div><div class="author">By Nora Quill </div>
<div>20 words</div><div>6 March 2024</div><div>12:30</div><div>The Selwick Courier</div><div>SELC</div>
<div>English</div><div>Copyright 2024 The Selwick Courier</div>
<p class="articleParagraph enarticleParagraph">{THREE}</p></div></div></body></html>"""

EUROPRESSE = """<html><head><title>europresse</title></head><body><table><tr><td>
<span class="DocPublicationName">Le Courrier, no. 12</span><br><span class="DocHeader">Mer, </span>
<span class="DocHeader">mardi </span><span class="DocHeader">5 mars 2024</span><span class="DocHeader">, p. 3</span>
<br><br><span class="TitreArticleVisu">Un ferry s'échoue</span><br><br>Nora Quill<br><p></p>Le ferry Aurelia s'est
échoué mardi devant le port.<p></p>Les 42 passagers sont sains et saufs.<p></p><b><i>© 2024 Le Courrier.</i></b><p></p>
Numéro de document : news·1</td></tr></table>
<article><header><div><span class="DocPublicationName">Le Courrier </span></div><div><span class="DocHeader">Mer,
mercredi 6 mars 2024, p. 4</span></div><div class="titreArticle">
<p class="titreArticleVisu">Une enquête en mars</p></div>
<div>Nora Quill</div></header><section><div class="DocText"><p>Une enquête commencera en mars.</p></div></section>
<footer><small>© 2024 Le Courrier.</small></footer></article></body></html>"""

PROQUEST = f"""____________________________________________________________

Report Information from ProQuest
March 08 2024 09:00
____________________________________________________________

Document 1 of 2

Ferry runs aground

Author: Quill, Nora; Pell, Abel

Publication info: The Selwick Courier ; Port Selwick [Port Selwick]05 Mar 2024: A.4.

Links: https://proquest.example/link

Abstract: A ferry ran aground.

Full text: {ONE}

{TWO} He added: nothing more.

Subject: Ferries; Accidents

Title: Ferry runs aground

Publication title: The Selwick Courier

Publication date: Mar 5, 2024

Section: News

Language of publication: English

Document URL: https://proquest.example/docview/1

____________________________________________________________

Document 2 of 2

Inquiry in March

Full text: {THREE}

Title: Inquiry in March

Publication title: The Selwick Courier

Publication date: Mar 6, 2024

____________________________________________________________

Terms and Conditions: https://proquest.example/terms
"""

CSV = f"""id,title,publication,author,date,url,content
17,Ferry runs aground,Selwick Press,Nora Quill,2024-03-05,https://selwick.example/a,"{ONE}

{TWO}"
18,Short row,Selwick Press
19,Inquiry in March,Selwick Press,,2024-03-06,https://selwick.example/b,{THREE}
"""
SENTENCES = f"""media_id,publish_date,stories_id,sentence_number,sentence
1,2024-03-05,7,-1,Ferry runs aground
1,2024-03-05,7,0,{ONE.replace(",", "")}
1,2024-03-05,7,1,All are ashore.
1,2024-03-06,8,-1,Inquiry in March
1,2024-03-06,8,0,{THREE}
"""
FUNDUS = json.dumps(
    {
        name: {
            "title": title,
            "authors": ["Nora Quill"],
            "publishing_date": "2024-03-05 10:15:00+01:00",
            "body": {"summary": ["Everybody is ashore."], "sections": [{"headline": ["A crack"], "paragraphs": [ONE]}]},
        }
        for name, title in (("V1", "Ferry runs aground"), ("V1_1", "Inquiry in March"))
    }
)
MEDIA_CLOUD = json.dumps(
    [
        {
            "stories_id": 5,
            "media_name": "Selwick Press",
            "title": "Ferry runs aground",
            "publish_date": "2024-03-05 10:15:00",
            "url": "https://selwick.example/a",
            "story_sentences": [{"sentence_number": 1, "sentence": TWO}, {"sentence_number": 0, "sentence": ONE}],
        }
    ]
)
NINJS1 = {
    "uri": "https://selwick.example/items/1",
    "type": "text",
    "versioncreated": "2024-03-05T10:15:00+01:00",
    "language": "en",
    "byline": "Nora Quill and Abel Pell",
    "located": "Port Selwick",
    "headline": "Ferry runs aground",
    "body_text": f"{ONE} {TWO}",
    "body_xhtml": f"<p>{ONE}</p><p>{TWO}</p>",
}
NINJS3 = {
    "uri": "urn:newsml:selwick:2",
    "type": "text",
    "firstCreated": "2024-03-05T10:15:00+01:00",
    "versionCreated": "2024-03-05T12:00:00Z",
    "by": "By Nora Quill",
    "infoSources": [{"name": "Selwick Press"}],
    "headlines": [{"role": "sub", "value": "no"}, {"role": "main", "value": "Ferry runs aground"}],
    "bodies": [
        {"role": "text", "contentType": "text/plain", "value": "not taken"},
        {"role": "nitf", "contentType": "text/vnd.IPTC.NITF", "value": NITF},
    ],
}


def warc(*, compressed: bool) -> bytes:
    """A web archive by the ISO 28500 layout: a description, a page, an image, a text."""
    page = PAGE.encode()
    zipped = gzip.compress(page, mtime=0)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(zipped), zipped)
    response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
    records = [
        ("warcinfo", "application/warc-fields", b"software: by hand\r\n", ""),
        (
            "response",
            "application/http; msgtype=response",
            response + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked,
            "https://selwick.example/a",
        ),
        (
            "response",
            "application/http; msgtype=response",
            b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG",
            "https://selwick.example/a.png",
        ),
        (
            "response",
            "application/http; msgtype=response",
            response + b"\r\n" + page.replace(b"Ferry", b"Ship"),
            "https://selwick.example/b",
        ),
        (
            "conversion",
            "text/plain",
            f"Ferry runs aground\n\n{ONE}\n\n{TWO}\n\n{THREE}".encode(),
            "https://selwick.example/c",
        ),
    ]
    members = []
    for number, (kind, media, body, address) in enumerate(records):
        target = f"WARC-Target-URI: {address}\r\n" if address else ""
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0000-{number}>\r\n"
            f"WARC-Date: 2024-03-06T08:00:00Z\r\n{target}Content-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        member = head.encode() + body + b"\r\n\r\n"
        members.append(gzip.compress(member, mtime=0) if compressed else member)
    return b"".join(members)


def docx(paragraphs: list[str]) -> bytes:
    import docx as library

    document = library.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


UNI = [
    "User Name: somebody", "Documents (2)", "1. Ferry runs aground", "", "Ferry runs aground", "The Selwick Courier",
    "March 5, 2024 Tuesday 10:15 AM GMT", "", "Copyright 2024 The Selwick Courier", "Section:\u00a0NEWS; Pg. 4",
    "Length:\u00a031 words", "Byline:\u00a0Nora Quill", "Dateline:\u00a0PORT SELWICK", "Body", "", ONE, TWO,
    "Classification", "Language:\u00a0ENGLISH", "Load-Date:\u00a0March 6, 2024", "End of Document", "",
    "Inquiry in March", "The Selwick Courier", "March 7, 2024 Thursday", "Length:\u00a020 words", "Body", THREE,
    "End of Document",
]  # fmt: skip
RTF = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}\f0 "
    + "".join("".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text) + "\\par\n" for text in UNI)
    + "}"
)


def xlsx(rows: list[list[Any]]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


INTEGRUM = [
    ["Источник", "Дата", "Время", "Заголовок", "Анонс", "Оригинал", "Автор"],
    [
        "Вестник", "05.03.24", "10:15", "Паром сел на мель",
        "Паром сел на мель\n\n05.03.2024\n\nВсе 42 человека спасены.", "", "",
    ],
    ["Вестник", "06.03.24", "00:00", "Расследование", "Расследование начнется в марте.", "", "Нора Квилл"],
]  # fmt: skip


def parquet() -> bytes:
    import pandas as pd

    rows = [
        {"title": "Ferry runs aground", "text": ONE, "domain": "selwick.example", "date": "2024-03-05", "url": None},
        {"title": "Inquiry in March", "text": THREE, "domain": "selwick.example", "date": "2024-03-06", "url": None},
    ]
    out = io.BytesIO()
    pd.DataFrame(rows).to_parquet(out, row_group_size=1)
    return out.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


@pytest.fixture(scope="session")
def samples() -> dict[str, bytes]:
    """A file of every format by the name of its reader."""
    texts = {
        "nitf": NITF, "newsml": NEWSML, "newsml-g2": NEWSML_G2, "factiva": FACTIVA_XML, "reuters-21578": REUTERS,
        "atom": ATOM, "rss": RSS, "mhtml": MHTML, "nexis-text": NEXIS_TEXT, "nexis-html": NEXIS_HTML,
        "factiva-html": FACTIVA_HTML, "europresse": EUROPRESSE, "proquest": PROQUEST, "csv": CSV,
        "sentences": SENTENCES,
        "fundus": FUNDUS, "media-cloud": MEDIA_CLOUD, "ninjs1": json.dumps(NINJS1), "ninjs3": json.dumps(NINJS3),
        "html": PAGE, "flattened": f"Ferry runs aground\n\nBy Nora Quill\n\n{ONE}\n\n{TWO}\n\n{THREE}\n",
        "addressed": f"https://selwick.example/a\n{ONE}\n\n{TWO}\n\n{THREE}\n",
        "lines": "".join(f"Report {n}. {ONE} {TWO} {THREE} {ONE} {n}.\n" for n in range(25)), "rtf": RTF,
    }  # fmt: skip
    files = {name: text.encode("utf-8") for name, text in texts.items()}
    files |= {"rcv1": RCV1.encode("latin-1"), "warc": warc(compressed=False), "warc-gzip": warc(compressed=True)}
    files |= {"docx": docx(UNI), "xlsx": xlsx(INTEGRUM), "parquet": parquet()}
    files["zip"] = zipped({"a/one.html": PAGE.encode(), "two.jsonl": b'{"title": "t", "text": "Some text here."}\n'})
    files["tar-gzip"] = gzip.compress(tarred({"one.html": PAGE.encode(), "two.rss": RSS.encode()}), mtime=0)
    return files


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Reading]:
    """What is read of a file with this content."""

    def read_file(data: bytes, settings: Settings = DEFAULT, name: str = "file.bin") -> Reading:
        path = tmp_path / name
        path.write_bytes(data)
        return read_articles([path], settings=settings)

    return read_file
