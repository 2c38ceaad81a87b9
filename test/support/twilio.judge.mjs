/**
 * Holds requests against Twilio's own description with Stoplight's Prism. A thread of its own, so that Prism is loaded once, as it
 * is, and not through the loader of the tests; and only where something was asked of Twilio.
 *
 * Gets `{ file, requests }`, posts `{ faults, met }`: what is wrong, a line each, and the calls that were met.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

const require = createRequire(import.meta.url);
const { getHttpOperationsFromSpec } = require('@stoplight/prism-http/dist/utils/operations');
const { validateInput } = require('@stoplight/prism-http/dist/validator');
const { default: route } = require('@stoplight/prism-http/dist/router');

const FORM = 'application/x-www-form-urlencoded';

/** Says of lists in forms what OpenAPI means by silence (a field for each item), since Prism takes the silence for a single value. */
function spokenOut(description) {
  const bodies = Object.values(description.paths).flatMap((path) =>
    Object.values(path).flatMap(({ requestBody }) => Object.values(requestBody?.content ?? {})),
  );
  for (const body of bodies) {
    const lists = Object.entries(body.schema.properties ?? {}).filter(([, { type }]) => type === 'array');
    body.encoding = Object.fromEntries(lists.map(([name]) => [name, { style: 'form', explode: true }]));
  }
  return description;
}

function inputOf({ method, path, query, form }) {
  const hasBody = method === 'POST';
  return {
    method: method.toLowerCase(),
    url: { baseUrl: '', path, query },
    headers: hasBody ? { 'content-type': FORM } : {},
    body: hasBody ? form : undefined,
  };
}

/** Prism lets everybody say more than the description knows. Twilio passes it over, so that a slip of the pen is never heard of. */
function strangersIn({ query, form }, { request }) {
  const parameters = (request?.query ?? []).map(({ name }) => name);
  const fields = Object.keys(request?.body?.contents?.[0]?.schema?.properties ?? {});
  return [
    ...Object.keys(query).filter((name) => !parameters.includes(name)),
    ...[...new URLSearchParams(form).keys()].filter((name) => !fields.includes(name)),
  ];
}

function judge(operations, request) {
  const { method, path } = request;
  const input = inputOf(request);
  const routed = route({ resources: operations, input });
  if (routed._tag === 'Left') return { faults: [`${method} ${path}: ${routed.left.message}`] };
  const operation = routed.right;
  const call = `${method} ${operation.path}`;
  const verdict = validateInput({ resource: operation, element: input });
  const wrong = verdict._tag === 'Left' ? verdict.left.map(({ message }) => message) : [];
  const faults = [...strangersIn(request, operation).map((name) => `Twilio knows no ${name}`), ...wrong];
  return { call, faults: faults.map((fault) => `${call}: ${fault}`) };
}

const description = spokenOut(JSON.parse(readFileSync(workerData.file, 'utf8')));
const operations = await getHttpOperationsFromSpec(description);
const verdicts = workerData.requests.map((request) => judge(operations, request));
parentPort.postMessage({
  faults: verdicts.flatMap(({ faults }) => faults),
  met: [...new Set(verdicts.flatMap(({ call }) => call ?? []))].sort((a, b) => (a < b ? -1 : 1)),
});
