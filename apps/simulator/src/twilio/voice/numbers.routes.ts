import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { SimulatedClock } from '../../core/simulated.clock.js';
import { accountResource } from '../message.resource.js';
import { pageOf } from '../rest.page.js';
import { accountPath, found, type RestCall, type RestParts, RestRefusal, restRoute } from './rest.scope.js';
import type { NumberHooks, VoiceAccount } from './voice.account.js';
import { numberResource } from './voice.resources.js';

type Parts = RestParts & { readonly clock: SimulatedClock };

/** Twilio's REST interface for an account and its telephone numbers. */
export const registerNumbers = (app: FastifyInstance, parts: Parts): void => {
  const { clock } = parts;
  const show = (each: VoiceAccount) => numberResource(each, sidOf(each), clock.now());
  app.get(
    `${accountPath}.json`,
    restRoute(parts, 'fetch', ({ account }) => ({
      status: 200,
      body: accountResource(account.accountSid, clock.now()),
    })),
  );
  app.get(
    `${accountPath}/IncomingPhoneNumbers.json`,
    restRoute(parts, 'list', ({ account, query }) => ({
      status: 200,
      body: pageOf({
        key: 'incoming_phone_numbers',
        path: `/2010-04-01/Accounts/${account.accountSid}/IncomingPhoneNumbers.json`,
        query,
        found: numbersOf(parts, account).filter(
          ({ number }) => query['PhoneNumber'] === undefined || number === query['PhoneNumber'],
        ),
        view: show,
      }),
    })),
  );
  app.post(
    `${accountPath}/IncomingPhoneNumbers/:numberSid.json`,
    restRoute(parts, 'update', (call) => ({ status: 200, body: show(update(parts, call)) })),
  );
};

/** A number has the same SID every time. */
const sidOf = ({ number }: VoiceAccount): string =>
  `PN${createHash('sha256').update(number).digest('hex').slice(0, 32)}`;

const numbersOf = ({ accounts }: Parts, { accountSid }: VoiceAccount): readonly VoiceAccount[] =>
  accounts.all().filter((each) => each.accountSid === accountSid);

/** Takes where a number's calls are asked and told about. */
const update = (parts: Parts, { account, fields, params }: RestCall): VoiceAccount => {
  const own = () => numbersOf(parts, account).find((each) => sidOf(each) === params['numberSid']);
  const names = {
    webhookUrl: 'VoiceUrl',
    fallbackUrl: 'VoiceFallbackUrl',
    statusCallback: 'StatusCallback',
  } as const;
  const hooks = Object.entries(names).map(([hook, field]) => [hook, fields.one(field)] as const);
  const given = hooks.filter(([, url]) => url !== undefined);
  if (given.some(([, url]) => url !== '' && !URL.canParse(url ?? ''))) throw new RestRefusal(400, 21205);
  const told = given.map(([hook, url]) => [hook, url === '' ? undefined : url] as const);
  parts.accounts.tell(found(own()), Object.fromEntries(told) as NumberHooks);
  return found(own());
};
