import { createHmac } from 'node:crypto';

/**
 * The X-Twilio-Signature of a form-encoded webhook: base64 of HMAC-SHA1 under the auth token over the URL as configured
 * (fragment removed) followed by every parameter name and value, names in code-unit order.
 * Source: twilio.com/docs/usage/security, "Validating requests".
 */
export const twilioSignature = (
  authToken: string,
  url: string,
  params: Readonly<Record<string, string>>,
): string => {
  const text = Object.keys(params)
    .sort()
    .reduce((sum, name) => sum + name + (params[name] ?? ''), withoutFragment(url));
  return createHmac('sha1', authToken).update(text, 'utf8').digest('base64');
};

/** The connection-override fragment is Twilio's own: it is neither signed nor sent. */
export const withoutFragment = (url: string): string => url.replace(/#.*$/s, '');
