import type { Installation } from '../support/installation.js';
import type { Officer } from '../support/officer.js';
import type { Played } from '../support/auditor.js';

/** Numbers between 0 and 1 that one seed always gives in the same order (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface LoadOptions {
  readonly people: number;
  readonly messagesEach: number;
  /** Share of webhooks that are delivered more than once. */
  readonly duplicates: number;
  readonly seed: number;
  /** Where the people's numbers begin, so that two loads meet different people. */
  readonly first?: number;
}

/**
 * Plays beneficiaries and an officer at once: every person writes several messages, one after the other as a phone does, and
 * the officer answers whatever comes. Resolves with everything that was acknowledged.
 */
export async function playLoad(
  sila: Installation,
  officer: Officer,
  options: LoadOptions,
): Promise<Omit<Played, 'taken'>> {
  const random = randomFrom(options.seed);
  const inbound: { providerId: string; sender: string }[] = [];
  const answered: { messageId: string; text: string }[] = [];
  const people = Array.from(
    { length: options.people },
    (_, n) => `+9665${String(10_000_000 + (options.first ?? 0) + n)}`,
  );
  const writing = people.map(async (from) => {
    for (let n = 1; n <= options.messagesEach; n++) {
      const times = random() < options.duplicates ? 2 + Math.floor(random() * 4) : 1;
      const sent = await sila.simulator.client.sendWhatsapp({ from, text: `رسالة ${n} من ${from}`, times });
      const acknowledged = sent.deliveries.some((tries) => tries.some((one) => one.status === 200));
      if (acknowledged) inbound.push({ providerId: sent.id, sender: from });
    }
  });
  const stop = answerEverything(officer, answered, options.first ?? 0);
  await Promise.all(writing);
  await stop();
  return { inbound, answered };
}

/** Every message the provider took, in the order it took them, by its own ledger. */
export async function takenByProvider(sila: Installation): Promise<Played['taken']> {
  const lines = await sila.simulator.client.ledger({
    kind: 'message',
    channel: 'whatsapp',
    direction: 'outbound',
    limit: 50_000,
  });
  return lines.map((line) => ({ providerId: line.messageId, text: line.text ?? '' }));
}

/** Answers each conversation once it waits; returns how to stop after the round that runs. */
function answerEverything(
  officer: Officer,
  answered: { messageId: string; text: string }[],
  first: number,
): () => Promise<void> {
  let stopped = false;
  let count = 0;
  const round = async (): Promise<void> => {
    while (!stopped) {
      const waiting = (await officer.list('all').catch(() => []))
        .filter((item) => item.waitingSince !== null)
        .slice(0, 10);
      for (const item of waiting) {
        const text = `جواب ${first}-${++count} للمحادثة ${item.number}`;
        const message = await officer.reply(item.id, text).catch(() => null);
        if (message) answered.push({ messageId: message.id, text });
      }
      if (waiting.length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const running = round();
  return () => {
    stopped = true;
    return running;
  };
}
