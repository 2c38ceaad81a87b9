/** Things kept in this browser, by their key. Each call resolves when the change is durable. */
export interface BrowserStore<Entry> {
  all(): Promise<readonly Entry[]>;
  put(entry: Entry): Promise<unknown>;
  remove(key: string): Promise<unknown>;
  clear(): Promise<unknown>;
}

/** A store of its own in IndexedDB; `keyPath` is the field of an entry that tells it from others. */
export function browserStore<Entry>(database: string, name: string, keyPath: string): BrowserStore<Entry> {
  const within = <Result>(
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => IDBRequest<Result>,
  ): Promise<Result> => transact(() => open(database, name, keyPath), name, mode, work);
  return {
    all: () => within('readonly', (store) => store.getAll() as IDBRequest<Entry[]>),
    put: (entry) => within('readwrite', (store) => store.put(entry)),
    remove: (key) => within('readwrite', (store) => store.delete(key)),
    clear: () => within('readwrite', (store) => store.clear()),
  };
}

function open(database: string, name: string, keyPath: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(database, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(name, { keyPath });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The browser keeps no data.'));
  });
}

async function transact<Result>(
  openIt: () => Promise<IDBDatabase>,
  name: string,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const opened = await openIt();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = opened.transaction(name, mode, { durability: 'strict' });
      const request = work(transaction.objectStore(name));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error('The browser keeps no data.'));
    });
  } finally {
    opened.close();
  }
}
