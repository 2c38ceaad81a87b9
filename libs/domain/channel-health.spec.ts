import { describe, expect, it } from '@jest/globals';
import { type ChannelFacts, channelState, trialSteps } from './channel-health.js';

const NOW = new Date('2026-11-26T09:00:00.000Z');
const GOOD: ChannelFacts = {
  enabled: true,
  lastInboundAt: '2026-11-26T08:00:00.000Z',
  lastSentAt: null,
  lastErrorAt: null,
  probe: { ok: true, refused: false, endsAt: null, renews: false, webhook: 'active' },
  unreconciled: false,
  unaccounted: 0,
  undelivered: 0,
};

describe('The state of a channel', () => {
  const state = (change: Partial<ChannelFacts>) => channelState({ ...GOOD, ...change }, NOW);
  const probed = (change: Partial<NonNullable<ChannelFacts['probe']>>) =>
    state({ probe: { ok: true, refused: false, endsAt: null, renews: false, webhook: null, ...change } });

  it('is broken while the provider does not let us in, until something newer goes well', () => {
    expect(state({ lastErrorAt: '2026-11-26T08:30:00.000Z' })).toBe('broken');
    expect(state({ lastErrorAt: '2026-11-26T07:30:00.000Z' })).toBe('working');
    expect(probed({ ok: false, refused: true })).toBe('broken');
    expect(state({ enabled: false, lastErrorAt: '2026-11-26T08:30:00.000Z' })).toBe('off');
  });

  it('asks for attention for what somebody should look at', () => {
    expect(state({ unreconciled: true })).toBe('attention');
    expect(state({ unaccounted: 1 })).toBe('attention');
    expect(state({ undelivered: 2 })).toBe('attention');
    expect(probed({ webhook: 'elsewhere' })).toBe('attention');
    expect(probed({ ok: false })).toBe('attention');
  });

  it('warns a week before an access ends, but not of one that is renewed by itself', () => {
    expect(probed({ endsAt: '2026-12-02T09:00:00.000Z' })).toBe('attention');
    expect(probed({ endsAt: '2026-12-04T09:00:00.000Z' })).toBe('working');
    expect(probed({ endsAt: '2026-11-26T09:40:00.000Z', renews: true })).toBe('working');
  });

  it('is quiet when nothing was ever said, working otherwise', () => {
    expect(state({ lastInboundAt: null })).toBe('quiet');
    expect(state({ probe: null })).toBe('working');
  });
});

describe('A test round the loop', () => {
  const at = (second: number) => new Date(NOW.getTime() + second * 1_000);
  const facts = {
    askedAt: at(0),
    takenAt: at(1),
    acceptedAt: at(2),
    failedAt: null,
    sentAt: null,
    deliveredAt: null,
    readAt: null,
    answeredAt: null,
  };
  const everything = { delivered: true, read: true, inbound: true };
  const states = (more: Partial<typeof facts> | object, can = everything) =>
    trialSteps({ ...facts, ...more }, can).map(({ step, state }) => `${step} ${state}`);

  it('has got what was read', () => {
    expect(states({ readAt: at(5) }).slice(3)).toEqual([
      'sent done',
      'delivered done',
      'read done',
      'answered waiting',
    ]);
  });

  it('waits for nothing that a channel does not tell', () => {
    expect(states({}, { delivered: false, read: false, inbound: true }).slice(3)).toEqual([
      'sent untold',
      'delivered untold',
      'read untold',
      'answered waiting',
    ]);
  });

  it('failed at the first step that it did not reach', () => {
    expect(states({ acceptedAt: null, failedAt: at(3) })[2]).toBe('accepted failed');
    expect(states({ sentAt: at(3), failedAt: at(4) })[4]).toBe('delivered failed');
  });
});
