import { NotFoundPage } from '../../../ui/state-pages.tsx';
import { useRouteParam } from '../../../ui/use-address.ts';
import { type OfficialType, officialTypes } from '../contract/official-types.ts';
import { RegisterPage } from './registers-page.tsx';

/** The register that the address names. */
export const OneRegisterPage = () => {
  const year = Number(useRouteParam('year'));
  const type = useRouteParam('type');
  const issuer = useRouteParam('issuer');
  const isKnown = Number.isInteger(year) && (officialTypes as readonly string[]).includes(type);
  return isKnown ? (
    <RegisterPage year={year} type={type as OfficialType} issuer={issuer} />
  ) : (
    <NotFoundPage />
  );
};
