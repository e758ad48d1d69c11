import { defineErrors } from '../../../platform/errors/app-error.ts';

export const documentErrors = defineErrors('documents', {
  /** Too many pages wait to be drawn; try again in a moment. */
  renderBusy: 503,
  /** The text is too long to be drawn. */
  renderTooLarge: 413,
  renderFailed: 500,
  /** The step does not fit the state of the document. */
  wrongState: 409,
  /** Something is missing that the document must have; `errors` names each place. */
  notReady: 422,
  /** The number is in the register already; `details.heldBy` says by what. */
  numberTaken: 409,
  /** More numbers than one explanation may cover. */
  gapTooWide: 422,
  /** What was uploaded is no PDF. */
  notPdf: 415,
});
