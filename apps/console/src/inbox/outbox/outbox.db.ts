import type { OutboxEntry } from './outbox.rules.js';

const NAME = 'sila';
const STORE = 'outbox';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'clientId' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The browser keeps no data.'));
  });
}

async function within<Result>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode, { durability: 'strict' });
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error('The browser keeps no data.'));
    });
  } finally {
    database.close();
  }
}

/** The outbox on disk. Each call resolves when the change is durable. */
export const outboxDb = {
  all: (): Promise<readonly OutboxEntry[]> =>
    within('readonly', (store) => store.getAll() as IDBRequest<OutboxEntry[]>),
  put: (entry: OutboxEntry): Promise<unknown> => within('readwrite', (store) => store.put(entry)),
  remove: (clientId: string): Promise<unknown> => within('readwrite', (store) => store.delete(clientId)),
  clear: (): Promise<unknown> => within('readwrite', (store) => store.clear()),
};
