import { ProblemError } from './problem.error.js';
import type { Phone, Provider, Sent, Service } from './provider.js';
import type { World } from './simulator.world.js';

type Opened = { readonly provider: Provider; readonly service: Service };

/** Every provider of one simulator, at work. */
export class OpenProviders {
  private readonly opened: readonly Opened[];

  constructor(
    providers: readonly Provider[],
    private readonly world: World,
  ) {
    this.opened = providers.map((provider) => ({ provider, service: provider.open(world) }));
  }

  all(): readonly Opened[] {
    return this.opened;
  }

  /** Reads a message as the provider of its channel wants it, or throws a ZodError. What it gives sends the message. */
  prepare(message: { readonly channel: string }): () => Promise<Sent> {
    const { provider, service } = this.of(message.channel);
    const send = service.send?.bind(service);
    if (!provider.send || !send)
      throw new ProblemError(422, 'one-way', 'By this channel nobody can write to the association');
    const read = provider.send.parse(message);
    return () => send(read as never);
  }

  /** Programs a fault; one that happens at once has happened. */
  program(input: unknown) {
    const fault = this.world.faults.program(input);
    const isOwner = ({ provider }: Opened) => provider.faults.some(({ target }) => target === fault.target);
    this.opened.find(isOwner)?.service.onFault?.(fault);
    return fault;
  }

  /** The app of a channel; the first there is when none is named. Throws a ProblemError when there is none. */
  phoneOf(channel?: string): Phone {
    const found = channel === undefined ? this.opened.find(({ service }) => service.phone) : this.of(channel);
    if (!found?.service.phone) throw new ProblemError(404, 'no-phone', 'This channel has no app on phones');
    return found.service.phone;
  }

  /** Opens every door beside HTTP; resolves with all their ports. */
  async listen(host: string): Promise<Readonly<Record<string, number>>> {
    const ports: Record<string, number> = {};
    for (const { service } of this.opened) Object.assign(ports, await service.listen?.(host));
    return ports;
  }

  async close(): Promise<void> {
    await Promise.all(this.opened.map(async ({ service }) => service.close?.()));
  }

  private of(channel: string): Opened {
    const found = this.opened.find(({ provider }) => provider.channel === channel);
    if (!found) throw new ProblemError(422, 'no-channel', `There is no channel "${channel}" here`);
    return found;
  }
}
