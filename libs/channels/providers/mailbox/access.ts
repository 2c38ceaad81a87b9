import { z } from 'zod';
import { ChannelError } from '../../channel.js';
import type { ProviderReport } from '../../upkeep.js';
import type { MailLogin, Security } from './settings.js';

const TOKEN_TIMEOUT_MS = 10_000;
/** A token is renewed this long before it ends. */
const MARGIN_MS = 120_000;

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().default(3_000),
});

/** Who we are to the mail server: a password, or an OAuth access token (SASL XOAUTH2). */
export type Login =
  { readonly user: string; readonly pass: string } | { readonly user: string; readonly accessToken: string };

/** Hands out the login of an account and renews its OAuth token when needed. */
export class LoginSource {
  private token: { readonly value: string; readonly until: number } | null = null;

  constructor(
    private readonly settings: MailLogin,
    private readonly now: () => Date,
  ) {}

  /** The login to use now. Throws ChannelError `auth` when the token was refused, `retry` when nobody answered. */
  async login(): Promise<Login> {
    const { user, password, oauthAccessToken, oauthRefreshToken } = this.settings;
    if (oauthRefreshToken) return { user, accessToken: await this.freshToken(oauthRefreshToken) };
    if (oauthAccessToken) return { user, accessToken: oauthAccessToken };
    return { user, pass: password ?? '' };
  }

  /** When the access token ends; absent for a password, or a token of which nobody said it. */
  async report(): Promise<ProviderReport> {
    await this.login();
    return this.token ? { access: { endsAt: new Date(this.token.until + MARGIN_MS), renews: true } } : {};
  }

  private async freshToken(refreshToken: string): Promise<string> {
    const now = this.now().getTime();
    if (this.token && this.token.until > now) return this.token.value;
    const answer = await this.requestToken(refreshToken);
    this.token = { value: answer.access_token, until: now + answer.expires_in * 1_000 - MARGIN_MS };
    return this.token.value;
  }

  private async requestToken(refreshToken: string): Promise<z.output<typeof tokenAnswer>> {
    const { oauthTokenUrl, oauthClientId, oauthClientSecret } = this.settings;
    const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken });
    body.set('client_id', oauthClientId ?? '');
    if (oauthClientSecret) body.set('client_secret', oauthClientSecret);
    const signal = AbortSignal.timeout(TOKEN_TIMEOUT_MS);
    const response = await fetch(oauthTokenUrl ?? '', {
      method: 'POST',
      body,
      signal,
      redirect: 'error',
    }).catch(() => {
      throw new ChannelError('retry', 'oauth-unreachable', 'the token server did not answer');
    });
    if (response.status >= 500)
      throw new ChannelError('retry', 'oauth-unavailable', `token server: ${response.status}`);
    const answer = tokenAnswer.safeParse(await response.json().catch(() => null));
    if (response.ok && answer.success) return answer.data;
    throw new ChannelError(
      'auth',
      'oauth-refused',
      `the token server refused the refresh token: ${response.status}`,
    );
  }
}

/** TLS options shared by both mail clients. */
export function protection(security: Security): { secure: boolean; starttls: boolean } {
  return { secure: security === 'tls', starttls: security === 'starttls' };
}
