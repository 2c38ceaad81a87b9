import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Starts a server that answers like the listener, runs the work against it, and ends it. */
export async function withServer<T>(
  listener: RequestListener,
  work: (baseUrl: string) => Promise<T>,
): Promise<T> {
  const server = await listening(createServer(listener));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

function listening(server: Server): Promise<Server> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
