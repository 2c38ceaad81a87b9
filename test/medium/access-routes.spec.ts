import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MetadataScanner, Reflector } from '@nestjs/core';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { RequestMethod } from '@nestjs/common';
import { newId } from '@sila/platform';
import { IS_PUBLIC } from '@sila/access';
import { startTestApi, type TestApi } from './access.support.js';

interface Route {
  readonly method: string;
  readonly path: string;
  readonly isPublic: boolean;
}

/** Every way in without a session. A new one must be put here by hand. */
const OPEN = [
  'DELETE /portal/api/draft',
  'GET /api/media/:id',
  'GET /api/openapi.json',
  'GET /api/waiting-rooms/:id',
  'GET /health/live',
  'GET /health/ready',
  'GET /hooks/:hookId',
  'GET /portal/api/challenge',
  'GET /portal/api/draft',
  'GET /portal/api/start',
  'GET /widget/:name.js',
  'GET /widget/attachments/:id',
  'GET /widget/messages',
  'OPTIONS /widget/attachments',
  'OPTIONS /widget/messages',
  'OPTIONS /widget/receipts',
  'OPTIONS /widget/session',
  'POST /api/session',
  'POST /api/session/invite',
  'POST /hooks/:hookId',
  'POST /portal/api/draft/code',
  'POST /portal/api/draft/files',
  'POST /portal/api/draft/submit',
  'POST /portal/api/drafts',
  'POST /portal/api/resume',
  'POST /portal/api/resume/code',
  'POST /widget/attachments',
  'POST /widget/messages',
  'POST /widget/receipts',
  'POST /widget/session',
  'PUT /portal/api/draft',
];

let api: TestApi;
let routes: readonly Route[];

beforeAll(async () => {
  api = await startTestApi();
  routes = routesOf(api);
}, 60_000);
afterAll(() => api.close());

/** The routes as the controllers declare them, so that none can be forgotten here. */
function routesOf({ app }: TestApi): Route[] {
  const modules = (
    app as unknown as {
      container: { getModules(): Map<string, { controllers: Map<unknown, { metatype: unknown }> }> };
    }
  ).container;
  const scanner = new MetadataScanner();
  const reflector = app.get(Reflector);
  return [...modules.getModules().values()].flatMap((module) =>
    [...module.controllers.values()].flatMap(({ metatype }) => {
      const controller = metatype as new () => object;
      const base = Reflect.getMetadata(PATH_METADATA, controller) as string;
      return scanner.getAllMethodNames(controller.prototype as object).flatMap((name) => {
        const handler = (controller.prototype as Record<string, unknown>)[name] as object;
        const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
        if (method === undefined) return [];
        const paths = [Reflect.getMetadata(PATH_METADATA, handler) as string | string[]].flat();
        const isPublic =
          reflector.getAllAndOverride<boolean>(IS_PUBLIC, [handler as never, controller]) === true;
        return paths.map((path) => ({
          method: RequestMethod[method] ?? '',
          path: join(base, path),
          isPublic,
        }));
      });
    }),
  );
}

function join(base: string, path: string): string {
  return `/${[base, path]
    .map((part) => part.replace(/^\/|\/$/g, ''))
    .filter(Boolean)
    .join('/')}`;
}

const filled = (path: string): string => path.replace(/:\w+/g, newId());
const bodyFor = (method: string) => (['POST', 'PUT', 'PATCH'].includes(method) ? { body: {} } : {});

describe('every route', () => {
  it('is closed without a session unless it is in the list of open ones', async () => {
    const open = routes.filter((route) => route.isPublic).map(({ method, path }) => `${method} ${path}`);
    expect(open.sort((a, b) => (a < b ? -1 : 1))).toEqual([...OPEN].sort((a, b) => (a < b ? -1 : 1)));
    const closed = routes.filter((route) => !route.isPublic);
    expect(closed.length).toBeGreaterThan(30);
    for (const { method, path } of closed) {
      const answer = await api.call(method, filled(path), bodyFor(method));
      expect(`${method} ${path} ${answer.status} ${String(answer.body['code'])}`).toBe(
        `${method} ${path} 401 unauthenticated`,
      );
    }
  });

  it('is closed to HEAD, odd slashes, encodings and made-up sessions too', async () => {
    const cookie = `sila=${'A'.repeat(43)}`;
    expect((await api.call('HEAD', '/api/staff')).status).toBe(401);
    expect((await api.call('GET', '/api/staff', { cookie })).status).toBe(401);
    for (const path of [
      '//api/staff',
      '/api//staff',
      '/api/%73taff',
      '/api/staff/',
      '/API/staff',
      '/api/staff;x',
      '/x/../api/staff',
      '/api/staff%2f',
    ])
      expect([401, 404]).toContain((await api.call('GET', path)).status);
  });

  it('says what it refuses as a problem document with a stable code', async () => {
    const answer = await api.call('GET', '/api/conversations');
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toEqual({
      type: 'about:blank',
      title: 'Unauthorized',
      status: 401,
      code: 'unauthenticated',
      requestId: answer.headers.get('x-request-id'),
    });
    expect((await api.call('GET', '/api/no-such-thing')).body['code']).toBe('not-found');
  });

  it('carries the headers that keep browsers from running strangers’ code', async () => {
    const { headers } = await api.call('GET', '/health/live');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });
});

describe('bodies', () => {
  it('with unknown keys are refused, not taken over', async () => {
    const cookie = await api.signIn((await api.person('administrator')).email);
    const { id } = await api.person('officer');
    const body = { name: 'x', passwordHash: 'mine', id: newId() };
    const answer = await api.call('PATCH', `/api/staff/${id}`, { cookie, body });
    expect([answer.status, answer.body['code']]).toEqual([400, 'bad-request']);
    expect(JSON.stringify(answer.body)).not.toContain('mine');
  });

  it('that are no JSON, too deep or too long are refused in time', async () => {
    const post = async (text: string, type = 'application/json') => {
      const response = await fetch(`${api.url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: text,
      });
      return response.status;
    };
    expect(await post('{"email":')).toBe(400);
    expect(await post('['.repeat(200_000))).toBe(400);
    expect(await post('email=a', 'application/x-www-form-urlencoded')).toBe(415);
    expect(await post(`"${'a'.repeat(1_100_000)}"`)).toBe(413);
    expect(await post('{"__proto__":{"role":"administrator"}}')).toBe(400);
  });

  it('never reach a role that may not act', async () => {
    for (const role of ['officer', 'researcher', 'supervisor'] as const) {
      const cookie = await api.signIn((await api.person(role)).email);
      for (const path of [
        'staff',
        'channel-accounts',
        'channel-kinds',
        'dead-letters',
        'settings/routing',
        'settings/association',
        'settings/forms',
      ])
        expect(`${path} ${(await api.call('GET', `/api/${path}`, { cookie })).status}`).toBe(`${path} 403`);
    }
  });
});

describe('the description of the interface', () => {
  it('is served to everybody and names the routes others rely on', async () => {
    const { body } = await api.call('GET', '/api/openapi.json');
    const paths = Object.keys(body['paths'] as object);
    expect(paths).toEqual(
      expect.arrayContaining([
        '/api/session',
        '/api/conversations',
        '/api/conversations/{id}/messages',
        '/api/queues/live',
        '/health/ready',
      ]),
    );
  });
});

describe('health', () => {
  it('is ready with a migrated database', async () => {
    const answer = await api.call('GET', '/health/ready');
    expect([answer.status, answer.body]).toEqual([
      200,
      { ready: true, checks: { database: true, migrations: true, queueStore: true }, draining: false },
    ]);
  });
});
