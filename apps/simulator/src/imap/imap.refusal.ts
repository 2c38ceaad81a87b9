/** A command that ends in NO or BAD; the message is what the client is told. */
export class ImapRefusal extends Error {
  constructor(
    readonly verdict: 'NO' | 'BAD',
    message: string,
  ) {
    super(message);
    this.name = 'ImapRefusal';
  }
}
