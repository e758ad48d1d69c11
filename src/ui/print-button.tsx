import { Button } from '@mantine/core';
import { IconPrint } from './icons.tsx';
import { useText } from './use-text.ts';

/** Prints the page; `print.css` makes it A4. */
export const PrintButton = () => {
  const text = useText();
  return (
    <Button variant="default" leftSection={<IconPrint size="1rem" />} onClick={() => window.print()}>
      {text('ui.print')}
    </Button>
  );
};
