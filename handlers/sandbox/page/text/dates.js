// Time as one person sees it: every function takes the zone and, where it matters, the moved "now" (both unix seconds).

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const DAY = 86400;
const HALF_A_YEAR = 183 * DAY;
const LATEST = 8.64e12; // the last second a JavaScript date can hold

const STYLES = {
  parts: {
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    weekday: "short",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
    timeZoneName: "shortOffset",
  },
  date: { day: "numeric", month: "long" },
  date_short: { day: "numeric", month: "short" },
  date_long: { weekday: "long", day: "numeric", month: "long" },
};
const formatters = new Map();

// Making a formatter costs far more than using it, and a long channel needs one a message.
function formatter(style, zone, locale = "en-GB", more = {}) {
  const key = [style, zone, locale, ...Object.keys(more)].join();
  if (!formatters.has(key)) {
    const make = (there, timeZone) => new Intl.DateTimeFormat(there, { ...STYLES[style], ...more, timeZone });
    formatters.set(key, firstOf(() => make(locale, zone || "UTC"), () => make("en-GB", zone || "UTC"), () => make("en-GB", "UTC")));
  }
  return formatters.get(key);
}

function firstOf(...ways) {
  try {
    return ways[0]();
  } catch (unknown) {
    if (ways.length === 1) throw unknown;
    return firstOf(...ways.slice(1));
  }
}

const pad = (number, width = 2) => String(number).padStart(width, "0");

/**
 * The calendar and clock of a moment in a zone: numbers, month 1-12, weekday 0 = Sunday, offset as "+1", "−4:30" or
 * "".
 */
export function partsIn(unix, zone) {
  const found = {};
  for (const part of formatter("parts", zone).formatToParts(new Date(unix * 1000))) found[part.type] = part.value;
  const [year, month, day] = [Number(found.year), Number(found.month), Number(found.day)];
  return {
    year,
    month,
    day,
    hour: Number(found.hour),
    minute: Number(found.minute),
    second: Number(found.second),
    weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay(),
    offset: found.timeZoneName.replace(/^(GMT|UTC)(\+0)?/, "").replace("-", "−"),
  };
}

/** Days since 1 January 1970 of the local date: equal numbers are the same day there. */
export function dayNumber(unix, zone) {
  const at = partsIn(unix, zone);
  return Math.floor(Date.UTC(at.year, at.month - 1, at.day) / (DAY * 1000));
}

const clock = (at) => `${pad(at.hour)}:${pad(at.minute)}`;
const withSeconds = (at) => `${clock(at)}:${pad(at.second)}`;
const dateNumber = (at) => `${pad(at.year, 4)}-${pad(at.month)}-${pad(at.day)}`;
const relative = (locale, options) =>
  firstOf(() => new Intl.RelativeTimeFormat(locale, options), () => new Intl.RelativeTimeFormat("en-GB", options));

/** The three ways of a date, in the words of the reader's language; beyond half a year with its year. */
function dated(style) {
  return ({ unix, zone, now, locale }) => {
    const year = Math.abs(unix - now) < HALF_A_YEAR ? {} : { year: "numeric" };
    const found = formatter(style, zone, locale, year);
    const text = found.format(new Date(unix * 1000));
    const language = found.resolvedOptions().locale;
    if (language === "en-US" && style !== "date_short") return text.replace(/(?<=[a-z] )\d+/, ordinal); // "December 12th"
    return style === "date_long" && language.startsWith("en") ? text.replace(/^(\w+),? (?=\d)/, "$1, ") : text;
  };
}

const ordinal = (day) => day + ({ 1: "st", 2: "nd", 3: "rd" }[/^1\d$/.test(day) ? "" : day.at(-1)] ?? "th");

function pretty(style) {
  return (given) => {
    const away = dayNumber(given.unix, given.zone) - dayNumber(given.now, given.zone);
    if (Math.abs(away) > 1) return dated(style)(given);
    return relative(given.locale, { numeric: "auto" }).format(away, "day");
  };
}

/** "3 minutes ago", "in 2 days", "now". */
export function ago(unix, now, locale = "en-GB") {
  const seconds = Math.round(Math.abs(now - unix));
  const steps = [
    [60, 1, "second"],
    [3600, 60, "minute"],
    [DAY, 3600, "hour"],
    [30 * DAY, DAY, "day"],
    [365 * DAY, 30 * DAY, "month"],
    [Infinity, 365 * DAY, "year"],
  ];
  if (seconds < 5) return relative(locale, { numeric: "auto" }).format(0, "second");
  const [, size, word] = steps.find(([below]) => seconds < below);
  return relative(locale).format(Math.sign(unix - now) * Math.floor(seconds / size), word);
}

const TOKENS = {
  date_num: ({ at }) => dateNumber(at),
  date: dated("date"),
  date_short: dated("date_short"),
  date_long: dated("date_long"),
  date_pretty: pretty("date"),
  date_short_pretty: pretty("date_short"),
  date_long_pretty: pretty("date_long"),
  time: ({ at }) => clock(at), // by the clock of 24 hours, which people of any language choose in Slack's settings
  time_secs: ({ at }) => withSeconds(at),
  ago: ({ unix, now, locale }) => ago(unix, now, locale),
};

/**
 * A date sequence's text with its tokens filled in, in the language of a locale ("fr-FR"), or null when the moment or a token is not known (show the
 * fallback).
 */
export function fillTokens(unix, format, zone, now, locale = "en-GB") {
  if (!Number.isFinite(unix) || Math.abs(unix) > LATEST) return null;
  const at = partsIn(unix, zone);
  let known = true;
  const text = format.replace(/\{([a-z_]*)\}/g, (whole, token) => {
    if (!Object.hasOwn(TOKENS, token)) {
      known = false;
      return whole;
    }
    return TOKENS[token]({ at, unix, zone, now, locale });
  });
  return known ? text : null;
}

/** "14:05". */
export const timeOf = (unix, zone) => clock(partsIn(unix, zone));

/** "14:05:09". */
export const timeWithSeconds = (unix, zone) => withSeconds(partsIn(unix, zone));

/** "Mon 23 Nov 2026". */
export function shortDay(unix, zone) {
  const at = partsIn(unix, zone);
  return `${WEEKDAYS[at.weekday].slice(0, 3)} ${at.day} ${MONTHS[at.month - 1].slice(0, 3)} ${at.year}`;
}

/** "Monday, 23 November 2026": always with its year. */
function spelledDay(unix, zone) {
  const at = partsIn(unix, zone);
  return `${WEEKDAYS[at.weekday]}, ${at.day} ${MONTHS[at.month - 1]} ${at.year}`;
}

/** The heading between two days of messages. */
export function dayHeading(unix, zone, now) {
  const words = { "-1": "Yesterday", 0: "Today", 1: "Tomorrow" };
  return words[dayNumber(unix, zone) - dayNumber(now, zone)] ?? spelledDay(unix, zone);
}

/** "Dublin, GMT+1": the city of an IANA zone, and its distance from UTC at that moment. */
export function zoneLabel(unix, zone) {
  const city = (zone || "UTC").split("/").pop().replaceAll("_", " ");
  return city === "UTC" ? "UTC" : `${city}, GMT${partsIn(unix, zone).offset}`;
}

/** For a tool tip: the moment in the person's zone and in UTC, beyond doubt. */
export function inFull(unix, zone) {
  const here = `${spelledDay(unix, zone)}, ${timeOf(unix, zone)} (${zoneLabel(unix, zone)})`;
  return zone === "UTC" ? here : `${here} · ${timeOf(unix, "UTC")} UTC`;
}

const wall = (at) => Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute, at.second) / 1000;

/**
 * Local wall time to a moment: {unix, missing, twice}.
 * On the night clocks go back the earlier of the two is taken; a time that was skipped moves on by the hour that was
 * lost.
 */
export function momentOf(year, month, day, hour, minute, zone) {
  const wanted = Date.UTC(year, month - 1, day, hour, minute) / 1000;
  const distance = (unix) => wall(partsIn(unix, zone)) - unix;
  const before = wanted - distance(wanted - DAY);
  const after = wanted - distance(wanted + DAY);
  const fits = [...new Set([before, after])].filter((unix) => unix + distance(unix) === wanted);
  if (!fits.length) return { unix: before, missing: true, twice: false };
  return { unix: Math.min(...fits), missing: false, twice: fits.length > 1 };
}

/** For native inputs: "2026-11-23" and "14:05" of a moment. */
export function inputParts(unix, zone) {
  const at = partsIn(unix, zone);
  return { date: dateNumber(at), time: clock(at) };
}

/** "Monday, 23 November 2026" of a bare "2026-11-23", or "" when it is no date. */
export function spellDate(text) {
  const found = /^(\d{4,})-(\d{2})-(\d{2})$/.exec(text ?? "");
  if (!found) return "";
  const unix = Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3])) / 1000;
  return Number.isFinite(unix) ? spelledDay(unix, "UTC") : "";
}
