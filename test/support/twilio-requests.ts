import { Ajv, type ValidateFunction } from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HeardRequest } from '../../apps/simulator/src/simulator.js';
import { root } from './processes.js';

export type { HeardRequest };

/**
 * What Twilio's own description of its REST interface (version 2010-04-01) lets a request say, taken mechanically from
 * twilio_api_v2010.json of @twilio/cli-core 8.3.2 (MIT): of each call the parameters and the form, nothing else. The package
 * itself would bring eighty others along for that one file.
 */
const FILE = join(root, 'libs/channels/providers/twilio/fixtures/api.requests.json');
const API = '/2010-04-01/';

type Schemas = Readonly<Record<string, object>>;

interface Operation {
  readonly path: Schemas;
  readonly query: Schemas;
  readonly queryRequired?: readonly string[];
  readonly body?: Schemas;
  readonly bodyRequired?: readonly string[];
}

/** Holds every request of Twilio's REST interface against Twilio's description; what it does not know is a fault. */
export class TwilioRequests {
  private readonly ajv = withFormats(new Ajv({ coerceTypes: 'array', allErrors: true, strict: false }));
  private readonly operations = readOperations();
  private readonly checks = new Map<object, ValidateFunction>();
  private readonly found: string[] = [];
  private readonly calls = new Set<string>();

  /** Everything that was wrong so far, a line each. */
  get faults(): readonly string[] {
    return this.found;
  }

  /** Which calls were met, as `POST /2010-04-01/Accounts/{AccountSid}/Messages.json`. */
  get met(): ReadonlySet<string> {
    return this.calls;
  }

  /** Looks at a request; one that is not for Twilio's REST interface is none of its business. */
  hear({ method, url, body }: HeardRequest): void {
    const address = new URL(url, 'http://twilio.test');
    const at = address.pathname.indexOf(API);
    if (at < 0) return;
    const path = address.pathname.slice(at);
    // A file, at the address that Twilio itself named for it.
    if (method === 'GET' && !path.endsWith('.json')) return;
    const known = this.operations.find((one) => one.method === method && one.pattern.test(path));
    if (!known) return void this.found.push(`${method} ${path}: Twilio has no such call`);
    this.calls.add(`${method} ${known.template}`);
    const { operation, pattern } = known;
    const said = {
      path: [operation.path, {}, pattern.exec(path)?.groups ?? {}],
      query: [operation.query, operation.queryRequired, fieldsOf(address.searchParams)],
      form: [operation.body ?? {}, operation.bodyRequired, { ...(body as object | null) }],
    } as const;
    for (const [part, [schemas, required, values]] of Object.entries(said))
      this.judge(`${method} ${known.template}, ${part}`, schemas, required, values);
  }

  private judge(where: string, properties: Schemas, required: unknown, values: object): void {
    const check =
      this.checks.get(properties) ??
      this.ajv.compile({
        type: 'object',
        properties,
        required: Array.isArray(required) ? required : [],
        additionalProperties: false,
      });
    this.checks.set(properties, check);
    if (check(values)) return;
    for (const { instancePath, message, params } of check.errors ?? [])
      this.found.push(`${where}${instancePath}: ${message} ${JSON.stringify(params)}`);
  }
}

function readOperations() {
  const paths = JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, Record<string, Operation>>;
  return Object.entries(paths).flatMap(([template, operations]) => {
    const pattern = new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+?)')}$`);
    return Object.entries(operations).map(([method, operation]) => ({
      method,
      template,
      pattern,
      operation,
    }));
  });
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

/** Formats of the description; how an address looks is Twilio's to say, since it takes numbers, names and ids. */
function withFormats(ajv: Ajv): Ajv {
  ajv.addFormat('uri', (value) => URL.canParse(value));
  ajv.addFormat('date-time', (value) => !Number.isNaN(Date.parse(value)));
  ajv.addFormat('date', /^\d{4}-\d{2}-\d{2}$/);
  ajv.addFormat('http-method', /^(GET|POST|HEAD|PUT|PATCH|DELETE)$/);
  for (const free of ['phone-number', 'int64', 'endpoint', 'twiml', 'iso-country-code'])
    ajv.addFormat(free, true);
  return ajv;
}
