import { AppLink } from '../../../../ui/app-link.tsx';
import { Card } from '../../../../ui/card.tsx';
import { useMay } from '../../../../ui/session.ts';
import { useText } from '../../../../ui/use-text.ts';
import { useAnswer, useLiveRefresh } from '../../../agencies/web/public/use-call.ts';
import { listOfficialDocumentsRoute, officialDocumentChanged } from '../../contract/official.ts';
import { DocumentState } from '../document-state.tsx';
import { documentAddress } from '../documents-address.ts';
import styles from './official-document-list.module.css';

const shownMax = 50;

/** The official documents of a record, on its page. Nothing where there is none or the person reads none. */
export const OfficialDocumentList = ({
  subjectKind,
  subjectId,
}: {
  subjectKind: string;
  subjectId: string;
}) => {
  const text = useText();
  const isAllowed = useMay('official-document.read');
  const query = { subjectKind, subjectId, limit: shownMax };
  const { data } = useAnswer(listOfficialDocumentsRoute, { query }, { isOff: !isAllowed });
  useLiveRefresh([officialDocumentChanged], listOfficialDocumentsRoute.path);
  if (!data || data.items.length === 0) return null;
  return (
    <Card title={text('documents.title')} count={data.items.length}>
      <ul className={styles.list}>
        {data.items.map((item) => (
          <li key={item.id}>
            <AppLink to={documentAddress(item.id)}>
              {item.number ?? text(`documents.type.${item.type}`)}: {item.title}
            </AppLink>
            <DocumentState state={item.state} />
          </li>
        ))}
      </ul>
    </Card>
  );
};
