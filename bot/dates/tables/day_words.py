"""The words of days: months, weekdays, numbers, feasts."""


def _numbered(*names: str, start: int = 0) -> dict[str, int]:
    """The number of each word: those of one group have the same."""
    return {name: n for n, group in enumerate(names, start) for name in group.split()}


MONTHS = _numbered(
    "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
    "aug august", "sep sept september", "oct october", "nov november", "dec december", start=1,
)  # fmt: skip
FOREIGN_MONTHS = _numbered(
    "janvier janv januar januari januára enero gennaio janeiro",
    "février fevrier févr fevr februar februari februára febrero febbraio fevereiro",
    "mars märz maerz maart marca marzo março", "avril avr abril aprile apríla",
    "mai mei mája mayo maggio maio", "juin juni júna junio giugno junho",
    "juillet juil juli júla julio luglio julho", "août aout augustus augusta agosto",
    "septembre septembra septiembre settembre setembro",
    "octobre oktober októbra octubre ottobre outubro",
    "novembre novembra noviembre novembro",
    "décembre decembre decembra dezember diciembre dicembre dezembro", start=1,
)  # fmt: skip
WEEKDAYS = _numbered(
    "mon monday", "tue tues tuesday", "wed weds wednesday", "thu thur thurs thursday",
    "fri friday", "sat saturday", "sun sunday",
)  # fmt: skip
NUMBERS = _numbered(
    "a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", start=1,
)  # fmt: skip
ORDINALS = _numbered(
    "last final", "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
    "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
    "seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first", "twenty-second",
    "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh",
    "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first", start=-1,
)  # fmt: skip
DAYS_IN = {
    "day": 1, "days": 1, "week": 7, "weeks": 7, "wk": 7, "wks": 7, "fortnight": 14,
    "fortnights": 14,
}  # fmt: skip
HALF_MONTHS = {
    "early": "early", "the beginning of": "early", "beginning of": "early", "the start of": "early",
    "start of": "early", "mid": "mid", "middle of": "mid", "the middle of": "mid", "late": "late",
}  # fmt: skip
ENDS = {
    "eow": "week", "eom": "month", "eoq": "quarter", "eoy": "year", "year end": "year",
    "month end": "month", "year-end": "year", "month-end": "month",
}  # fmt: skip
FOREIGN_DAYS = frozenset(
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag heute morgen "
    "lundi mardi mercredi jeudi vendredi samedi dimanche demain aujourd'hui "
    "lunes martes miércoles miercoles jueves viernes sábado sabado domingo mañana hoy "
    "lunedì lunedi martedì martedi mercoledì mercoledi giovedì giovedi venerdì venerdi sabato "
    "domenica domani oggi maandag dinsdag woensdag donderdag vrijdag zaterdag zondag vandaag "
    "pondelok utorok streda štvrtok piatok sobota nedeľa zajtra dnes "
    "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira amanhã hoje "
    "lundis mardis mercredis jeudis vendredis samedis dimanches montags dienstags "
    "mittwochs donnerstags freitags chaque jeden jede jeder cada ogni elke".split()
)
UNREAD_TIMES = frozenset(
    "spring summer autumn fall winter ramadan eid diwali hanukkah passover carnival lent advent "
    "chuseok seollal deepavali vesak holi juneteenth matariki "
    "term michaelmas h1 h2 half-term recess holidays someday sometime soon later "
    "asap".split()
)
"""Words of time that name no days we can count."""
