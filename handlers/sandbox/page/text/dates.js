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

const formatters = new Map();

// Making a formatter costs far more than using it, and a long channel needs one a message.
function formatter(zone) {
  if (!formatters.has(zone)) {
    const options = {
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      weekday: "short",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
      timeZoneName: "shortOffset",
    };
    let made;
    try {
      made = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone || "UTC" });
    } catch {
      made = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
    }
    formatters.set(zone, made);
  }
  return formatters.get(zone);
}

const pad = (number, width = 2) => String(number).padStart(width, "0");

/**
 * The calendar and clock of a moment in a zone: numbers, month 1-12, weekday 0 = Sunday, offset as "+1", "−4:30" or
 * "".
 */
export function partsIn(unix, zone) {
  const found = {};
  for (const part of formatter(zone).formatToParts(new Date(unix * 1000))) found[part.type] = part.value;
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
const withYear = (text, at, unix, now) => (Math.abs(unix - now) < HALF_A_YEAR ? text : `${text} ${at.year}`);

function pretty(otherwise) {
  return (at, unix, zone, now) => {
    const away = dayNumber(unix, zone) - dayNumber(now, zone);
    return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[away] ?? otherwise(at, unix, zone, now);
  };
}

const longDate = (at, unix, zone, now) =>
  withYear(`${WEEKDAYS[at.weekday]}, ${at.day} ${MONTHS[at.month - 1]}`, at, unix, now);
const plainDate = (at, unix, zone, now) => withYear(`${at.day} ${MONTHS[at.month - 1]}`, at, unix, now);
const shortDate = (at, unix, zone, now) => withYear(`${at.day} ${MONTHS[at.month - 1].slice(0, 3)}`, at, unix, now);

/** "3 minutes ago", "in 2 days", "just now". */
export function ago(unix, now) {
  const seconds = Math.round(Math.abs(now - unix));
  const steps = [
    [60, 1, "second"],
    [3600, 60, "minute"],
    [DAY, 3600, "hour"],
    [30 * DAY, DAY, "day"],
    [365 * DAY, 30 * DAY, "month"],
    [Infinity, 365 * DAY, "year"],
  ];
  if (seconds < 5) return "just now";
  const [, size, word] = steps.find(([below]) => seconds < below);
  const count = Math.floor(seconds / size);
  const span = `${count} ${word}${count === 1 ? "" : "s"}`;
  return unix > now ? `in ${span}` : `${span} ago`;
}

const TOKENS = {
  date_num: (at) => `${pad(at.year, 4)}-${pad(at.month)}-${pad(at.day)}`,
  date: plainDate,
  date_short: shortDate,
  date_long: longDate,
  date_pretty: pretty(plainDate),
  date_short_pretty: pretty(shortDate),
  date_long_pretty: pretty(longDate),
  time: clock,
  time_secs: (at) => `${clock(at)}:${pad(at.second)}`,
  ago: (at, unix, zone, now) => ago(unix, now),
};

/**
 * A date sequence's text with its tokens filled in, or null when the moment or a token is not known (show the
 * fallback).
 */
export function fillTokens(unix, format, zone, now) {
  if (!Number.isFinite(unix) || Math.abs(unix) > LATEST) return null;
  const at = partsIn(unix, zone);
  let known = true;
  const text = format.replace(/\{([a-z_]*)\}/g, (whole, token) => {
    if (!Object.hasOwn(TOKENS, token)) {
      known = false;
      return whole;
    }
    return TOKENS[token](at, unix, zone, now);
  });
  return known ? text : null;
}

/** "14:05". */
export const timeOf = (unix, zone) => clock(partsIn(unix, zone));

/** "14:05:09". */
export const timeWithSeconds = (unix, zone) => TOKENS.time_secs(partsIn(unix, zone));

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
  return { date: TOKENS.date_num(at), time: clock(at) };
}

/** "Monday, 23 November 2026" of a bare "2026-11-23", or "" when it is no date. */
export function spellDate(text) {
  const found = /^(\d{4,})-(\d{2})-(\d{2})$/.exec(text ?? "");
  if (!found) return "";
  const unix = Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3])) / 1000;
  return Number.isFinite(unix) ? spelledDay(unix, "UTC") : "";
}
