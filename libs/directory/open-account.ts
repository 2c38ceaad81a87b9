import { beginsWith, type Channel, type ChannelContext, ChannelError, type Connection } from '@sila/channels';
import type { Capabilities, IdentityKind } from '@sila/domain';

/** A row of `channel_account` with its hook and its settings put together, secrets included. */
export interface AccountRow {
  readonly id: string;
  readonly channel: string;
  readonly label: string;
  readonly enabled: boolean;
  readonly hookId: string | null;
  readonly queueId: string | null;
  readonly version: number;
  readonly settings: Record<string, unknown>;
  readonly secrets: Buffer | null;
  readonly webhookUrl: string | null;
}

/** A channel account as the rest of the product meets it. Its connection is opened when somebody first asks for it. */
export class OpenAccount {
  private opened: Connection | null = null;
  private able: Capabilities | null = null;

  constructor(
    private readonly row: AccountRow,
    private readonly kind: Channel,
    private readonly context: ChannelContext,
    private readonly settingsWithSecrets: () => Record<string, unknown>,
  ) {}

  get id(): string {
    return this.row.id;
  }
  /** What the channel can do; its name is for storing and showing, never for comparing. */
  get channel(): Channel {
    return this.kind;
  }
  get label(): string {
    return this.row.label;
  }
  get enabled(): boolean {
    return this.row.enabled;
  }
  get hookId(): string | null {
    return this.row.hookId;
  }
  /** The queue conversations go to when no rule says otherwise. */
  get queueId(): string | null {
    return this.row.queueId;
  }
  get version(): number {
    return this.row.version;
  }
  /** What the channel can do, and what this account's settings make of it. */
  get capabilities(): Capabilities {
    this.able ??= { ...this.kind.capabilities, ...this.connection.capabilities };
    return this.able;
  }
  /** Whether it can write first to an address of this kind. */
  begins(kind: IdentityKind): boolean {
    return this.capabilities.outbound && beginsWith(this.kind, kind);
  }
  /** Settings without the secrets. */
  get settings(): Readonly<Record<string, unknown>> {
    return this.row.settings;
  }
  /** The address providers call, without query and fragment. */
  get webhookUrl(): string {
    return this.context.webhookUrl;
  }

  /**
   * The live connection. When the settings can't be read or no longer fit the channel's schema it is one that refuses
   * everything as `auth`, so that one broken account never stops the others.
   */
  get connection(): Connection {
    this.opened ??= this.openOrRefuse();
    return this.opened;
  }

  /** What decides whether a newer row makes this object outdated. */
  get fingerprint(): string {
    const { version, enabled, label, queueId, hookId } = this.row;
    return JSON.stringify([version, enabled, label, queueId, hookId, this.webhookUrl]);
  }

  async close(): Promise<void> {
    await this.opened?.close?.();
    this.opened = null;
  }

  private openOrRefuse(): Connection {
    try {
      return this.kind.open(this.kind.settings.parse(this.settingsWithSecrets()), this.context);
    } catch {
      return refusingConnection();
    }
  }
}

function refusingConnection(): Connection {
  const refuse = () =>
    Promise.reject(
      new ChannelError('auth', 'settings', 'The settings of this account must be entered again.'),
    );
  return { send: refuse, parse: refuse, check: refuse };
}
