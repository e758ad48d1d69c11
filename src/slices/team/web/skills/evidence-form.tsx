import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { DateField } from '../../../../ui/date-time-field.tsx';
import { FileDrop } from '../../../../ui/file-drop.tsx';
import { Form } from '../../../../ui/form.tsx';
import { AreaField, MultiSelectField, SelectField, TextField } from '../../../../ui/form-fields.tsx';
import { useForm } from '../../../../ui/use-form.ts';
import { useLanguage, useText } from '../../../../ui/use-text.ts';
import { withLineErrors } from '../../../agencies/web/public/line-list.ts';
import { forget, useCall } from '../../../agencies/web/public/use-call.ts';
import { type EvidenceKind, evidenceKinds } from '../../contract/skill-codes.ts';
import {
  addEvidenceFilesRoute,
  createEvidenceRoute,
  type Evidence,
  type MemberSkills,
  updateEvidenceRoute,
} from '../../contract/skills.ts';
import { skillName } from './skill-matrix-table.tsx';

/** A little under the server's default limit (KHIEN_ATTACHMENT_BYTES_MAX). */
const sizeBytesMax = 20_000_000;

type EvidenceFormProps = { held: MemberSkills; evidence: Evidence | undefined; onDone: () => void };

/** Adds or corrects evidence, with scans. */
export const EvidenceForm = ({ held, evidence, onDone }: EvidenceFormProps) => {
  const text = useText();
  const language = useLanguage();
  const send = useCall();
  const client = useQueryClient();
  const [files, setFiles] = useState<readonly File[]>([]);
  // Once the record is there, sending again after a failed upload must not add a second one.
  const [savedId, setSavedId] = useState<string>();
  const save = async (body: Parameters<typeof toBody>[0]): Promise<string> => {
    const id = held.memberId;
    if (evidence) {
      await send(updateEvidenceRoute, {
        params: { id, evidenceId: evidence.id },
        body: { ...toBody(body), version: evidence.version },
      });
      return evidence.id;
    }
    const known = new Set(held.evidence.map((one) => one.id));
    const answer = await send(createEvidenceRoute, { params: { id }, body: toBody(body) });
    return answer.evidence.find((one) => !known.has(one.id))?.id ?? '';
  };
  const form = useForm({
    initial: {
      kind: evidence?.kind ?? ('certificate' as EvidenceKind),
      title: evidence?.title ?? '',
      issuer: evidence?.issuer ?? '',
      number: evidence?.number ?? '',
      issuedOn: evidence?.issuedOn ?? '',
      expiresOn: evidence?.expiresOn ?? '',
      skillIds: evidence?.skillIds ?? [],
      note: evidence?.note ?? '',
    },
    check: (values): Record<string, string> =>
      values.skillIds.length === 0 ? { skillIds: text('invalid.required') } : {},
    onSend: async (values) => {
      const evidenceId = savedId ?? (await withLineErrors(['skillIds'], () => save(values)));
      setSavedId(evidence ? undefined : evidenceId);
      if (files.length > 0) {
        const body = new FormData();
        for (const file of files) body.append('file', file);
        await send(addEvidenceFilesRoute, { params: { id: held.memberId, evidenceId }, body });
      }
      await forget(client, '/api/v1/members/:id/skills', '/api/v1/skills');
      onDone();
    },
  });
  const isCertificate = form.values.kind === 'certificate';
  return (
    <Form form={form} onCancel={onDone}>
      <SelectField
        form={form}
        name="kind"
        label={text('team.evidence-kind')}
        options={evidenceKinds.map((kind) => ({ value: kind, label: text(`team.evidence-kind.${kind}`) }))}
      />
      <TextField form={form} name="title" label={text('team.evidence-title')} lengthMax={300} />
      <TextField
        form={form}
        name="issuer"
        label={text('team.evidence-issuer')}
        isOptional={!isCertificate}
        lengthMax={200}
      />
      <TextField form={form} name="number" label={text('team.evidence-number')} isOptional lengthMax={80} />
      <DateField
        form={form}
        name="issuedOn"
        label={text('team.evidence-issued-on')}
        isOptional={!isCertificate}
      />
      {isCertificate && (
        <DateField form={form} name="expiresOn" label={text('team.evidence-expires-on')} isOptional />
      )}
      <MultiSelectField
        form={form}
        name="skillIds"
        label={text('team.evidence-skills')}
        options={held.skills
          .filter((skill) => skill.isActive)
          .map((skill) => ({ value: skill.id, label: skillName(skill, language) }))}
      />
      <AreaField
        form={form}
        name="note"
        label={text('team.evidence-note')}
        isOptional
        rows={2}
        lengthMax={2_000}
      />
      <FileDrop
        label={text('team.evidence-scan')}
        files={files}
        onChange={setFiles}
        sizeBytesMax={sizeBytesMax}
      />
    </Form>
  );
};

type FormValues = {
  kind: EvidenceKind;
  title: string;
  issuer: string;
  number: string;
  issuedOn: string;
  expiresOn: string;
  skillIds: string[];
  note: string;
};

const toBody = (values: FormValues) => ({
  kind: values.kind,
  title: values.title,
  issuer: values.issuer || null,
  number: values.number || null,
  issuedOn: values.issuedOn || null,
  expiresOn: (values.kind === 'certificate' && values.expiresOn) || null,
  note: values.note || null,
  skillIds: values.skillIds,
});
