// The address of one message, in Slack's form. Of the page it needs its own host only.

const FORM = /^https?:\/\/([^/]+)\/archives\/([A-Z0-9]+)\/p(\d+)(\d{6})(?:\?(.*))?$/;

/** The address that "Copy link" gives; the sandbox leads it to the page. */
export function permalinkOf(channel, { ts, thread_ts: thread }) {
  const place = `${location.origin}/archives/${channel}/p${ts.replace(".", "")}`;
  return thread && thread !== ts ? `${place}?thread_ts=${thread}&cid=${channel}` : place;
}

/** {channel, ts, thread} of an address of this workspace or of this page's host; null for any other. */
export function permalinked(address, domain) {
  const [, host, channel, seconds, micros, query] = FORM.exec(address) ?? [];
  if (!host || ![`${domain}.slack.com`, location.host].includes(host)) return null;
  return { channel, ts: `${seconds}.${micros}`, thread: new URLSearchParams(query).get("thread_ts") };
}
