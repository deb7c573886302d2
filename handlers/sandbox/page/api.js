// The page's only way out: the sandbox's door, always on this page's own host.

export class DoorError extends Error {
  /** errors: {block_id: words} where the refusal belongs beside fields */
  constructor(words, status, errors = null) {
    super(words);
    this.status = status;
    this.errors = errors;
  }
}

async function answer(promise) {
  let response;
  try {
    response = await promise;
  } catch {
    throw new DoorError("The sandbox does not answer. Is it still running?", 0);
  }
  let body = null;
  try {
    body = await response.json();
  } catch {
    // an answer without JSON is told apart by its status below
  }
  if (!response.ok) throw new DoorError(body?.error ?? `The sandbox answered ${response.status}.`, response.status);
  return body ?? {};
}

/** GET /door/{route}; parameters that are null or undefined are left out. */
export function get(route, parameters = {}) {
  const given = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined);
  const query = new URLSearchParams(given).toString();
  return answer(fetch(`/door/${route}${query ? `?${query}` : ""}`, { cache: "no-store" }));
}

/** POST /door/{route} with a JSON body. */
export function post(route, body) {
  return answer(
    fetch(`/door/${route}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    }),
  );
}

/** POST /door/{route} with a file that holds JSON. */
export const loadFile = (route, file) =>
  answer(fetch(`/door/${route}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: file }));

/** Sends a file's bytes; gives its id, by which a message can share it. */
export async function upload(as, file) {
  const query = new URLSearchParams({ as, name: file.name });
  const headers = { "Content-Type": "application/octet-stream" };
  const { id } = await answer(fetch(`/door/upload?${query}`, { method: "POST", headers, body: file }));
  return id;
}

/** POST whose answer may be {ok: false, error or errors}: that throws too, so that callers have one way to fail. */
export async function act(route, body) {
  const result = await post(route, body);
  if (result.ok === false) throw new DoorError(result.error ?? "", 200, result.errors);
  return result;
}

/**
 * Live news for one person; returns a function that ends it.
 * A hidden tab lets go of its connection: browsers allow about six to one host, and each person acted as has a tab.
 */
export function openStream(as, onEvent, onState) {
  let source = null;
  let timer = null;
  let pause = 500;
  let ended = false;
  let wasOpen = false;

  function start() {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(`/door/stream?as=${encodeURIComponent(as)}`);
    source.onopen = () => {
      pause = 500;
      onState("open", wasOpen);
      wasOpen = true;
    };
    source.onmessage = (message) => {
      let event = null;
      try {
        event = JSON.parse(message.data);
      } catch {
        return; // a keep-alive line
      }
      onEvent(event);
    };
    source.onerror = () => {
      source.close();
      onState("lost");
      if (!ended && !document.hidden) timer = setTimeout(start, pause);
      pause = Math.min(pause * 2, 5000);
    };
  }

  function seen() {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(() => source?.close(), 15000);
    else if (source?.readyState === EventSource.CLOSED) start();
  }

  start();
  document.addEventListener("visibilitychange", seen);
  return () => {
    ended = true;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", seen);
    source?.close();
  };
}
