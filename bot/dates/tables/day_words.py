"""The words of days: months, weekdays, numbers, feasts."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june",
            "jul july", "aug august", "sep sept september", "oct october", "nov november",
            "dec december",
        ), 1,
    )
    for name in names.split()
}  # fmt: skip


FOREIGN_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier januar januari enero gennaio janeiro", "février fevrier februar februari "
            "febrero febbraio fevereiro", "mars märz maerz maart marzo março", "avril abril aprile",
            "mai mei mayo maggio maio", "juin juni junio giugno junho",
            "juillet juli julio luglio julho", "août aout augustus agosto",
            "septembre septiembre settembre setembro", "octobre oktober octubre ottobre outubro",
            "novembre noviembre novembro", "décembre decembre dezember diciembre dicembre dezembro",
        ), 1,
    )
    for name in names.split()
}  # fmt: skip


WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "mon monday", "tue tues tuesday", "wed weds wednesday", "thu thur thurs thursday",
            "fri friday", "sat saturday", "sun sunday",
        ),
    )
    for name in names.split()
}  # fmt: skip


FOREIGN_DAYS = frozenset(
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag heute morgen "
    "lundi mardi mercredi jeudi vendredi samedi dimanche demain aujourd'hui "
    "lunes martes miércoles miercoles jueves viernes sábado sabado domingo mañana hoy "
    "lunedì lunedi martedì martedi mercoledì mercoledi giovedì giovedi venerdì venerdi sabato "
    "domenica domani oggi maandag dinsdag woensdag donderdag vrijdag zaterdag zondag vandaag "
    "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira amanhã hoje "
    "chaque jeden jede jeder cada ogni elke".split()
)


NUMBERS = {
    name: number
    for number, name in enumerate(
        (
            "one", "two", "three", "four", "five", "six",
            "seven", "eight", "nine", "ten", "eleven", "twelve",
        ), 1,
    )
} | {"a": 1, "an": 1}  # fmt: skip


ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "last": -1, "final": -1,
}  # fmt: skip


FEASTS = {
    "christmas": "Christmas", "christmas day": "Christmas", "xmas": "Christmas",
    "christmas eve": "Christmas Eve", "boxing day": "Boxing Day",
    "new year": "New Year", "new year's": "New Year", "new year's day": "New Year",
    "the new year": "New Year", "new year's eve": "New Year's Eve",
    "easter": "Easter", "easter sunday": "Easter", "easter monday": "Easter Monday",
    "good friday": "Good Friday", "palm sunday": "Palm Sunday", "ash wednesday": "Ash Wednesday",
    "maundy thursday": "Maundy Thursday", "ascension day": "Ascension Day",
    "whit monday": "Whit Monday", "whitsun": "Pentecost", "pentecost": "Pentecost",
    "black friday": "Black Friday", "cyber monday": "Cyber Monday",
    "thanksgiving": "Thanksgiving", "halloween": "Halloween", "valentine's day": "Valentine's Day",
    "may day": "May Day", "bastille day": "Bastille Day", "st patrick's day": "St Patrick's Day",
}  # fmt: skip


UNREAD_TIMES = frozenset(
    "spring summer autumn fall winter ramadan eid diwali hanukkah passover carnival lent advent "
    "chuseok someday sometime soon later asap".split()
)
"""Words of time that name no days we can count."""
