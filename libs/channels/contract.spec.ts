import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import {
  ChannelError,
  type Channel,
  type Connection,
  type Inbound,
  type Json,
  type RawEvent,
  type RawRequest,
} from './channel.js';
import {
  type ChannelFailure,
  type ChannelFixture,
  DEFAULT_WEBHOOK_URL,
  fixtureSign,
  type MissedFixture,
  withServer,
} from './fixture.js';
import { channels } from './index.js';
import type { Missed } from './upkeep.js';

interface Recorded {
  readonly fixtures: readonly ChannelFixture[];
  readonly failures: readonly ChannelFailure[];
  readonly missed?: MissedFixture;
}

const RECEIVED_AT = new Date('2026-11-22T06:15:03Z');
const SECRET_NAME = /password|secret|(auth|access|refresh|api)_?(token|key)$/i;
const CAPABILITIES =
  'attachments continuity html idempotentSend inPerson inbound maxLength outbound paper rate reaches receipts ' +
  'reconcile segments splits subject templates typing undoSeconds voice window';

const fieldShape = z.looseObject({
  title: z.string().min(1),
  titleAr: z.string().regex(/[\u0600-\u06FF]/),
  secret: z.literal(true).optional(),
});
const formShape = z.looseObject({ properties: z.record(z.string(), z.unknown()) });

const recorded = new Map<string, Recorded>();
for (const channel of channels) {
  recorded.set(channel.name, (await import(`./${channel.name}/fixtures/index.js`)) as Recorded);
}

function open(channel: Channel, fixture: Pick<ChannelFixture, 'settings' | 'webhookUrl'>): Connection {
  return channel.open(channel.settings.parse(fixture.settings), {
    accountId: 'fixture',
    webhookUrl: fixture.webhookUrl ?? DEFAULT_WEBHOOK_URL,
    publicUrl: 'https://sila.example',
    now: () => RECEIVED_AT,
    sign: fixtureSign,
  });
}

function eventsOf(connection: Connection, fixture: ChannelFixture, request: RawRequest): readonly RawEvent[] {
  return fixture.event ? [fixture.event] : (connection.webhook?.events(request) ?? []);
}

async function firstMeaning(connection: Connection, fixture: ChannelFixture): Promise<Inbound[]> {
  const [event] = eventsOf(connection, fixture, fixture.request);
  if (!event) throw new Error('the fixture holds no event');
  return connection.parse({ ...event, request: fixture.request, receivedAt: RECEIVED_AT });
}

function copyOf(request: RawRequest): RawRequest {
  return { ...request, headers: { ...request.headers }, body: Buffer.from(request.body) };
}

/** The same request with one byte changed: in the secret that it shows, in the body, or in the query when there is none. */
function corrupted({ request, bearerHeader, bearerAddress }: ChannelFixture): RawRequest {
  const copy = copyOf(request);
  if (bearerHeader !== undefined) {
    const shown = copy.headers[bearerHeader] ?? '';
    return { ...copy, headers: { ...copy.headers, [bearerHeader]: withLastChanged(shown) } };
  }
  if (copy.body.length > 0 && !bearerAddress) {
    const middle = Math.floor(copy.body.length / 2);
    copy.body.writeUInt8(copy.body.readUInt8(middle) ^ 1, middle);
    return copy;
  }
  return { ...copy, url: withLastChanged(copy.url) };
}

function withLastChanged(text: string): string {
  return text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) ^ 1);
}

describe.each(channels.map((channel) => [channel.name, channel] as const))('%s', (name, channel) => {
  const { fixtures, failures, missed } = recorded.get(name) ?? { fixtures: [], failures: [] };
  const genuine = fixtures
    .filter((fixture) => !fixture.tampered)
    .map((fixture) => [fixture.name, fixture] as const);
  const tampered = fixtures
    .filter((fixture) => fixture.tampered)
    .map((fixture) => [fixture.name, fixture] as const);

  it('introduces itself in both languages', () => {
    expect(channel.name).toMatch(/^[a-z][a-z-]*$/);
    expect(channel.label.ar).toMatch(/[\u0600-\u06FF]/);
    expect(channel.label.en).toMatch(/[A-Za-z]/);
    expect(channel.icon).toMatch(/^[a-z][a-z0-9-]*$/);
  });

  it('draws a form: every field titled in both languages, every secret marked', () => {
    const form = formShape.parse(z.toJSONSchema(channel.settings, { io: 'input' }));
    for (const [field, schema] of Object.entries(form.properties)) {
      const { secret } = fieldShape.parse(schema, { error: () => `${name}.${field}` });
      if (SECRET_NAME.test(field)) expect([field, secret]).toEqual([field, true]);
    }
  });

  it('states every capability', () => {
    expect(Object.keys(channel.capabilities).sort()).toEqual(CAPABILITIES.split(' '));
    expect(Object.values(channel.capabilities)).not.toContain(undefined);
  });

  it('has fixtures: a stranger, and a forgery where it takes webhooks', () => {
    expect(genuine.length).toBeGreaterThan(0);
    const [first] = genuine;
    const takesWebhooks = first && open(channel, first[1]).webhook !== undefined;
    expect(fixtures.some((fixture) => fixture.unknown)).toBe(true);
    if (takesWebhooks) expect(tampered.length).toBeGreaterThan(0);
  });

  describeSignatures(channel, genuine, tampered);
  describeMeanings(channel, genuine);
  describeFailures(failures);
  describeMissed(channel, genuine, missed);
});

function describeSignatures(
  channel: Channel,
  genuine: readonly (readonly [string, ChannelFixture])[],
  tampered: readonly (readonly [string, ChannelFixture])[],
): void {
  it.each(genuine)('accepts "%s" and refuses it with one byte changed', (_name, fixture) => {
    const { webhook } = open(channel, fixture);
    if (!webhook) return expect(fixture.event).toBeDefined();
    expect(webhook.verify(fixture.request)).toBe(true);
    expect(webhook.verify(corrupted(fixture))).toBe(false);
  });

  if (tampered.length > 0) {
    it.each(tampered)('refuses "%s"', (_name, fixture) => {
      expect(open(channel, fixture).webhook?.verify(fixture.request)).toBe(false);
    });
  }
}

function describeMeanings(channel: Channel, genuine: readonly (readonly [string, ChannelFixture])[]): void {
  it.each(genuine)('gives "%s" the same keys every time', (_name, fixture) => {
    const connection = open(channel, fixture);
    const keys = eventsOf(connection, fixture, fixture.request).map((event) => [event.key, event.lane]);
    expect(keys).toHaveLength(fixture.events ?? 1);
    expect(new Set(keys.map(([key]) => key)).size).toBe(keys.length);
    const again = eventsOf(open(channel, fixture), fixture, fixture.redelivered ?? copyOf(fixture.request));
    expect(again.map((event) => [event.key, event.lane])).toEqual(keys);
  });

  it.each(genuine)('understands "%s" the same way twice, and leaves it as it is', async (_name, fixture) => {
    const before = copyOf(fixture.request);
    const first = await firstMeaning(open(channel, fixture), fixture);
    const second = await firstMeaning(open(channel, fixture), fixture);
    expect(second).toEqual(first);
    expect(fixture.request).toEqual(before);
    if (fixture.expect) expect(first).toMatchObject([...fixture.expect]);
  });

  it.each(genuine.filter(([, fixture]) => fixture.unknown))(
    'keeps and shows "%s"',
    async (_name, fixture) => {
      expect(await firstMeaning(open(channel, fixture), fixture)).toMatchObject([
        { type: 'message', kind: 'unsupported' },
      ]);
    },
  );
}

function describeFailures(failures: readonly ChannelFailure[]): void {
  it.each(failures.map((failure) => [failure.name, failure] as const))(
    'understands "%s"',
    async (_name, failure) => {
      const error = await failure.provoke().then(
        () => null,
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(ChannelError);
      expect(error).toMatchObject({ kind: failure.kind, ...(failure.code ? { code: failure.code } : {}) });
    },
  );
}

function describeMissed(
  channel: Channel,
  genuine: readonly (readonly [string, ChannelFixture])[],
  missed: MissedFixture | undefined,
): void {
  it('has a recorded answer where the provider can be asked what was missed', () => {
    const canAsk = genuine.some(([, fixture]) => open(channel, fixture).missed !== undefined);
    expect(missed !== undefined).toBe(canAsk);
  });
  if (!missed) return;

  it('gives what was missed the keys and lanes of its webhook', () =>
    withProvider(missed, async (apiBaseUrl) => {
      const connection = open(channel, { settings: { ...missed.settings, apiBaseUrl } });
      const answers = await answersOf(connection, missed.since);
      if (missed.told === null)
        return expect(answers).toEqual([{ kind: 'redelivery', awaited: missed.awaited }]);
      const items = answers.flatMap((answer) => (answer.kind === 'listed' ? answer.items : []));
      const told = missed.told.flatMap((request) => connection.webhook?.events(request) ?? []);
      const identity = ({ key, lane }: RawEvent) => `${key} in ${lane}`;
      expect(items.map(({ event }) => identity(event)).sort()).toEqual(told.map(identity).sort());
      for (const { event, at, request } of items) {
        expect(connection.webhook?.events(await request())).toEqual([event]);
        expect(at.getTime()).toBeGreaterThanOrEqual(missed.since.getTime());
      }
      await connection.close?.();
    }));
}

function withProvider<T>({ answer }: MissedFixture, work: (apiBaseUrl: string) => Promise<T>): Promise<T> {
  return withServer(({ url = '' }, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer(decodeURIComponent(url))));
  }, work);
}

/** Every answer until nothing more is to come. */
async function answersOf(connection: Connection, since: Date): Promise<Missed[]> {
  const answers: Missed[] = [];
  for (let next: Json = null; answers.length === 0 || next !== null;) {
    const answer: Missed | undefined = await connection.missed?.({ unsure: since, days: since }, next);
    if (!answer) throw new Error('the channel can not be asked');
    answers.push(answer);
    next = answer.kind === 'listed' ? answer.next : null;
  }
  return answers;
}
