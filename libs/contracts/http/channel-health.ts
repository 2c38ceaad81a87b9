import { z } from 'zod';
import { id, instant } from './common.js';

/** One time that a provider was asked what its webhook did not tell. */
export const reconcileRun = z
  .object({
    why: z.enum(['gap', 'failures', 'button', 'due']),
    since: instant,
    startedAt: instant,
    finishedAt: instant,
    /** How the provider tells: it lists, it calls again, the mailbox is read; `none` where it can't be asked, or did not answer. */
    kind: z.enum(['listed', 'redelivery', 'polled', 'none']),
    /** Events that it listed; null where it does not list. */
    listed: z.number().int().nullable(),
    /** Of those, the ones that were missing and are here now. */
    found: z.number().int(),
    /** Events that it will deliver again; null where it does not say. */
    awaited: z.number().int().nullable(),
    error: z.string().nullable(),
  })
  .meta({ id: 'ReconcileRun' });
export type ReconcileRun = z.output<typeof reconcileRun>;

/** What a provider last said of an account. */
export const probeView = z
  .object({
    at: instant,
    ok: z.boolean(),
    /** It did not let us in. */
    refused: z.boolean(),
    error: z.string().nullable(),
    /** Null where it does not tell; `endsAt` is null for an access that does not end. */
    access: z.object({ endsAt: instant.nullable(), renews: z.boolean() }).nullable(),
    webhook: z
      .object({
        state: z.enum(['active', 'elsewhere', 'missing', 'invalid']),
        waiting: z.number().int().nullable(),
        lastError: z.string().nullable(),
        lastErrorAt: instant.nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'ProbeView' });
export type ProbeView = z.output<typeof probeView>;

const count = z.number().int();

/** What came in on one day of the association's calendar. The six counts together are all that came in. */
export const channelDayView = z
  .object({
    day: z.iso.date(),
    done: count,
    ignored: count,
    dead: count,
    discarded: count,
    waiting: count,
    failing: count,
    recovered: count,
    countedAt: instant.nullable(),
    listed: count.nullable(),
    missing: count.nullable(),
  })
  .meta({ id: 'ChannelDayView' });
export type ChannelDayView = z.output<typeof channelDayView>;

/** One step of a test round the loop. */
export const trialStep = z
  .object({
    step: z.enum(['asked', 'taken', 'accepted', 'sent', 'delivered', 'read', 'answered']),
    /** `untold`: the channel does not report it. */
    state: z.enum(['done', 'waiting', 'failed', 'untold']),
    at: instant.nullable(),
  })
  .meta({ id: 'TrialStep' });
export type TrialStep = z.output<typeof trialStep>;

export const trialView = z
  .object({
    id,
    askedAt: instant,
    address: z.string(),
    steps: z.array(trialStep),
    failure: z
      .object({ kind: z.string(), code: z.string().nullable(), detail: z.string().nullable() })
      .nullable(),
  })
  .meta({ id: 'TrialView' });
export type TrialView = z.output<typeof trialView>;

export const FAILURE_CLASSES = ['retry', 'permanent', 'auth', 'unknown', 'needs-template'] as const;
export type FailureClass = (typeof FAILURE_CLASSES)[number];

export const channelHealth = z
  .object({
    accountId: id,
    channel: z.string(),
    label: z.string(),
    icon: z.string(),
    state: z.enum(['working', 'quiet', 'attention', 'broken', 'off']),
    /** Whether people can write by it, and whether it is written to. */
    receives: z.boolean(),
    sends: z.boolean(),
    /** How it is heard: its provider calls, or it is asked; null where people write to Sila itself. */
    hears: z.enum(['webhook', 'poll']).nullable(),
    /** When its last webhook of any kind came, or it was last asked. */
    lastHeardAt: instant.nullable(),
    /** When the door for its webhooks was last known to be open. */
    openAt: instant.nullable(),
    /** The last message. */
    lastInboundAt: instant.nullable(),
    lastSentAt: instant.nullable(),
    lastError: z.string().nullable(),
    lastErrorAt: instant.nullable(),
    /** Refusals of the last day by class. */
    failures: z.record(z.enum(FAILURE_CLASSES), count),
    /** Lanes with work that rest. */
    resting: z.array(
      z.object({
        direction: z.enum(['in', 'out']),
        reason: z.string().nullable(),
        code: z.string().nullable(),
        lanes: count,
        until: instant,
      }),
    ),
    probe: probeView.nullable(),
    reconcile: z.object({
      /** Whether the provider can be asked at all. */
      possible: z.boolean(),
      waiting: z.boolean(),
      running: z.boolean(),
      dueAt: instant.nullable(),
      coveredTo: instant.nullable(),
      lastRun: reconcileRun.nullable(),
    }),
    /** Newest first. */
    days: z.array(channelDayView),
    testAddress: z.string().nullable(),
    trial: trialView.nullable(),
  })
  .meta({ id: 'ChannelHealth' });
export type ChannelHealth = z.output<typeof channelHealth>;

/** How all channels do. */
export const channelHealthList = z
  .object({ at: instant, accounts: z.array(channelHealth) })
  .meta({ id: 'ChannelHealthList' });
export type ChannelHealthList = z.output<typeof channelHealthList>;

/** Where tests of an account go; null for nowhere. */
export const testAddress = z
  .strictObject({ address: z.string().trim().min(1).max(200).nullable() })
  .meta({ id: 'TestAddress' });
export type TestAddress = z.output<typeof testAddress>;
