// The browser's own store. A write counts only once it lies on the disk: a browser that is killed forgets nothing of it.
const NAME = "anklang";
const SHAPE = 1;
const STORES = ["keys", "queue", "stock"];
let opened;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, SHAPE);
    asked.onupgradeneeded = () => {
      for (const store of STORES) if (!asked.result.objectStoreNames.contains(store)) asked.result.createObjectStore(store);
    };
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
      const shelf = asked.result;
      shelf.onclose = () => (opened = undefined);
      shelf.onversionchange = () => (shelf.close(), (opened = undefined)); // a newer page may change the shape
      resolve(shelf);
    };
  });
  opened.catch(() => (opened = undefined));
  return opened;
}

async function act(store, mode, work) {
  const shelf = await open();
  return new Promise((resolve, reject) => {
    const transaction = shelf.transaction(store, mode, { durability: "strict" });
    const request = work(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error ?? request.error);
    request.onerror = () => reject(request.error);
  });
}

export const get = (store, key) => act(store, "readonly", (rows) => rows.get(key));
export const all = (store) => act(store, "readonly", (rows) => rows.getAll());
export const put = (store, key, value) => act(store, "readwrite", (rows) => rows.put(value, key));
export const add = (store, key, value) => act(store, "readwrite", (rows) => rows.add(value, key));
export const remove = (store, key) => act(store, "readwrite", (rows) => rows.delete(key));
