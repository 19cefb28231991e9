-- title: Articles with the columns of GDELT's Global Knowledge Graph 2.1, as far as the warehouse knows their values
-- grain: An article; its facts are packed into delimited cells, as GDELT has them.
-- kind: view
-- depends: main.articles, main.entities, main.entity_mentions, main.location_mentions, main.locations, main.quotes
-- column GKGRECORDID: YYYYMMDDHHMMSS of publication (zeros where it is not known), a hyphen, the article_id.
-- column DATE: YYYYMMDDHHMMSS of publication in UTC; missing where the day is not known. GDELT has its own batch here.
-- column SourceCollectionIdentifier: 1 where there is an address, 2 where there is only a file.
-- column SourceCommonName: The outlet.
-- column DocumentIdentifier: The address, or else the file.
-- column Counts: Missing: not known here.
-- column V2Counts: Missing: not known here.
-- column Themes: Missing: not known here.
-- column V2Themes: Missing: not known here.
-- column Locations: Places: type#name#country#division#latitude#longitude#, with FIPS 10-4 countries; feature ids stay empty, those here are of GeoNames.
-- column V2Locations: Mentions of places: type#name#country#division#second division#latitude#longitude##offset.
-- column Persons: Names of persons.
-- column V2Persons: Mentions of persons: name,offset.
-- column Organizations: Names of organisations.
-- column V2Organizations: Mentions of organisations: name,offset.
-- column V2Tone: Missing: not known here.
-- column Dates: Missing: not known here.
-- column GCAM: wc: and the number of words; the rest is not known here.
-- column SharingImage: Missing: not known here.
-- column RelatedImages: Missing: not known here.
-- column SocialImageEmbeds: Missing: not known here.
-- column SocialVideoEmbeds: Missing: not known here.
-- column Quotations: Direct and mixed quotes: offset|length|verb|words, between hash signs.
-- column AllNames: Mentions of names: name,offset.
-- column Amounts: Missing: not known here.
-- column TranslationInfo: Missing: nothing is translated.
-- column Extras: Title, authors and time of publication as XML.
WITH countries AS (
    -- ISO 3166 alpha-2 code and FIPS 10-4 code, as GeoNames lists them.
    SELECT left(pair, 2) AS iso, right(pair, 2) AS fips
    FROM (SELECT unnest(string_split_regex(trim('
        ADAN AEAE AFAF AGAC AIAV ALAL AMAM ANNT AOAO AQAY ARAR ASAQ ATAU AUAS AWAA AZAJ BABK BBBB BDBG BEBE
        BFUV BGBU BHBA BIBY BJBN BLTB BMBD BNBX BOBL BRBR BSBF BTBT BVBV BWBC BYBO BZBH CACA CCCK CDCG CFCT
        CGCF CHSZ CIIV CKCW CLCI CMCM CNCH COCO CRCS CSYI CUCU CVCV CWUC CXKT CYCY CZEZ DEGM DJDJ DKDA DMDO
        DODR DZAG ECEC EEEN EGEG EHWI ERER ESSP ETET FIFI FJFJ FKFK FMFM FOFO FRFR GAGB GBUK GDGJ GEGG GFFG
        GGGK GHGH GIGI GLGL GMGA GNGV GPGP GQEK GRGR GSSX GTGT GUGQ GWPU GYGY HKHK HMHM HNHO HRHR HTHA HUHU
        IDID IEEI ILIS IMIM ININ IOIO IQIZ IRIR ISIC ITIT JEJE JMJM JOJO JPJA KEKE KGKG KHCB KIKR KMCN KNSC
        KPKN KRKS KWKU KYCJ KZKZ LALA LBLE LCST LILS LKCE LRLI LSLT LTLH LULU LVLG LYLY MAMO MCMN MDMD MEMJ
        MFRN MGMA MHRM MKMK MLML MMBM MNMG MOMC MPCQ MQMB MRMR MSMH MTMT MUMP MVMV MWMI MXMX MYMY MZMZ NAWA
        NCNC NENG NFNF NGNI NINU NLNL NONO NPNP NRNR NUNE NZNZ OMMU PAPM PEPE PFFP PGPP PHRP PKPK PLPL PMSB
        PNPC PRRQ PSWE PTPO PWPS PYPA QAQA RERE RORO RSRI RURS RWRW SASA SBBP SCSE SDSU SESW SGSN SHSH SISI
        SJSV SKLO SLSL SMSM SNSG SOSO SRNS SSOD STTP SVES SXNN SYSY SZWZ TCTK TDCD TFFS TGTO THTH TJTI TKTL
        TLTT TMTX TNTS TOTN TRTU TTTD TVTV TWTW TZTZ UAUP UGUG USUS UYUY UZUZ VAVT VCVC VEVE VGVI VIVQ VNVM
        VUNH WFWF WSWS XKKV YEYM YTMF ZASF ZMZA ZWZI
    '), '\s+')) AS pair)
),
names AS (
    SELECT
        mention.article_key,
        string_agg(DISTINCT clean.name, ';' ORDER BY clean.name) FILTER (entity.label = 'PERSON') AS persons,
        string_agg(clean.name || ',' || mention.start_char, ';' ORDER BY mention.start_char)
            FILTER (entity.label = 'PERSON') AS person_mentions,
        string_agg(DISTINCT clean.name, ';' ORDER BY clean.name) FILTER (entity.label = 'ORG') AS organisations,
        string_agg(clean.name || ',' || mention.start_char, ';' ORDER BY mention.start_char)
            FILTER (entity.label = 'ORG') AS organisation_mentions,
        string_agg(clean.name || ',' || mention.start_char, ';' ORDER BY mention.start_char) AS mentions
    FROM main.entity_mentions mention
    JOIN main.entities entity USING (entity_key)
    CROSS JOIN LATERAL (SELECT regexp_replace(entity.name, '[,;#|\s]+', ' ', 'g') AS name) clean
    WHERE NOT mention.in_title AND mention.kind = 'name'
    GROUP BY mention.article_key
),
places AS (
    SELECT
        mention.article_key,
        mention.start_char,
        CASE
            WHEN starts_with(place.feature_code, 'PCL') THEN 1
            WHEN place.country_code = 'US' AND place.feature_code = 'ADM1' THEN 2
            WHEN place.country_code = 'US' THEN 3
            WHEN place.feature_code = 'ADM1' THEN 5
            ELSE 4
        END || '#' || regexp_replace(place.name, '[;#\s]+', ' ', 'g') || '#' || coalesce(country.fips, '') AS head,
        '#' || coalesce(country.fips || place.admin1, '') AS division,
        '#' || coalesce(place.admin2, '') AS second_division,
        '#' || place.latitude || '#' || place.longitude || '#' AS point
    FROM main.location_mentions mention
    JOIN main.locations place USING (location_id)
    LEFT JOIN countries country ON country.iso = place.country_code
    WHERE NOT mention.in_title
),
placed AS (
    SELECT
        article_key,
        string_agg(DISTINCT head || division || point, ';' ORDER BY head || division || point) AS places,
        string_agg(head || division || second_division || point || '#' || start_char, ';' ORDER BY start_char) AS mentions
    FROM places
    GROUP BY article_key
),
said AS (
    SELECT
        article_key,
        string_agg(
            start_char || '|' || (end_char - start_char) || '|' || coalesce(cue, '') || '|'
            || regexp_replace(text, '[|#\s]+', ' ', 'g'),
            '#' ORDER BY start_char
        ) AS quotations
    FROM main.quotes
    WHERE kind IN ('direct', 'mixed') AND NOT in_title
    GROUP BY article_key
),
dated AS (
    SELECT *, CAST(strftime(published_at, '%Y%m%d%H%M%S') AS BIGINT) AS stamp FROM main.articles
)
SELECT
    coalesce(CAST(article.stamp AS VARCHAR), repeat('0', 14)) || '-' || article.article_id AS GKGRECORDID,
    article.stamp AS DATE,
    CASE WHEN article.url IS NULL THEN 2 ELSE 1 END AS SourceCollectionIdentifier,
    article.outlet AS SourceCommonName,
    coalesce(article.url, article.source_path) AS DocumentIdentifier,
    CAST(NULL AS VARCHAR) AS Counts,
    CAST(NULL AS VARCHAR) AS V2Counts,
    CAST(NULL AS VARCHAR) AS Themes,
    CAST(NULL AS VARCHAR) AS V2Themes,
    placed.places AS Locations,
    placed.mentions AS V2Locations,
    names.persons AS Persons,
    names.person_mentions AS V2Persons,
    names.organisations AS Organizations,
    names.organisation_mentions AS V2Organizations,
    CAST(NULL AS VARCHAR) AS V2Tone,
    CAST(NULL AS VARCHAR) AS Dates,
    'wc:' || article.word_count AS GCAM,
    CAST(NULL AS VARCHAR) AS SharingImage,
    CAST(NULL AS VARCHAR) AS RelatedImages,
    CAST(NULL AS VARCHAR) AS SocialImageEmbeds,
    CAST(NULL AS VARCHAR) AS SocialVideoEmbeds,
    said.quotations AS Quotations,
    names.mentions AS AllNames,
    CAST(NULL AS VARCHAR) AS Amounts,
    CAST(NULL AS VARCHAR) AS TranslationInfo,
    coalesce('<PAGE_TITLE>' || replace(replace(replace(article.title, '&', '&amp;'), '<', '&lt;'), '>', '&gt;') || '</PAGE_TITLE>', '')
    || CASE WHEN len(article.authors) > 0
        THEN '<PAGE_AUTHORS>' || replace(replace(array_to_string(article.authors, ';'), '&', '&amp;'), '<', '&lt;') || '</PAGE_AUTHORS>' ELSE '' END
    || coalesce('<PAGE_PRECISEPUBTIMESTAMP>' || article.stamp || '</PAGE_PRECISEPUBTIMESTAMP>', '') AS Extras
FROM dated article
LEFT JOIN names USING (article_key)
LEFT JOIN placed USING (article_key)
LEFT JOIN said USING (article_key)
