import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ChatStore } from '../core/chat.store.js';
import type { TargetFaults } from '../core/faults.board.js';
import { sendBytes } from '../core/media.answer.js';
import type { Journeys } from '../core/message.journey.js';
import type { RestFaults } from '../core/rest.faults.js';
import type { World } from '../core/simulator.world.js';
import { botIdOf } from './account.kind.js';
import { refusal, success, type Refusal } from './api.answer.js';
import type { Bot, Bots } from './bots.js';
import { accept, readSending, refusalOf, sendingMethods } from './sending.js';
import type { UpdateCourier } from './update.courier.js';

export type ApiParts = Pick<World, 'clock' | 'ledger' | 'media' | 'received'> & {
  readonly bots: Bots;
  readonly chats: ChatStore;
  readonly courier: UpdateCourier;
  readonly faults: TargetFaults;
  readonly journeys: Journeys;
  readonly restFaults: RestFaults;
};

type Call = FastifyRequest<{ Params: { readonly token: string; readonly method: string } }>;

/** Telegram's Bot API, as far as an inbox calls it; its address is `<simulator>/telegram`. */
export const registerBotApi = (app: FastifyInstance, parts: ApiParts): void => {
  app.post('/telegram/bot:token/:method', (request: Call, reply) => answer(parts, request, reply));
  app.get(
    '/telegram/file/bot:token/files/:id',
    (request: FastifyRequest<{ Params: { token: string; id: string } }>, reply) => {
      const media = parts.bots.opened(request.params.token) && parts.media.get(request.params.id);
      return media ? sendBytes(reply, media) : reply.code(404).send(refusal(404, 'Not Found'));
    },
  );
};

const answer = async (parts: ApiParts, request: Call, reply: FastifyReply): Promise<FastifyReply> => {
  const { token, method } = request.params;
  const bot = parts.bots.opened(token);
  if (!bot) return refuse(reply, refusal(401, 'Unauthorized'));
  if (method in sendingMethods) return send(parts, bot, request, reply);
  if (await parts.restFaults.refuse(parts.restFaults.take(method), reply)) return reply;
  const result = await others[method]?.(parts, bot, request.body);
  if (result === undefined) return refuse(reply, refusal(404, 'Not Found'));
  return isRefusal(result) ? refuse(reply, result) : reply.send(success(result));
};

const send = async (parts: ApiParts, bot: Bot, request: Call, reply: FastifyReply): Promise<FastifyReply> => {
  const sending = readSending(request.params.method, request.body);
  if (!sending) return refuse(reply, refusal(400, 'Bad Request: chat_id is empty'));
  const fault = parts.restFaults.take('create', sending.chat);
  const head = { channel: 'telegram', messageId: '', from: bot.bot.username, to: sending.chat } as const;
  parts.ledger.write({ ...head, kind: 'request', direction: 'outbound', outcome: fault?.kind ?? 'served' });
  if (await parts.restFaults.refuse(fault, reply)) return reply;
  const blocked = parts.faults.take(['blocked'], { to: sending.chat });
  if (blocked) return refuse(reply, refusal(403, 'Forbidden: bot was blocked by the user'));
  const refused = refusalOf(bot, sending);
  if (refused) return refuse(reply, refused);
  const body = success(await accept(parts, bot, sending));
  return (await parts.restFaults.confuse(fault, reply.code(200), body)) ? reply : reply.send(body);
};

type Method = (parts: ApiParts, bot: Bot, body: unknown) => Promise<unknown>;

const webhookFields = z.object({
  url: z.url(),
  secret_token: z
    .string()
    .regex(/^[\w-]{1,256}$/)
    .default(''),
  allowed_updates: z
    .array(z.string())
    .default(['message', 'edited_message', 'callback_query', 'my_chat_member']),
});

/** What is called beside sending; undefined is a method that nobody has. */
const others: Readonly<Record<string, Method>> = {
  getMe: async (_parts, { bot }) => ({
    id: botIdOf(bot),
    is_bot: true,
    first_name: bot.username,
    username: bot.username,
  }),
  setWebhook: async ({ courier }, { bot, state }, body) => {
    const read = webhookFields.safeParse(body);
    if (!read.success) return refusal(400, 'Bad Request: bad webhook: invalid parameters');
    const { url, secret_token: secret, allowed_updates: allowedUpdates } = read.data;
    state.webhook = { url, secret, allowedUpdates };
    void courier.bringPending(bot, state);
    return true;
  },
  getWebhookInfo: async (_parts, { state }) => ({
    url: state.webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: state.pending().length,
    allowed_updates: state.webhook?.allowedUpdates ?? [],
    ...(state.lastError
      ? {
          last_error_date: Math.floor(state.lastError.at / 1_000),
          last_error_message: state.lastError.message,
        }
      : {}),
  }),
  getFile: async ({ media }, _bot, body) => {
    const id = z.object({ file_id: z.string() }).safeParse(body).data?.file_id ?? '';
    const stored = media.get(id);
    if (!stored) return refusal(400, 'Bad Request: wrong file_id or the file is temporarily unavailable');
    if (stored.bytes.length > LARGEST_FETCHED) return refusal(400, 'Bad Request: file is too big');
    const file_unique_id = id.slice(0, 8);
    return { file_id: id, file_unique_id, file_size: stored.bytes.length, file_path: `files/${id}` };
  },
};

const LARGEST_FETCHED = 20 * 1024 * 1024;

const isRefusal = (result: unknown): result is Refusal =>
  typeof result === 'object' && result !== null && 'error_code' in result;

const refuse = (reply: FastifyReply, body: Refusal): FastifyReply => reply.code(body.error_code).send(body);
