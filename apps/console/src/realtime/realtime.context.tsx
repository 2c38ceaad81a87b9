import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Connection } from './connection.js';

const Context = createContext<Connection | null>(null);

/** Holds the line to the server while somebody is signed in. */
export function RealtimeProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const client = useQueryClient();
  const [connection] = useState(() => new Connection(client));
  useEffect(() => {
    connection.start();
    return () => connection.stop();
  }, [connection]);
  return <Context value={connection}>{children}</Context>;
}

/** The line to the server. Only below RealtimeProvider. */
export function useConnection(): Connection {
  const connection = useContext(Context);
  if (!connection) throw new Error('useConnection needs a RealtimeProvider above it');
  return connection;
}
