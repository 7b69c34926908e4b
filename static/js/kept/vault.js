// One list kept in this browser, locked with a code that only its owner knows. Nothing of it leaves this phone, and
// nothing here can open it without the code: the key is worked out of it each time (PBKDF2), the list is AES-GCM.
// Wrong codes are counted before they are tried; the fifth one deletes the list.
export const LEAST = 6;
export const TRIES = 5;
const ROUNDS = 600000;
const BASE = "list";
const STORE = "kept";
const ONE = "one";

export class Wrong extends Error {
  constructor(left) {
    super("wrong code");
    this.left = left;
  }
}

export const works = () => Boolean(globalThis.indexedDB && globalThis.crypto?.subtle);

export const isWeak = (code) => code.length < LEAST || new Set(code).size < 3 || "0123456789876543210".includes(code);

const asked = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function within(mode, work) {
  const opening = indexedDB.open(BASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const base = await asked(opening);
  try {
    const transaction = base.transaction(STORE, mode);
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
    const answer = await work(transaction.objectStore(STORE));
    await done;
    return answer;
  } finally {
    base.close();
  }
}

const read = () => within("readonly", (store) => asked(store.get(ONE)));
const write = (kept) => within("readwrite", (store) => asked(store.put(kept, ONE)));

export const isKept = async () => Boolean(await read());

export async function forget() {
  await asked(indexedDB.deleteDatabase(BASE));
  for (const name of globalThis.caches ? await caches.keys() : []) if (name.startsWith("list-")) await caches.delete(name);
  const worker = await navigator.serviceWorker?.getRegistration("/list/");
  await worker?.unregister();
}

async function keyOf(code, salt, rounds) {
  const words = new TextEncoder().encode(code.normalize("NFC"));
  const from = await crypto.subtle.importKey("raw", words, "PBKDF2", false, ["deriveKey"]);
  const way = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(way, from, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

async function locked(key, salt, list) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(list));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain);
  return { salt, iv, data, rounds: ROUNDS, tries: 0 };
}

export async function keep(code, list) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  await write(await locked(await keyOf(code, salt, ROUNDS), salt, list));
}

// The list, and how to put a newer one in its place. Throws Wrong with how many tries are left; 0: it is deleted.
export async function open(code) {
  const kept = await within("readwrite", async (store) => {
    const found = await asked(store.get(ONE));
    if (found) await asked(store.put({ ...found, tries: found.tries + 1 }, ONE));
    return found;
  });
  if (!kept) throw new Wrong(0);
  if (kept.tries >= TRIES) {
    await forget();
    throw new Wrong(0);
  }
  const key = await keyOf(code, kept.salt, kept.rounds);
  let list;
  try {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: kept.iv }, key, kept.data);
    list = JSON.parse(new TextDecoder().decode(plain));
  } catch {
    const left = TRIES - kept.tries - 1;
    if (left <= 0) await forget();
    throw new Wrong(Math.max(left, 0));
  }
  await write({ ...kept, tries: 0 });
  const replace = async (newer) => write(await locked(key, kept.salt, newer));
  return { list, replace };
}
