import type { INestApplicationContext } from '@nestjs/common';
import type { CurrentStaff } from '@sila/access';
import type { Env } from '@sila/config';
import type { VisitorSession } from '@sila/contracts';
import { AssignmentService, ConversationReader, ReplyService } from '@sila/conversations';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Simulator } from '../../simulator/src/simulator.js';
import { samples } from './samples.js';
import type { Sample } from './samples.js';
import type { TrialChannels } from './trial.channels.js';
import { trialOfficer } from './trial.staff.js';

const ARRIVES_WITHIN_MS = 20_000;

/**
 * Plays the sample conversations as beneficiaries would, through the simulator's webhooks and mailbox and the website
 * chat, and lets the officer answer two of them. Resolves when all are in, or after 20 s with those that are.
 */
export async function playSamples(
  app: INestApplicationContext,
  env: Env,
  simulator: Simulator,
  channels: TrialChannels,
): Promise<void> {
  const officer = await trialOfficer(app);
  for (const sample of samples) await begin(sample, env, simulator, channels);
  if (!officer) return;
  for (const sample of samples.filter((one) => one.answer !== undefined)) await answer(app, officer, sample);
}

async function begin(sample: Sample, env: Env, simulator: Simulator, channels: TrialChannels): Promise<void> {
  const { name, address: from, subject = '', lines } = sample;
  if (sample.by === 'mail')
    await simulator.client.sendMail({ from, name, subject, text: lines.join('\n\n') });
  if (sample.by === 'phone')
    for (const text of lines) await simulator.client.sendWhatsapp({ from, name, text });
  if (sample.by === 'chat' && channels.chat) await chat(sample, env, channels.chat.id);
}

/** A visitor of the website writes through the very calls of the widget. */
async function chat(sample: Sample, env: Env, accountId: string): Promise<void> {
  const opened = await callWidget(env, 'session', { accountId, token: null, language: 'ar' });
  const { token } = (await opened.json()) as VisitorSession;
  for (const text of sample.lines) {
    await callWidget(
      env,
      'messages',
      { clientId: randomUUID(), text, name: sample.name, language: 'ar' },
      token,
    );
  }
}

async function callWidget(env: Env, path: string, body: object, token?: string): Promise<Response> {
  const response = await fetch(`http://127.0.0.1:${env.PORT}/widget/${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: new URL(env.PUBLIC_URL).origin,
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  if (!response.ok)
    throw new Error(`POST /widget/${path} answered ${response.status}: ${await response.text()}`);
  return response;
}

async function answer(app: INestApplicationContext, officer: CurrentStaff, sample: Sample): Promise<void> {
  const conversation = await arrival(app, officer, sample.name);
  if (!conversation || !sample.answer) return;
  await app.get(AssignmentService, { strict: false }).claim(officer, conversation.id, conversation.version);
  const body = { clientId: randomUUID(), kind: 'reply', text: sample.answer, attachments: [] } as const;
  await app.get(ReplyService, { strict: false }).post(officer, conversation.id, { ...body, attachments: [] });
}

/** The conversation of a person, once it is there. */
async function arrival(app: INestApplicationContext, officer: CurrentStaff, name: string) {
  const reader = app.get(ConversationReader, { strict: false });
  const deadline = Date.now() + ARRIVES_WITHIN_MS;
  while (Date.now() < deadline) {
    const page = await reader.list(officer, { view: 'all', limit: 50 });
    const found = page.items.find((item) => item.contact.name === name);
    if (found) return found;
    await delay(100);
  }
  return null;
}
