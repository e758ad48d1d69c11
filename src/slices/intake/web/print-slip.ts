/** A6 in place of the A4 of other pages, without their page numbers. */
const slipPage = '@page { size: 105mm 148mm; margin: 8mm; @bottom-right { content: none; } }';

/**
 * Prints only the slip of the page (`ReportSlip`), on A6. The mark on the body hides everything else on paper, and a
 * sheet of its own sets the paper size, until the print dialog closes.
 */
export const printSlip = (): void => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(slipPage);
  document.adoptedStyleSheets.push(sheet);
  document.body.dataset.print = 'slip';
  const restore = () => {
    delete document.body.dataset.print;
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  };
  window.addEventListener('afterprint', restore, { once: true });
  window.print();
};
