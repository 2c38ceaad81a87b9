import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { type CurrentStaff, Staff } from '@sila/access';
import { CallControls, CallNotes, CallReader, CallTransfer, OutboundCalls } from '@sila/calls';
import {
  type CallNote,
  callNote,
  type CallView,
  callView,
  type CurrentCall,
  currentCall,
  idParams,
  type Softphone,
  softphone,
  type StartCall,
  startCall,
  superviseCall,
  type TransferCall,
  transferCall,
} from '@sila/contracts';
import type { z } from 'zod';
import { Does } from '../http/route.decorators.js';

type Id = { readonly id: string };

/** Telephone calls. Seen by whoever is on them or may see their conversation. */
@Controller('api')
export class CallController {
  constructor(
    private readonly reader: CallReader,
    private readonly controls: CallControls,
    private readonly transfers: CallTransfer,
    private readonly outbound: OutboundCalls,
    private readonly notes: CallNotes,
  ) {}

  @Get('calls/softphone')
  @Does('The lines one takes calls on, each with a token for a softphone', 200, softphone)
  softphone(@Staff() staff: CurrentStaff): Promise<Softphone> {
    return this.reader.softphone(staff);
  }

  @Get('calls/current')
  @Does('The call that rings at one, or that one is on', 200, currentCall)
  current(@Staff() staff: CurrentStaff): Promise<CurrentCall> {
    return this.reader.current(staff);
  }

  @Get('calls/:id')
  @Does('One call', 200, callView)
  view(@Staff() staff: CurrentStaff, @Param({ schema: idParams }) { id }: Id): Promise<CallView> {
    return this.reader.view(staff, id);
  }

  @Post('conversations/:id/calls')
  @Does(
    'Calls the person: rings at the officer first; the same clientId again is the same call',
    201,
    callView,
  )
  start(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: startCall }) body: StartCall,
  ): Promise<CallView> {
    return this.outbound.start(staff, id, body);
  }

  @Post('calls/:id/decline')
  @Does('Not now: it goes on to somebody else', 204)
  decline(@Staff() staff: CurrentStaff, @Param({ schema: idParams }) { id }: Id): Promise<void> {
    return this.controls.decline(staff, id);
  }

  @Post('calls/:id/end')
  @Does('Ends the call; who only listens leaves it', 204)
  end(@Staff() staff: CurrentStaff, @Param({ schema: idParams }) { id }: Id): Promise<void> {
    return this.controls.end(staff, id);
  }

  @Post('calls/:id/hold')
  @Does('Lets the person wait', 200, callView)
  hold(@Staff() staff: CurrentStaff, @Param({ schema: idParams }) { id }: Id): Promise<CallView> {
    return this.controls.hold(staff, id, true);
  }

  @Post('calls/:id/resume')
  @Does('Brings the person back', 200, callView)
  resume(@Staff() staff: CurrentStaff, @Param({ schema: idParams }) { id }: Id): Promise<CallView> {
    return this.controls.hold(staff, id, false);
  }

  @Post('calls/:id/recording/pause')
  @Does('Records nothing for a while', 200, callView)
  pause(@Staff() staff: CurrentStaff, @Param({ schema: idParams }) { id }: Id): Promise<CallView> {
    return this.controls.pauseRecording(staff, id, true);
  }

  @Post('calls/:id/recording/resume')
  @Does('Goes on recording', 200, callView)
  record(@Staff() staff: CurrentStaff, @Param({ schema: idParams }) { id }: Id): Promise<CallView> {
    return this.controls.pauseRecording(staff, id, false);
  }

  @Post('calls/:id/transfer')
  @Does('Asks a colleague first, or hands over at once', 200, currentCall)
  async transfer(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: transferCall }) body: TransferCall,
  ): Promise<CurrentCall> {
    return { call: await this.transfers.start(staff, id, body) };
  }

  @Post('calls/:id/transfer/complete')
  @Does('Leaves the person with the colleague', 204)
  complete(@Staff() staff: CurrentStaff, @Param({ schema: idParams }) { id }: Id): Promise<void> {
    return this.transfers.complete(staff, id);
  }

  @Post('calls/:id/transfer/cancel')
  @Does('Goes back to the person', 200, callView)
  cancel(@Staff() staff: CurrentStaff, @Param({ schema: idParams }) { id }: Id): Promise<CallView> {
    return this.transfers.cancel(staff, id);
  }

  @Post('calls/:id/supervise')
  @Does('Comes to a call: to listen, to whisper to the officer, to join', 200, callView)
  supervise(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: superviseCall }) { mode }: z.output<typeof superviseCall>,
  ): Promise<CallView> {
    return this.controls.supervise(staff, id, mode);
  }

  @Put('calls/:id/note')
  @Does('Writes what was said into the thread, as one note', 200, callView)
  note(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: callNote }) { text }: CallNote,
  ): Promise<CallView> {
    return this.notes.write(staff, id, text);
  }
}
