// One handler for each command of the contract.
import type { Handlers } from '#electron/port/handlers.ts';
import type { Context } from './context.ts';
import { lockByPolicy } from './locked.ts';
import { createAppHandlers } from './app_commands.ts';
import { createCareHandlers } from './care_commands.ts';
import { createCloseHandlers } from './day_close.ts';
import { createCorrectionHandlers } from './visit_correct.ts';
import { createLookUpHandlers } from './look_up_commands.ts';
import { createLotteryHandlers } from './lottery_commands.ts';
import { createCustomerHandlers } from './customer_commands.ts';
import { createNeighboursHandlers } from './neighbours_commands.ts';
import { createNoteHandlers } from './note_commands.ts';
import { createPaperHandlers } from './paper_commands.ts';
import { createGiftStockHandlers } from './gift_stock.ts';
import { createReportHandlers } from './report_commands.ts';
import { createSettledHandlers } from './settled_commands.ts';
import { createStickHandlers } from './stick_commands.ts';
import { createStaffHandlers } from './staff_commands.ts';
import { createSessionHandlers } from './session_commands.ts';
import { createUpdateHandlers } from './update_commands.ts';
import { createVisitHandlers } from './visit_commands.ts';
import { createWaitingHandlers } from './waiting_commands.ts';
import { createWalkInHandlers } from './walk_in_commands.ts';
import { createVisitsHandlers } from './visits_commands.ts';

export function createHandlers(context: Context): Handlers {
  const visits = createVisitHandlers(context);
  return lockByPolicy(context, {
    ...createAppHandlers(context),
    ...createSessionHandlers(context),
    ...createStaffHandlers(context),
    ...createCustomerHandlers(context),
    ...createLookUpHandlers(context),
    ...visits,
    ...createWalkInHandlers(context, visits),
    ...createWaitingHandlers(context),
    ...createNoteHandlers(context),
    ...createLotteryHandlers(context),
    ...createPaperHandlers(context),
    ...createCareHandlers(context),
    ...createReportHandlers(context),
    ...createGiftStockHandlers(context),
    ...createSettledHandlers(context),
    ...createVisitsHandlers(context),
    ...createCorrectionHandlers(context),
    ...createCloseHandlers(context),
    ...createStickHandlers(context),
    ...createNeighboursHandlers(context),
    ...createUpdateHandlers(context),
  });
}
