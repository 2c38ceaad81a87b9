import { createContext, useContext } from 'react';

/** Gives how far the person has seen the open conversation. */
export const SeenContext = createContext<() => number>(() => 0);

/** The seq that an answer carries as `lastSeenSeq`. */
export const useSeenSeq = (): (() => number) => useContext(SeenContext);
