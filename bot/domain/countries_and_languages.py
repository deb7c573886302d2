"""Countries by ISO 3166-1 alpha-2 code and languages by short BCP 47 tag, with English names."""

import re
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from bot.domain.errors import NotValid
from bot.domain.wording import listed, listed_some
from bot.languages import ENGLISH, language_now

_TABLE = """
AD Andorra|AE United Arab Emirates|AF Afghanistan|AG Antigua and Barbuda|AI Anguilla|AL Albania
AM Armenia|AO Angola|AQ Antarctica|AR Argentina|AS American Samoa|AT Austria|AU Australia|AW Aruba
AX Åland Islands|AZ Azerbaijan|BA Bosnia and Herzegovina|BB Barbados|BD Bangladesh|BE Belgium
BF Burkina Faso|BG Bulgaria|BH Bahrain|BI Burundi|BJ Benin|BL Saint Barthélemy|BM Bermuda|BN Brunei
BO Bolivia|BQ Bonaire, Sint Eustatius and Saba|BR Brazil|BS Bahamas|BT Bhutan|BV Bouvet Island
BW Botswana|BY Belarus|BZ Belize|CA Canada|CC Cocos (Keeling) Islands
CD Congo, Democratic Republic|CF Central African Republic|CG Congo|CH Switzerland|CI Côte d'Ivoire
CK Cook Islands|CL Chile|CM Cameroon|CN China|CO Colombia|CR Costa Rica|CU Cuba|CV Cabo Verde
CW Curaçao|CX Christmas Island|CY Cyprus|CZ Czechia|DE Germany|DJ Djibouti|DK Denmark|DM Dominica
DO Dominican Republic|DZ Algeria|EC Ecuador|EE Estonia|EG Egypt|EH Western Sahara|ER Eritrea
ES Spain|ET Ethiopia|EU European Union|FI Finland|FJ Fiji
FK Falkland Islands|FM Micronesia|FO Faroe Islands|FR France
GA Gabon|GB United Kingdom|GD Grenada|GE Georgia|GF French Guiana|GG Guernsey|GH Ghana|GI Gibraltar
GL Greenland|GM Gambia|GN Guinea|GP Guadeloupe|GQ Equatorial Guinea|GR Greece
GS South Georgia and South Sandwich Islands|GT Guatemala|GU Guam|GW Guinea-Bissau|GY Guyana
HK Hong Kong|HM Heard Island and McDonald Islands|HN Honduras|HR Croatia|HT Haiti|HU Hungary
ID Indonesia|IE Ireland|IL Israel|IM Isle of Man|IN India|INT International
IO British Indian Ocean Territory|IQ Iraq
IR Iran|IS Iceland|IT Italy|JE Jersey|JM Jamaica|JO Jordan|JP Japan|KE Kenya|KG Kyrgyzstan
KH Cambodia|KI Kiribati|KM Comoros|KN Saint Kitts and Nevis|KP North Korea|KR South Korea|KW Kuwait
KY Cayman Islands|KZ Kazakhstan|LA Laos|LB Lebanon|LC Saint Lucia|LI Liechtenstein|LK Sri Lanka
LR Liberia|LS Lesotho|LT Lithuania|LU Luxembourg|LV Latvia|LY Libya|MA Morocco|MC Monaco|MD Moldova
ME Montenegro|MF Saint Martin|MG Madagascar|MH Marshall Islands|MK North Macedonia|ML Mali
MM Myanmar|MN Mongolia|MO Macao|MP Northern Mariana Islands|MQ Martinique|MR Mauritania
MS Montserrat|MT Malta|MU Mauritius|MV Maldives|MW Malawi|MX Mexico|MY Malaysia|MZ Mozambique
NA Namibia|NC New Caledonia|NE Niger|NF Norfolk Island|NG Nigeria|NI Nicaragua|NL Netherlands
NO Norway|NP Nepal|NR Nauru|NU Niue|NZ New Zealand|OM Oman|PA Panama|PE Peru|PF French Polynesia
PG Papua New Guinea|PH Philippines|PK Pakistan|PL Poland|PM Saint Pierre and Miquelon|PN Pitcairn
PR Puerto Rico|PS Palestine|PT Portugal|PW Palau|PY Paraguay|QA Qatar|RE Réunion|RO Romania
RS Serbia|RU Russia|RW Rwanda|SA Saudi Arabia|SB Solomon Islands|SC Seychelles|SD Sudan|SE Sweden
SG Singapore|SH Saint Helena|SI Slovenia|SJ Svalbard and Jan Mayen|SK Slovakia|SL Sierra Leone
SM San Marino|SN Senegal|SO Somalia|SR Suriname|SS South Sudan|ST São Tomé and Príncipe
SV El Salvador|SX Sint Maarten|SY Syria|SZ Eswatini|TC Turks and Caicos Islands|TD Chad
TF French Southern Territories|TG Togo|TH Thailand|TJ Tajikistan|TK Tokelau|TL Timor-Leste
TM Turkmenistan|TN Tunisia|TO Tonga|TR Türkiye|TT Trinidad and Tobago|TV Tuvalu|TW Taiwan
TZ Tanzania|UA Ukraine|UG Uganda|UM United States Minor Outlying Islands
UN United Nations|US United States|UY Uruguay|UZ Uzbekistan|VA Vatican City
VC Saint Vincent and the Grenadines|VE Venezuela
VG British Virgin Islands|VI United States Virgin Islands|VN Vietnam|VU Vanuatu
WF Wallis and Futuna|WS Samoa|XK Kosovo|YE Yemen|YT Mayotte|ZA South Africa|ZM Zambia|ZW Zimbabwe
"""


def _by_code(table: str) -> dict[str, str]:
    """Names by code, of rows such as "IE Ireland|IT Italy"."""
    return dict(entry.split(" ", 1) for entry in table.strip().replace("\n", "|").split("|"))


COUNTRIES: Mapping[str, str] = MappingProxyType(_by_code(_TABLE))
"""Short English names by code.

Beside the assigned codes: EU and UN, which ISO 3166-1 reserves exceptionally for the European Union
and the United Nations; XK, of those that it leaves to users (XA to XZ), which the European
Commission, the IMF and CLDR give to Kosovo; and INT, a code of ours.
"""

NO_SEAT = frozenset({"INT"})
"""Where no organisation sits."""

_ADJECTIVES = """
AE Emirati|AR Argentinian|AT Austrian|AU Australian|BE Belgian|BG Bulgarian|BR Brazilian|CA Canadian
CH Swiss|CL Chilean|CN Chinese|CO Colombian|CY Cypriot|CZ Czech|DE German|DK Danish|EE Estonian
EG Egyptian|ES Spanish|EU European|FI Finnish|FJ Fijian|FR French|GB British|GH Ghanaian|GR Greek
HR Croatian|HU Hungarian|ID Indonesian|IE Irish|IL Israeli|IN Indian|IS Icelandic|IT Italian
JP Japanese|KE Kenyan|KR Korean|LT Lithuanian|LV Latvian|MT Maltese|MX Mexican|MY Malaysian
NG Nigerian|NL Dutch|NO Norwegian|PH Philippine|PK Pakistani|PL Polish|PT Portuguese|RO Romanian
SE Swedish|SG Singaporean|SI Slovenian|SK Slovak|TR Turkish|UA Ukrainian|US American
"""
_BY_ADJECTIVE = {name.casefold(): code for code, name in _by_code(_ADJECTIVES).items()}
_BY_WORD = {word.casefold(): code for code, name in COUNTRIES.items() for word in (code, name)}
_BY_WORD |= _BY_ADJECTIVE | {"uk": "GB", "el": "GR"}


def country_of_adjective(word: str) -> str | None:
    """ "IE" of "irish"; of the countries that such networks have most often."""
    return _BY_ADJECTIVE.get(word.casefold())


def country_name(code: str) -> str:
    """The short name in the language that is spoken; the code itself where it is none of ISO's."""
    return _spoken_name(code, COUNTRIES, attrgetter("territories"))


def countries_in_words(codes: Sequence[str]) -> str:
    """ "Ireland", "Ireland and France", "Ireland, France and 3 more"."""
    names = [country_name(code) for code in codes]
    return listed(names) if len(names) < 4 else listed_some(names, 2)


def read_origin(typed: str | None, *, field: str) -> str:
    """Where a practice comes from: one of `COUNTRIES`, typed as its code, name or adjective in any
    letter case; NotValid otherwise."""
    code = _BY_WORD.get((typed or "").strip().casefold())
    if code is None:
        raise NotValid(
            "Please give the country's name or its two-letter code: Ireland or IE.", field=field
        )
    return code


def read_country(typed: str | None) -> str:
    """The same for an organisation, which has its seat somewhere; `NO_SEAT` is NotValid."""
    code = read_origin(typed, field="country")
    if code in NO_SEAT:
        raise NotValid(
            "{name} is no country. Please give the two-letter code of the country where the "
            "organisation has its seat.",
            name=country_name(code),
            field="country",
        )
    return code


_SPOKEN = """
aa Afar|ab Abkhazian|ae Avestan|af Afrikaans|ak Akan|am Amharic|an Aragonese|ar Arabic|as Assamese
av Avaric|ay Aymara|az Azerbaijani|ba Bashkir|be Belarusian|bg Bulgarian|bi Bislama|bm Bambara
bn Bengali|bo Tibetan|br Breton|bs Bosnian|ca Catalan|ce Chechen|ch Chamorro|co Corsican|cr Cree
cs Czech|cu Church Slavonic|cv Chuvash|cy Welsh|da Danish|de German|dv Dhivehi|dz Dzongkha|ee Ewe
el Greek|en English|eo Esperanto|es Spanish|et Estonian|eu Basque|fa Persian|ff Fulah|fi Finnish
fil Filipino|fj Fijian|fo Faroese|fr French|fr-CA French (Canada)|fy Western Frisian|ga Irish
gd Scottish Gaelic|gl Galician|gn Guarani|gu Gujarati|gv Manx|ha Hausa|haw Hawaiian|he Hebrew
hi Hindi|ho Hiri Motu|hr Croatian|ht Haitian Creole|hu Hungarian|hy Armenian|hz Herero
ia Interlingua|id Indonesian|ie Interlingue|ig Igbo|ii Sichuan Yi|ik Inupiaq|io Ido|is Icelandic
it Italian|iu Inuktitut|ja Japanese|jv Javanese|ka Georgian|kg Kongo|ki Kikuyu|kj Kwanyama
kk Kazakh|kl Greenlandic|km Khmer|kn Kannada|ko Korean|kr Kanuri|ks Kashmiri|ku Kurdish|kv Komi
kw Cornish|ky Kyrgyz|la Latin|lb Luxembourgish|lg Ganda|li Limburgish|ln Lingala|lo Lao
lt Lithuanian|lu Luba-Katanga|lv Latvian|mg Malagasy|mh Marshallese|mi Māori|mk Macedonian
ml Malayalam|mn Mongolian|mr Marathi|ms Malay|mt Maltese|my Burmese|na Nauru|nb Norwegian Bokmål
nd North Ndebele|ne Nepali|ng Ndonga|nl Dutch|nn Norwegian Nynorsk|no Norwegian|nr South Ndebele
nv Navajo|ny Chichewa|oc Occitan|oj Ojibwa|om Oromo|or Odia|os Ossetian|pa Punjabi|pi Pali
pl Polish|ps Pashto|pt Portuguese|pt-BR Portuguese (Brazil)|qu Quechua|rm Romansh|rn Rundi
ro Romanian|ru Russian|rw Kinyarwanda|sa Sanskrit|sc Sardinian|sd Sindhi|se Northern Sami|sg Sango
si Sinhala|sk Slovak|sl Slovenian|sm Samoan|sn Shona|so Somali|sq Albanian|sr Serbian|ss Swati
st Southern Sotho|su Sundanese|sv Swedish|sw Swahili|ta Tamil|te Telugu|tg Tajik|th Thai
ti Tigrinya|tk Turkmen|tl Tagalog|tn Tswana|to Tongan|tr Turkish|ts Tsonga|tt Tatar|tw Twi
ty Tahitian|ug Uyghur|uk Ukrainian|ur Urdu|uz Uzbek|ve Venda|vi Vietnamese|vo Volapük|wa Walloon
wo Wolof|xh Xhosa|yi Yiddish|yo Yoruba|za Zhuang|zh Chinese|zh-Hans Chinese (simplified)
zh-Hant Chinese (traditional)|zu Zulu
"""

LANGUAGES: Mapping[str, str] = MappingProxyType(_by_code(_SPOKEN))
"""Short English names by tag: those of ISO 639-1, and a few that are told apart by more."""


def language_name(tag: str) -> str:
    """The short name in the language that is spoken; the tag itself where it is none of these."""
    return _spoken_name(tag, LANGUAGES, attrgetter("languages"))


def _spoken_name(code: str, english: Mapping[str, str], named: Callable[[Any], Any]) -> str:
    """Its name in the language that is spoken; `named`: where Babel's Locale has such names."""
    if language_now() == ENGLISH or code not in english:
        return english.get(code, code)
    from babel import Locale  # only where another language is spoken

    return named(Locale(language_now())).get(code.replace("-", "_")) or english[code]


_SHORT_TAG = re.compile(r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?", re.ASCII)
"""RFC 5646, section 2.1: a language, then perhaps a script and a region."""


def read_language(typed: str | None, *, field: str = "language") -> str:
    """The tag in the letter case that RFC 5646 recommends; "en" for nothing; NotValid otherwise."""
    tidy = (typed or "").strip().lower().replace("_", "-")
    if not tidy:
        return "en"
    match = _SHORT_TAG.fullmatch(tidy)
    if match is None:
        raise NotValid(
            "Please give the language as a short tag, such as en, fr or pt-BR.", field=field
        )
    language, script, region = match.groups()
    return "-".join(
        part for part in (language, (script or "").title(), (region or "").upper()) if part
    )
