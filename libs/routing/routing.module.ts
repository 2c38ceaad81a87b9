import { type DynamicModule, Module } from '@nestjs/common';
import { CallsModule } from '@sila/calls';
import { ConversationsModule } from '@sila/conversations';
import { DecisionReader } from './decision.reader.js';
import { EscalationService } from './escalation.service.js';
import { FiguresService } from './figures.service.js';
import { HandBackService } from './hand-back.service.js';
import { LeavingService } from './leaving.service.js';
import { LiveBoard } from './live.board.js';
import { LiveService } from './live.service.js';
import { OfferExpiry } from './offer-expiry.service.js';
import { RoutingService } from './routing.service.js';

const always = [DecisionReader, LeavingService, LiveBoard, LiveService];

/** `forApi` shows the queues, `forWorker` also moves them. */
@Module({})
export class RoutingModule {
  static forApi(): DynamicModule {
    return {
      module: RoutingModule,
      imports: [CallsModule, ConversationsModule],
      providers: always,
      exports: always,
    };
  }

  static forWorker(): DynamicModule {
    return {
      module: RoutingModule,
      imports: [CallsModule, ConversationsModule],
      providers: [...always, EscalationService, FiguresService, HandBackService, OfferExpiry, RoutingService],
      exports: always,
    };
  }
}
