/** User and password of an HTTP Basic `Authorization` header; empty strings when there is none. */
export const credentialsOf = (
  header: string | undefined,
): { readonly user: string; readonly password: string } => {
  const encoded = /^Basic\s+(\S+)$/i.exec(header ?? '')?.[1] ?? '';
  const [user = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { user, password: rest.join(':') };
};
