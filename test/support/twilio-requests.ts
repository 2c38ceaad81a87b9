import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { HeardRequest } from '../../apps/simulator/src/simulator.js';
import { root } from './processes.js';

export type { HeardRequest };

/**
 * Twilio's own description of its REST interface (version 2010-04-01): twilio_api_v2010.json of @twilio/cli-core 8.3.2 (MIT; the
 * description itself is under Apache 2.0), without its words, examples and answers. The package would bring 272 others along.
 */
const FILE = join(root, 'libs/channels/providers/twilio/fixtures/twilio_api_v2010.json');
const JUDGE = join(root, 'test/support/twilio.judge.mjs');
const API = '/2010-04-01/';
/** Requests of one call and the same fields that are looked at; a load test sends thousands alike. */
const ENOUGH = 20;

interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | string[]>>;
  /** The body as it travels. */
  readonly form: string;
}

/** What Twilio's description says of everything that was heard. */
export interface Verdict {
  /** Everything that is wrong, a line each. */
  readonly faults: readonly string[];
  /** Which calls were met, as `POST /2010-04-01/Accounts/{AccountSid}/Messages.json`, in order of the alphabet. */
  readonly met: readonly string[];
}

/** Holds every request of Twilio's REST interface against Twilio's description; what it does not know is a fault. */
export class TwilioRequests {
  private readonly requests: Request[] = [];
  private readonly alike = new Map<string, number>();

  /** Keeps a request; one that is not for Twilio's REST interface is none of its business. */
  hear({ method, url, body }: HeardRequest): void {
    const address = new URL(url, 'http://twilio.test');
    const at = address.pathname.indexOf(API);
    if (at < 0) return;
    const path = address.pathname.slice(at);
    // A file, at the address that Twilio itself named for it.
    if (method === 'GET' && !path.endsWith('.json')) return;
    const query = fieldsOf(address.searchParams);
    const form = formOf({ ...(body as object | null) });
    const kind = [method, path.replace(/[0-9a-f]{32}/gi, ''), ...Object.keys(query), ...form.keys()].join(
      ' ',
    );
    const known = this.alike.get(kind) ?? 0;
    this.alike.set(kind, known + 1);
    if (known < ENOUGH) this.requests.push({ method, path, query, form: form.toString() });
  }

  /** Judges what was heard so far. */
  judged(): Promise<Verdict> {
    if (this.requests.length === 0) return Promise.resolve({ faults: [], met: [] });
    return new Promise((resolve, reject) => {
      const judge = new Worker(JUDGE, { workerData: { file: FILE, requests: this.requests } });
      judge.once('message', resolve);
      judge.once('error', reject);
    });
  }
}

function fieldsOf(query: URLSearchParams): Record<string, string | string[]> {
  const names = [...new Set(query.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const [first = '', ...others] = query.getAll(name);
      return [name, others.length > 0 ? [first, ...others] : first];
    }),
  );
}

/** The body that the simulator understood, as it was on its way. */
function formOf(body: Readonly<Record<string, unknown>>): URLSearchParams {
  const fields = Object.entries(body).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, String(one)]),
  );
  return new URLSearchParams(fields);
}
