import { defineErrors } from '../../../platform/errors/app-error.ts';

export const intakeErrors = defineErrors('intake', {
  alreadySettled: 409,
  notLinked: 409,
  incidentNotOpen: 409,
  noReporterAddress: 409,
  tooManyReports: 429,
  wrongCode: 404,
  unreadableMessage: 422,
  attachmentNotBase64: 422,
});
