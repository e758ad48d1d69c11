import { NumberInput } from '@mantine/core';
import { useText } from '../../../ui/use-text.ts';
import type { Minutes } from '../contract/codes.ts';
import styles from './mobilisation.module.css';

const memberSteps = ['chase', 'backup', 'head', 'leader'] as const;
const headSteps = ['consentChase', 'consentLeader'] as const;

/** After how many minutes of silence what follows. */
export const MinutesFields = ({
  value,
  onChange,
  withHeads,
}: {
  value: Minutes;
  onChange: (value: Minutes) => void;
  withHeads: boolean;
}) => {
  const text = useText();
  const steps = withHeads ? [...memberSteps, ...headSteps] : memberSteps;
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
      <legend>{text('mobilisation.compose.minutes')}</legend>
      <div className={styles.minutes}>
        {steps.map((step) => (
          <NumberInput
            key={step}
            label={text(`mobilisation.minutes.${step}`)}
            min={1}
            max={1440}
            value={value[step]}
            onChange={(entered) => onChange({ ...value, [step]: Number(entered) || 1 })}
          />
        ))}
      </div>
    </fieldset>
  );
};
