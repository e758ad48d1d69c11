import { settingsCatalogue } from '../../platform/config/settings.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';

/** The settings of the running program; of a secret only whether it is set. */
export const listSettings = (ctx: Ctx) => {
  ctx.require('settings.read');
  const values = ctx.services.settings as Readonly<Record<string, unknown>>;
  return {
    items: Object.entries(settingsCatalogue).map(([name, setting]) => {
      const isSecret = 'isSecret' in setting && setting.isSecret;
      const value = values[name];
      const fallback = setting.schema.safeParse(undefined);
      return {
        name,
        about: setting.about,
        isSecret,
        isDefault: fallback.success && fallback.data === value,
        value: value === undefined ? null : isSecret ? '••••••••' : String(value),
      };
    }),
  };
};
