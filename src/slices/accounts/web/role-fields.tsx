import { ActionIcon, Button, Select } from '@mantine/core';
import { IconPlus, IconX } from '../../../ui/icons.tsx';
import { useText } from '../../../ui/use-text.ts';
import type { HeldRole } from '../contract/people.ts';
import { agencyRoles, type Role, roles } from '../roles.ts';
import { useAgencyOptions } from './agency-names.ts';
import styles from './role-fields.module.css';

type RoleFieldsProps = {
  value: readonly HeldRole[];
  onChange: (value: HeldRole[]) => void;
  /** Refusals by field, as the server names them: `roles.0.agencyId`. */
  errors: Readonly<Record<string, string>>;
};

const isOfAgency = (role: Role): boolean => agencyRoles.includes(role);

/** The roles of a person, one line each; an agency's roles name their agency. */
export const RoleFields = ({ value, onChange, errors }: RoleFieldsProps) => {
  const text = useText();
  const agencies = useAgencyOptions();
  const options = roles.map((role) => ({ value: role, label: text(`accounts.role.${role}`) }));
  const change = (index: number, held: HeldRole) =>
    onChange(value.map((one, at) => (at === index ? held : one)));
  return (
    <fieldset className={styles.roles}>
      <legend className={styles.legend}>{text('accounts.roles')}</legend>
      <p className={styles.help}>{text('accounts.roles-help')}</p>
      {value.map((held, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own until they are saved
        <div key={index} className={styles.line}>
          <Select
            className={styles.field}
            aria-label={text('accounts.role')}
            data={options}
            value={held.role}
            error={errors[`roles.${index}.role`]}
            onChange={(role) =>
              role &&
              change(index, { role: role as Role, agencyId: isOfAgency(role as Role) ? held.agencyId : null })
            }
          />
          {isOfAgency(held.role) && (
            <Select
              className={styles.field}
              aria-label={text('accounts.agency')}
              placeholder={text('accounts.agency')}
              data={[...agencies]}
              searchable
              value={held.agencyId}
              error={errors[`roles.${index}.agencyId`]}
              onChange={(agencyId) => change(index, { ...held, agencyId })}
            />
          )}
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={text('accounts.role-remove', { role: text(`accounts.role.${held.role}`) })}
            onClick={() => onChange(value.filter((_, at) => at !== index))}
          >
            <IconX />
          </ActionIcon>
        </div>
      ))}
      {errors.roles && <p className={styles.error}>{errors.roles}</p>}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlus size="1rem" />}
        onClick={() => onChange([...value, { role: 'responder', agencyId: null }])}
      >
        {text('accounts.role-add')}
      </Button>
    </fieldset>
  );
};
