import { defineErrors } from '../../../platform/errors/app-error.ts';

export const dutyErrors = defineErrors('team', {
  accountWithoutMember: 409,
  shiftPast: 409,
  shiftHandedOver: 409,
  notYourShift: 403,
  swapOpen: 409,
  swapClosed: 409,
  swapVoid: 409,
  swapOwnApproval: 403,
  planConflicts: 409,
  planClosed: 409,
  handOverSigned: 409,
  handOverNotGiven: 409,
  handOverNotYours: 403,
  calendarGone: 410,
});
