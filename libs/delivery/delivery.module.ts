import { Module } from '@nestjs/common';
import { ConversationsModule } from '@sila/conversations';
import { DeliveryService } from './delivery.service.js';
import { DeliverySteps } from './delivery-steps.service.js';
import { MediaService } from './media.service.js';
import { Outcomes } from './outcomes.service.js';
import { OutboundBuilder } from './outbound-builder.service.js';
import { Unknowns } from './unknowns.service.js';

/** Messages out, media in: the part of the worker that talks to providers. */
@Module({
  imports: [ConversationsModule],
  providers: [DeliveryService, DeliverySteps, MediaService, OutboundBuilder, Outcomes, Unknowns],
})
export class DeliveryModule {}
