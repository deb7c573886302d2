// Files of drafts, kept by this browser until they are sent: the words are in localStorage, which takes no bytes.

let opened = null;

function open() {
  const asked = indexedDB.open("drafts", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("files");
  return settled(asked);
}

const settled = (asked) =>
  new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

// A browser that keeps nothing, as in a private window, has them as long as the tab lives.
async function inStore(mode, act) {
  try {
    opened ??= open();
    return await settled(act((await opened).transaction("files", mode).objectStore("files")));
  } catch {
    return undefined;
  }
}

/** Keeps the files of a draft by its key; none at all are forgotten. */
export const keepFiles = (key, files) =>
  inStore("readwrite", (store) => (files.length ? store.put(files, key) : store.delete(key)));

/** The files kept by this key, or none. */
export const keptFiles = async (key) => (await inStore("readonly", (store) => store.get(key))) ?? [];
