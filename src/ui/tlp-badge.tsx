import styles from './badges.module.css';
import { useText } from './use-text.ts';

export const tlpLabels = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'] as const;
export type Tlp = (typeof tlpLabels)[number];

/** Traffic Light Protocol 2.0 in the colours that FIRST prescribes: on black, in every scheme. */
export const TlpBadge = ({ tlp }: { tlp: Tlp }) => {
  const text = useText();
  const meaning = {
    CLEAR: text('ui.tlp-clear'),
    GREEN: text('ui.tlp-green'),
    AMBER: text('ui.tlp-amber'),
    'AMBER+STRICT': text('ui.tlp-amber-strict'),
    RED: text('ui.tlp-red'),
  }[tlp];
  return (
    <span className={styles.tlp} data-tlp={tlp} title={meaning}>
      TLP:{tlp}
    </span>
  );
};
