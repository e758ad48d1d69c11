import type { vi } from './texts/vi.ts';

/**
 * The app merges its own texts into this by declaration:
 * `declare module '…/ui/text-key.ts' { interface TextCatalogue { all: typeof everyText } }`.
 * Alone (tests, gallery) only the words of the design system are known.
 */
// biome-ignore lint/suspicious/noEmptyInterface: open for declaration merging
export interface TextCatalogue {}

type Known = TextCatalogue extends { all: infer All } ? keyof All : never;

/** Every key of the text catalogue, so that a missing text does not compile. */
export type TextKey = Extract<Known, string> | keyof typeof vi;
