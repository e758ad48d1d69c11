import { Radio } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useText } from '../../../ui/use-text.ts';
import { type ReportKind, reportKinds } from '../contract/codes.ts';
import styles from './call.module.css';
import { kindKeys } from './call-sheet.ts';

type KindChoiceProps = {
  value: ReportKind | '';
  /** `isByKey`: chosen by its key, so the officer's hands are ready to write on. */
  onChoose: (kind: ReportKind, isByKey: boolean) => void;
};

/** The kinds, each with its key; keys typed into a field stay there. */
export const KindChoice = ({ value, onChoose }: KindChoiceProps) => {
  const text = useText();
  useHotkeys(kindKeys.map((key, at) => [key, () => onChoose(reportKinds[at] ?? 'other', true)]));
  return (
    <Radio.Group
      label={text('intake.call.kind')}
      value={value}
      onChange={(kind) => onChoose(kind as ReportKind, false)}
    >
      <div className={styles.kinds}>
        {reportKinds.map((kind, at) => (
          <Radio.Card key={kind} value={kind} className={styles.kind}>
            <kbd className={styles.key}>{kindKeys[at]}</kbd>
            <span>{text(`intake.call.kind-short.${kind}`)}</span>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  );
};
