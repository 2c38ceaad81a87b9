import { Redis } from 'ioredis';
import { CarriedFactBus } from './fact-bus.carrier.js';
import type { Log } from './log.js';

const CHANNEL = 'sila:facts';
const MAX_BYTES = 64 * 1024;
const COMMAND_TIMEOUT_MS = 2_000;
const HEARTBEAT_MS = 2_000;

/** The bus over Redis pub/sub: two connections, one to speak and one to listen. */
export class RedisFactBus extends CarriedFactBus {
  private readonly speaker: Redis;
  private readonly listener: Redis;
  private listening = false;
  private readonly heartbeat: NodeJS.Timeout;

  /** Connects in the background and again whenever the connection is lost. */
  constructor(url: string, log: Log) {
    super(log, MAX_BYTES);
    this.speaker = this.open(url);
    this.listener = this.open(url);
    this.speaker.on('ready', () => this.inTouch());
    this.listener.on('message', (_channel, payload) => this.receive(payload));
    this.listener.on('ready', () => void this.listen());
    this.listener.on('close', () => (this.listening = false));
    this.heartbeat = setInterval(() => void this.beat(), HEARTBEAT_MS);
    this.heartbeat.unref();
  }

  override get connected(): boolean {
    return this.listening;
  }

  protected override leave(): Promise<void> {
    clearInterval(this.heartbeat);
    this.speaker.disconnect();
    this.listener.disconnect();
    return Promise.resolve();
  }

  protected override async send(payloads: readonly string[]): Promise<void> {
    await Promise.all(payloads.map((payload) => this.speaker.publish(CHANNEL, payload)));
  }

  private async listen(): Promise<void> {
    try {
      await this.listener.subscribe(CHANNEL);
      this.listening = true;
      this.deliverReconnect();
    } catch (error) {
      this.complain('the fact bus could not listen on Redis', error);
      this.listener.disconnect(true);
    }
  }

  /** A connection that was cut without a word answers nothing, and would look well for minutes. */
  private async beat(): Promise<void> {
    if (!this.listening) return;
    try {
      await this.listener.ping();
    } catch (error) {
      this.complain('Redis does not answer the fact bus', error);
      this.listening = false;
      this.listener.disconnect(true);
    }
  }

  /** Commands fail at once while Redis is away: a hint that comes late is worth nothing. */
  private open(url: string): Redis {
    const redis = new Redis(url, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      commandTimeout: COMMAND_TIMEOUT_MS,
      connectTimeout: COMMAND_TIMEOUT_MS,
      keepAlive: 5_000,
      autoResubscribe: false,
      retryStrategy: (tries) => Math.min(tries * 100, 1_000),
    });
    redis.on('error', (error) => this.complain('the fact bus lost Redis', error));
    return redis;
  }
}
