import { quantile } from './figures.js';
import { answering } from './children.js';
import { personNumber, webhookRequest } from './webhook.js';
import { Wire } from './wire.js';

/** As many webhooks as are accepted, over a number of connections, each sending its next one after the answer. */
export interface LoadQuestion {
  readonly url: string;
  readonly port: number;
  readonly connections: number;
  readonly count: number;
  readonly people: number;
  /** Distinguishes this load's messages from all others. */
  readonly name: string;
}

export interface LoadAnswer {
  /** When the first one left, by the clock of the machine. */
  readonly startedAt: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
  readonly refused: number;
}

answering<LoadQuestion, LoadAnswer>(async (question) => {
  const requests = Array.from({ length: question.count }, (_, n) =>
    webhookRequest(question.url, {
      from: personNumber(n % question.people),
      text: `${question.name}-${n}`,
      key: `${question.name}-${n}`,
    }),
  );
  const wires = await Promise.all(
    Array.from({ length: question.connections }, () => Wire.open(question.port)),
  );
  const startedAt = Date.now();
  const began = performance.now();
  const { times, refused } = await sendAll(wires, requests);
  const seconds = (performance.now() - began) / 1_000;
  for (const wire of wires) wire.close();
  return { startedAt, seconds, refused, p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
});

async function sendAll(wires: readonly Wire[], requests: readonly Buffer[]) {
  const times: number[] = [];
  let refused = 0;
  let next = 0;
  const work = async (wire: Wire): Promise<void> => {
    for (let request = requests[next++]; request; request = requests[next++]) {
      const from = performance.now();
      if ((await wire.send(request)) !== 200) refused++;
      times.push(performance.now() - from);
    }
  };
  await Promise.all(wires.map(work));
  return { times, refused };
}
