import { Button } from '@mantine/core';
import { AppLink } from '../../../ui/app-link.tsx';
import { IconFile } from '../../../ui/icons.tsx';
import { useMay } from '../../../ui/session.ts';
import { useText } from '../../../ui/use-text.ts';
import { yearlyFormsAddress } from './duties-address.ts';

/** The way from the list of documents to the forms that the organisation owes each year. */
export const YearlyFormsLink = () => {
  const text = useText();
  if (!useMay('yearly-form.read')) return null;
  return (
    <Button
      component={AppLink}
      to={yearlyFormsAddress}
      variant="default"
      leftSection={<IconFile size="1rem" />}
    >
      {text('duties.yearly')}
    </Button>
  );
};
