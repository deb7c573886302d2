"""Languages by short BCP 47 tag: "en", "pt-BR", "zh-Hant"."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from bot.domain.errors import NotValid
from bot.languages import ENGLISH, language_now

_TABLE = """
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

LANGUAGES: Mapping[str, str] = MappingProxyType(
    dict(entry.split(" ", 1) for row in _TABLE.split("\n") for entry in row.split("|") if entry)
)
"""Short English names by tag: those of ISO 639-1, and a few that are told apart by more."""


def language_name(tag: str) -> str:
    """The short name in the language that is spoken; the tag itself where it is none of these."""
    if language_now() == ENGLISH or tag not in LANGUAGES:
        return LANGUAGES.get(tag, tag)
    from babel import Locale  # only where another language is spoken

    return Locale(language_now()).languages.get(tag.replace("-", "_")) or LANGUAGES[tag]


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
