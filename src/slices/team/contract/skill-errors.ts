import { defineErrors } from '../../../platform/errors/app-error.ts';

export const skillErrors = defineErrors('team', {
  skillCodeTaken: 409,
});
