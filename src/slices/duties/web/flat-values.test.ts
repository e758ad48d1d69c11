import { describe, expect, test } from 'vitest';
import { form03Input, form04Input } from '../../documents/contract.ts';
import type { FormInput } from '../contract.ts';
import { parseTime, toFlatValues, toInput } from './flat-values.ts';
import { fieldOfPath, fieldsOf } from './form-layout.ts';

const full: FormInput[] = [
  {
    kind: 'form-03',
    input: {
      reporter: { name: 'Đội Ứng cứu sự cố' },
      system: { name: 'Cổng', level: 3 },
      detected: { date: '2026-03-05', hour: 8, minute: 5 },
      reported: { date: '2026-03-05', hour: 9 },
      status: 'handled',
      services: ['web', 'other'],
      otherService: 'bản đồ số',
      domains: ['a.example', 'b.example'],
      isConfidential: false,
      description: 'dòng một\n  dòng hai',
    },
  },
  {
    kind: 'form-04',
    input: { result: 'xong', attachments: ['nhat-ky.log'], signedOn: '2026-03-12', place: 'Sông Mây' },
  },
];

describe('values of the editor', () => {
  test.each(full)('$kind comes back as it went in', (form) => {
    expect(toInput(form.kind, toFlatValues(form))).toEqual(form);
  });

  test('every value of both forms has a field', () => {
    const pathsOf = (schema: object, prefix = ''): string[] =>
      Object.entries(schema).flatMap(([name, part]) => {
        const inner = (part as { unwrap?: () => { shape?: object } }).unwrap?.().shape;
        return inner ? pathsOf(inner, `${prefix}${name}.`) : [`${prefix}${name}`];
      });
    for (const [kind, schema] of [
      ['form-03', form03Input],
      ['form-04', form04Input],
    ] as const) {
      const shown = fieldsOf(kind).map(({ path }) => path);
      const missing = pathsOf(schema.shape).filter((path) => !shown.includes(fieldOfPath(kind, path)));
      expect(missing).toEqual([]);
    }
  });

  test('a faulty value of the answer is found in its field', () => {
    expect(fieldOfPath('form-03', 'input.detected.hour')).toBe('detected.time');
    expect(fieldOfPath('form-03', 'input.domains.3')).toBe('domains');
    expect(fieldOfPath('form-04', 'signer.name')).toBe('signer.name');
  });

  test('a time may be written in the ways that people write it', () => {
    expect(['8:05', '08h05', '8', '24:00', '8:61', 'x'].map(parseTime)).toEqual([
      { hour: 8, minute: 5 },
      { hour: 8, minute: 5 },
      { hour: 8 },
      undefined,
      undefined,
      undefined,
    ]);
  });
});
