import { describe, expect, it } from 'vitest';
import { FieldNames } from './field-names.ts';
import { RecordView } from './record-view.ts';
import { logSamples } from './testing/log-samples.ts';
import { readInMemory } from './testing/read-in-memory.ts';
import { TextBuffers } from './text-buffers.ts';

describe('damage in a text log', () => {
  it('names the place in the file, not the number that the record gives itself', () => {
    const whole = logSamples['event-xml'];
    const broken = whole.slice(0, whole.indexOf('<RenderingInfo'));
    const buffers = new TextBuffers(new RecordView());
    const { damages } = readInMemory('event-xml', Buffer.from(broken), 1 << 18, buffers, new FieldNames());
    expect(damages).toEqual(['47 1 not readable as event-xml']);
  });
});
