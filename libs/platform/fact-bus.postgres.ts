import { Client } from 'pg';
import { CarriedFactBus } from './fact-bus.carrier.js';
import type { Log } from './log.js';

const CHANNEL = 'sila_facts';
/** PostgreSQL takes payloads shorter than 8,000 bytes (documentation of NOTIFY). */
const MAX_BYTES = 7_800;
const TIMEOUT_MS = 2_000;
const HEARTBEAT_MS = 2_000;
const LONGEST_RETRY_MS = 1_000;

/**
 * The bus over LISTEN and NOTIFY, on a connection of its own: no pool that is exhausted can silence it. The connection
 * is tested every two seconds and made again within five of its loss (promises.md F13).
 */
export class PostgresFactBus extends CarriedFactBus {
  private client: Client | null = null;
  private closed = false;
  private tries = 0;
  private retry: NodeJS.Timeout | null = null;
  private readonly heartbeat: NodeJS.Timeout;

  /** Connects in the background and again whenever the connection is lost. Needs a direct or session-pooled address. */
  constructor(
    private readonly url: string,
    log: Log,
  ) {
    super(log, MAX_BYTES);
    this.heartbeat = setInterval(() => void this.beat(), HEARTBEAT_MS);
    this.heartbeat.unref();
    void this.connect();
  }

  override get connected(): boolean {
    return this.client !== null;
  }

  protected override async leave(): Promise<void> {
    this.closed = true;
    clearInterval(this.heartbeat);
    if (this.retry) clearTimeout(this.retry);
    const client = this.client;
    this.client = null;
    await client?.end().catch(() => undefined);
  }

  protected override async send(payloads: readonly string[]): Promise<void> {
    if (!this.client) throw new Error('not connected');
    await this.client.query(`SELECT pg_notify('${CHANNEL}', p) FROM unnest($1::text[]) p`, [payloads]);
  }

  private async connect(): Promise<void> {
    const client = new Client({
      connectionString: this.url,
      connectionTimeoutMillis: TIMEOUT_MS,
      query_timeout: TIMEOUT_MS,
      keepAlive: true,
      application_name: 'sila facts',
    });
    client.on('error', (error) => this.lost(client, error));
    client.on('end', () => this.lost(client, 'ended'));
    client.on('notification', ({ payload }) => this.receive(payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      this.established(client);
    } catch (error) {
      this.complain('the fact bus could not listen on PostgreSQL', error);
      await client.end().catch(() => undefined);
      this.connectLater();
    }
  }

  private established(client: Client): void {
    if (this.closed) return void client.end().catch(() => undefined);
    this.client = client;
    this.tries = 0;
    this.inTouch();
    this.deliverReconnect();
  }

  private lost(client: Client, error: unknown): void {
    if (this.client !== client) return;
    this.client = null;
    if (this.closed) return;
    this.complain('the fact bus lost PostgreSQL', error);
    void client.end().catch(() => undefined);
    this.connectLater();
  }

  private connectLater(): void {
    if (this.closed) return;
    this.tries += 1;
    this.retry = setTimeout(() => void this.connect(), Math.min(100 * this.tries, LONGEST_RETRY_MS));
  }

  /** A connection that was cut without a word answers nothing. */
  private async beat(): Promise<void> {
    const client = this.client;
    await client?.query('SELECT 1').catch((error: unknown) => this.lost(client, error));
  }
}
