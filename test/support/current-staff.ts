import type { CurrentStaff } from '@sila/access';

/** Somebody signed in, for tests that ask a service instead of the api. */
export function signedIn(more: Pick<CurrentStaff, 'role'> & Partial<CurrentStaff>): CurrentStaff {
  return {
    id: '01938f6e-0000-7000-8000-00000000ad01',
    queueIds: [],
    name: 'سارة',
    email: 'sara@sila.example',
    language: 'ar',
    sessionId: '01938f6e-0000-7000-8000-00000000ad02',
    expiresAt: new Date('2100-01-01'),
    mustChangePassword: false,
    peer: null,
    requestId: null,
    ...more,
  };
}
