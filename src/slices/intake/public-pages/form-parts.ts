import { html, type SafeHtml } from '../../../platform/http/html.ts';
import type { TextKey } from '../../../platform/i18n/catalogue.ts';
import type { PageContext } from './page-shell.ts';

export type Faults = Readonly<Record<string, string>>;
export type Values = Readonly<Record<string, string>>;

type FieldOptions = {
  name: string;
  label: string;
  hint?: string;
  value: string;
  fault?: string | undefined;
  isRequired?: boolean;
  /** Says nothing about being optional: a group around it does. */
  isPlain?: boolean;
  type?: string;
  autocomplete?: string;
  inputMode?: string;
};

const described = (options: FieldOptions): string =>
  [options.hint ? `${options.name}-hint` : '', options.fault ? `${options.name}-fault` : '']
    .filter(Boolean)
    .join(' ');

const around = (
  page: PageContext,
  options: FieldOptions,
  control: SafeHtml,
): SafeHtml => html`<div class="${options.fault ? 'field wrong' : 'field'}">
<label for="${options.name}">${options.label}${options.isRequired || options.isPlain ? '' : html` <span class="optional">${page.t('intake.public.optional')}</span>`}</label>
${options.hint ? html`<p class="hint" id="${options.name}-hint">${options.hint}</p>` : ''}
${options.fault ? html`<p class="fault" id="${options.name}-fault">${options.fault}</p>` : ''}
${control}
</div>`;

/** One line of input with its label above, help and fault beside. */
export const textField = (page: PageContext, options: FieldOptions): SafeHtml =>
  around(
    page,
    options,
    html`<input id="${options.name}" name="${options.name}" type="${options.type ?? 'text'}" value="${options.value}" maxlength="300"
 autocomplete="${options.autocomplete ?? 'off'}"${options.inputMode ? html` inputmode="${options.inputMode}"` : ''}
 aria-describedby="${described(options)}"${options.fault ? html` aria-invalid="true"` : ''}${options.isRequired ? html` aria-required="true"` : ''}>`,
  );

/** Several lines of input. */
export const textArea = (
  page: PageContext,
  options: FieldOptions & { rows?: number; lengthMax?: number },
): SafeHtml =>
  around(
    page,
    options,
    html`<textarea id="${options.name}" name="${options.name}" rows="${options.rows ?? 4}" maxlength="${options.lengthMax ?? 5000}"
 aria-describedby="${described(options)}"${options.fault ? html` aria-invalid="true"` : ''}${options.isRequired ? html` aria-required="true"` : ''}>
${options.value}</textarea>`,
  );

/** What is carried from one step to the next without script and without storing anything on the server. */
export const hiddenFields = (values: Values): SafeHtml[] =>
  Object.entries(values).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);

/** All faults on top, each a link to its field. */
export const faultSummary = (page: PageContext, faults: Faults): SafeHtml | '' =>
  Object.keys(faults).length === 0
    ? ''
    : html`<section class="faults" role="alert" tabindex="-1" aria-labelledby="faults-title">
<h2 id="faults-title">${page.t('intake.public.faultsTitle')}</h2>
<ul>${Object.entries(faults).map(([name, fault]) => html`<li><a href="#${name}">${fault}</a></li>`)}</ul>
</section>`;

/** Where one is: "Bước 2/4". */
export const stepLine = (page: PageContext, step: number, of: number): SafeHtml =>
  html`<p class="step">${page.t('intake.public.step' as TextKey, { step, of })}</p>`;
