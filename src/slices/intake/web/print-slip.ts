/**
 * Prints only the slip of the page (`ReportSlip`), on A6: the mark on the body hides everything else on paper until
 * the print dialog closes.
 */
export const printSlip = (): void => {
  document.body.dataset.print = 'slip';
  window.addEventListener('afterprint', () => delete document.body.dataset.print, { once: true });
  window.print();
};
