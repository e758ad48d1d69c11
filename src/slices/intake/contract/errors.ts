import { defineErrors } from '../../../platform/errors/app-error.ts';

export const intakeErrors = defineErrors('intake', {
  alreadySettled: 409,
  notLinked: 409,
  incidentNotOpen: 409,
  tooManyReports: 429,
  wrongCode: 404,
  attachmentNotBase64: 422,
});
