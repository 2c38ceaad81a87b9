/** A request as it came; of forms the fields. */
export type HeardRequest = { readonly method: string; readonly url: string; readonly body: unknown };

/** How a simulator is started. Ports of 0 take any free one. */
export type SimulatorOptions = {
  readonly host?: string;
  readonly port?: number;
  readonly smtpPort?: number;
  readonly imapPort?: number;
  /** Where Sila's api reaches the simulator; media addresses begin with it. By default http://<host>:<port>. */
  readonly publicUrl?: string;
  /** Where the widget's loader is served. */
  readonly apiUrl?: string;
  readonly consoleUrl?: string;
  /** Ledger lines, messages and mails kept per list before the oldest are forgotten. */
  readonly keep?: number;
  /** Bytes of media kept before the oldest are forgotten. */
  readonly keepMediaBytes?: number;
  /** Password of every beneficiary's mailbox. */
  readonly beneficiaryPassword?: string;
  /** Folder of the built page; looked for beside the program by default. */
  readonly pageDir?: string;
  /** Told of every request before it is answered: lets a test hold them against a provider's own description. */
  readonly heard?: (request: HeardRequest) => void;
};

export const defaultOptions = {
  host: '127.0.0.1',
  port: 4010,
  smtpPort: 4025,
  imapPort: 4143,
  keep: 100_000,
  keepMediaBytes: 512 * 1024 * 1024,
  beneficiaryPassword: 'beneficiary',
} as const;
