import { vi as intake } from '../../slices/intake/texts/vi.ts';
import { vi as ui } from '../../ui/texts/vi.ts';

/** All Vietnamese words: those of the design system and of every slice. */
export const textsVi = { ...ui, ...intake } as const;
