import { Button } from '@mantine/core';
import { useState } from 'react';
import { Card } from '../../../ui/card.tsx';
import { useText } from '../../../ui/use-text.ts';
import { FactEditor } from './fact-editor.tsx';
import { useThisIncident } from './incident-context.ts';
import styles from './incidents.module.css';

/** What happened, in the main column above the log. */
export const DescriptionCard = () => {
  const text = useText();
  const { incident } = useThisIncident();
  const [isEditing, setEditing] = useState(false);
  const label = text('incidents.fact.description');
  return (
    <Card
      title={label}
      action={
        incident.can.update &&
        !isEditing && (
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={text('ui.edit-field', { label })}
            onClick={() => setEditing(true)}
          >
            {text('ui.edit')}
          </Button>
        )
      }
    >
      {isEditing ? (
        <FactEditor
          fact="description"
          label={label}
          input={{ kind: 'text' }}
          present={incident.description}
          isOptional
          onClose={() => setEditing(false)}
        />
      ) : (
        <div className={incident.description ? styles.long : styles.quiet}>
          {incident.description || text('ui.not-set')}
        </div>
      )}
    </Card>
  );
};
