import type { ReactNode } from 'react';
import { PhoneContext, useKeptPhone } from './use.phone.js';

/** Holds the officer's lines while somebody is signed in. */
export function PhoneProvider({ children }: { readonly children: ReactNode }): ReactNode {
  return <PhoneContext value={useKeptPhone()}>{children}</PhoneContext>;
}
