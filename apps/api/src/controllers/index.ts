import { AttachmentController } from './attachment.controller.js';
import { CallController } from './call.controller.js';
import { CallbackController } from './callback.controller.js';
import { ChannelController } from './channel.controller.js';
import { ChannelHealthController } from './channel-health.controller.js';
import { ContactController } from './contact.controller.js';
import { ConversationController } from './conversation.controller.js';
import { DeadLetterController } from './dead-letter.controller.js';
import { DecisionController } from './decision.controller.js';
import { HealthController } from './health.controller.js';
import { HookController } from './hook.controller.js';
import { InterviewController } from './interview.controller.js';
import { LetterController } from './letter.controller.js';
import { LiveController } from './live.controller.js';
import { MeController } from './me.controller.js';
import { MessageController } from './message.controller.js';
import { OpenApiController } from './openapi.controller.js';
import { OriginalController } from './original.controller.js';
import { QueueController } from './queue.controller.js';
import { ReceptionController } from './reception.controller.js';
import { ReportController } from './report.controller.js';
import { SessionController } from './session.controller.js';
import { SettingController } from './setting.controller.js';
import { SkillController } from './skill.controller.js';
import { StaffController } from './staff.controller.js';
import { TopicController } from './topic.controller.js';

/** Everything behind HTTP but the website chat, which has a folder of its own. */
export const CONTROLLERS = [
  AttachmentController,
  CallController,
  CallbackController,
  ChannelController,
  ChannelHealthController,
  ContactController,
  ConversationController,
  DeadLetterController,
  DecisionController,
  HealthController,
  HookController,
  InterviewController,
  LetterController,
  LiveController,
  MeController,
  MessageController,
  OpenApiController,
  OriginalController,
  QueueController,
  ReceptionController,
  ReportController,
  SessionController,
  SettingController,
  SkillController,
  StaffController,
  TopicController,
];
