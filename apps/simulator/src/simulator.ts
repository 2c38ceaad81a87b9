import { OpenProviders } from './core/open.providers.js';
import type { Provider } from './core/provider.js';
import { type SimulatorOptions, defaultOptions } from './core/simulator.options.js';
import { createWorld, type World } from './core/simulator.world.js';
import { SimulatorClient } from './client.js';
import { registerApi } from './http/api.routes.js';
import { registerEvents } from './http/events.routes.js';
import { createHttpServer } from './http/http.server.js';
import { registerMedia } from './http/media.routes.js';
import { registerPage } from './http/page.routes.js';
import { registerViews } from './http/views.routes.js';
import { type AccountsInput, providers } from './provider.list.js';
import { registerSite } from './site/site.routes.js';

export type { HeardRequest, SimulatorOptions } from './core/simulator.options.js';
export { SimulatorClient } from './client.js';

/** A running simulator. */
export type Simulator = {
  readonly url: string;
  readonly port: number;
  readonly smtpPort: number;
  readonly imapPort: number;
  /** A client of its HTTP interface. */
  readonly client: SimulatorClient;
  /** As `POST /accounts`. */
  configure(accounts: AccountsInput): void;
  /** Ends every connection and timer; resolves when all ports are free. */
  stop(): Promise<void>;
};

/** Starts the pretended providers and their page. Rejects when a port is taken. */
export const startSimulator = async (
  options: SimulatorOptions = {},
  played: readonly Provider[] = providers,
): Promise<Simulator> => {
  const host = options.host ?? defaultOptions.host;
  const bound = { url: '', port: 0, smtpPort: 0, imapPort: 0 };
  const world = createWorld(options, played, () => options.publicUrl?.replace(/\/$/, '') ?? bound.url);
  const opened = new OpenProviders(played, world);
  world.accounts.configure(addressesOf(options));
  const app = createApp(world, opened, options, () => bound);
  const stop = async (): Promise<void> => {
    world.timers.dropAll();
    world.caller.close();
    await Promise.all([app.close(), opened.close()]);
  };
  try {
    Object.assign(bound, await opened.listen(host));
    bound.port = portIn(await app.listen({ port: options.port ?? defaultOptions.port, host }));
    bound.url = `http://${reachable(host)}:${bound.port}`;
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ...bound,
    client: new SimulatorClient(bound.url),
    configure: (accounts) => world.accounts.configure(accounts),
    stop,
  };
};

/** The address by which this machine reaches a server bound to `host`. */
const reachable = (host: string): string => {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
};

const portIn = (address: string): number => Number(new URL(address).port);

const createApp = (world: World, opened: OpenProviders, options: SimulatorOptions, ports: () => object) => {
  const app = createHttpServer();
  const { heard } = options;
  if (heard) app.addHook('preHandler', async ({ method, url, body }) => heard({ method, url, body }));
  for (const { service } of opened.all()) void app.register(async (own) => service.routes?.(own));
  registerApi(app, world, opened, ports);
  registerViews(app, world, opened);
  registerMedia(app, world);
  registerEvents(app, world);
  registerSite(app, world, opened);
  registerPage(app, options.pageDir);
  return app;
};

const addressesOf = (options: SimulatorOptions): AccountsInput => ({
  ...(options.apiUrl === undefined ? {} : { apiUrl: options.apiUrl }),
  ...(options.consoleUrl === undefined ? {} : { consoleUrl: options.consoleUrl }),
});
