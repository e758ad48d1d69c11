import { en as intake } from '../../slices/intake/texts/en.ts';
import { en as ui } from '../../ui/texts/en.ts';
import type { textsVi } from './texts-vi.ts';

/** All English words; a key that Vietnamese has and English lacks does not compile. */
export const textsEn: Record<keyof typeof textsVi, string> = { ...ui, ...intake };
