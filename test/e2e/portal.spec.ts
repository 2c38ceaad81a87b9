import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  ChannelAccountView,
  DraftKey,
  FormReceipt,
  MessagePage,
  PortalChallenge,
  PortalStart,
} from '@sila/contracts';
import { ANSWERS, CANARY, solve } from '../medium/portal.support.js';
import { ConsoleScreen } from '../support/console-screen.js';
import { type Installation, startInstallation } from '../support/installation.js';
import type { Officer } from '../support/officer.js';

describe('a form, from the portal to the screen', () => {
  let sila: Installation;
  let maha: Officer;
  let screen: ConsoleScreen;
  let account: ChannelAccountView;

  beforeAll(async () => {
    sila = await startInstallation({ apis: 2, env: { LOG_LEVEL: 'trace' } });
    maha = await sila.officer('maha');
    const administrator = await sila.officer('admin', [], 'administrator');
    account = await administrator.post('/api/channel-accounts', {
      channel: 'help-request',
      label: 'طلب المساعدة',
      queueId: null,
      webhookUrl: null,
      settings: {},
    });
    screen = await ConsoleScreen.open(maha, sila.apiUrls[0] ?? '');
  }, 120_000);
  afterAll(async () => {
    screen?.close();
    await sila?.stop();
  }, 30_000);

  /** The phone is at the second api process; the officer sits at the first. */
  const call = async <Answer>(path: string, body?: object, token = ''): Promise<Answer> => {
    const response = await fetch(`${sila.apiUrls[1]}/portal/api/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Answer;
  };
  const send = async (): Promise<string> => {
    const { forms } = await call<PortalStart>('start');
    const proof = solve(await call<PortalChallenge>('challenge'));
    const [{ accountId, version } = { accountId: '', version: 0 }] = forms;
    const { token } = await call<DraftKey>('drafts', { accountId, version, language: 'ar', proof });
    const body = { answers: ANSWERS, language: 'ar', consent: '2026-11', website: '' };
    return (await call<FormReceipt>('draft/submit', body, token)).reference;
  };

  it('stands on the officer’s screen with its answers, its numbers covered', async () => {
    expect(account.page).toBe(`${sila.apiUrls[0]}/portal/?form=${account.id}`);
    const reference = await send();
    const { id } = await screen.row((item) => item.snippet.includes(reference));
    const { messages } = await maha.get<MessagePage>(`/api/conversations/${id}/messages`);
    const form = messages.find((message) => message.form !== null)?.form;
    expect(form).toMatchObject({ name: 'help-request', title: 'طلب مساعدة', reference, consent: '2026-11' });
    const lines = form?.parts.flatMap((part) => part.lines) ?? [];
    expect(lines.find(({ field }) => field === 'national-id')).toMatchObject({
      value: '••••••1847',
      hidden: true,
    });
    const original = await fetch(`${sila.apiUrls[0]}/api/messages/${messages[0]?.id}/original`, {
      headers: { cookie: maha.cookie },
    });
    expect(await original.text()).not.toMatch(new RegExp(`${CANARY.nid}|${CANARY.iban}`));
  });

  it('leaves nothing of itself in the logs, however much they say', () => {
    const logs = [...sila.apis, ...sila.workers].map((one) => one.logs()).join('\n');
    expect(logs.length).toBeGreaterThan(100);
    for (const word of [
      CANARY.nid,
      CANARY.iban,
      ANSWERS['national-id'],
      ANSWERS.name,
      ANSWERS.story,
      '551234567',
    ])
      expect(logs).not.toContain(word);
  });
});
