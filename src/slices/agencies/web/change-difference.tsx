import { useText } from '../../../ui/use-text.ts';
import type { ChangeDifference } from '../contract/changes.ts';
import styles from './agency-page.module.css';

type ContactFacts = NonNullable<ChangeDifference['contacts'][number]['before']>;

const Lines = ({ values, kind }: { values: readonly string[]; kind: 'del' | 'ins' }) => {
  const Mark = kind;
  return (
    <>
      {values.map((value) => (
        <div key={value}>
          <Mark>{value}</Mark>
        </div>
      ))}
    </>
  );
};

/** What a proposal changes: before beside after, with words as well as colours. */
export const ChangeDifferenceTable = ({ difference }: { difference: ChangeDifference }) => {
  const text = useText();
  const contactLines = (contact: ContactFacts | null): string[] =>
    contact
      ? [
          text(`agencies.contact.${contact.kind}`),
          contact.fullName,
          ...[contact.title, contact.phone, contact.email].filter((value) => value !== null),
          ...(contact.isPublic ? [text('agencies.public')] : []),
        ]
      : [];
  const rows = [
    ...difference.fields.map(({ field, before, after }) => ({
      key: field,
      label: text(`agencies.${field}`),
      before: before.filter((value) => !after.includes(value)),
      after: after.filter((value) => !before.includes(value)),
    })),
    ...difference.contacts.map(({ change, id, before, after }, index) => ({
      key: id ?? `new-${index}`,
      label: `${text(`agencies.change.${change}`)}: ${(after ?? before)?.fullName ?? ''}`,
      before: contactLines(before).filter((value) => !contactLines(after).includes(value)),
      after: contactLines(after).filter((value) => !contactLines(before).includes(value)),
    })),
  ];
  return (
    <table className={styles.difference}>
      <thead>
        <tr>
          <th scope="col">{text('agencies.change-field')}</th>
          <th scope="col">{text('agencies.change-before')}</th>
          <th scope="col">{text('agencies.change-after')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.label}</th>
            <td>
              <Lines values={row.before} kind="del" />
            </td>
            <td>
              <Lines values={row.after} kind="ins" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
