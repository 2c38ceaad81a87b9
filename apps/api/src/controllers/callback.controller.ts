import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { type CurrentStaff, Staff } from '@sila/access';
import { Callbacks } from '@sila/calls';
import {
  type CallbackPage,
  callbackPage,
  type CallbackView,
  callbackView,
  type CallView,
  callView,
  type CancelCallback,
  cancelCallback,
  idParams,
  type ListCallbacks,
  listCallbacks,
  type StartCallback,
  startCallback,
} from '@sila/contracts';
import { Does } from '../http/route.decorators.js';

type Id = { readonly id: string };

/** People who asked to be called back. */
@Controller('api/callbacks')
export class CallbackController {
  constructor(private readonly callbacks: Callbacks) {}

  @Get()
  @Does('People who asked to be called back', 200, callbackPage)
  list(
    @Staff() staff: CurrentStaff,
    @Query({ schema: listCallbacks }) query: ListCallbacks,
  ): Promise<CallbackPage> {
    return this.callbacks.list(staff, query);
  }

  @Post(':id/call')
  @Does('Calls back; the same clientId again is the same call', 201, callView)
  call(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: startCallback }) { clientId }: StartCallback,
  ): Promise<CallView> {
    return this.callbacks.call(staff, id, clientId);
  }

  @Post(':id/done')
  @Does('Says that it was settled otherwise', 200, callbackView)
  done(@Staff() staff: CurrentStaff, @Param({ schema: idParams }) { id }: Id): Promise<CallbackView> {
    return this.callbacks.done(staff, id);
  }

  @Post(':id/cancel')
  @Does('Says why nobody calls back', 200, callbackView)
  cancel(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: cancelCallback }) { reason }: CancelCallback,
  ): Promise<CallbackView> {
    return this.callbacks.cancel(staff, id, reason);
  }
}
