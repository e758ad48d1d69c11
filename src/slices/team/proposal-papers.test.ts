import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../apps/testing/test-app.ts';
import { type DocumentTree, drawDocx, drawPdf } from '../documents/public.ts';
import { buildDecision } from './build-decision.ts';
import { buildSubmission } from './build-submission.ts';
import { dayInText, type PaperFacts } from './paper-facts.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.stop());

const facts: PaperFacts = {
  createdAt: new Date('2026-11-23T03:00:00Z'),
  teamName: 'Đội ứng cứu sự cố tỉnh Minh Sơn',
  province: 'Minh Sơn',
  place: 'Minh Sơn',
  committee: { id: '1', name: 'Ủy ban nhân dân tỉnh Minh Sơn', shortName: 'UBND' },
  standing: { id: '2', name: 'Công an tỉnh Minh Sơn', shortName: 'CAT' },
  founding: { number: '878/QĐ-UBND', issuedOn: '2022-12-05', title: 'Về việc thành lập Đội' },
  lastDecision: null,
  submissionNumber: '28/TTr-CAT',
  submittedOn: '2026-02-03',
  items: [
    {
      leaverName: 'Nguyễn Thị Thôi',
      leaverPost: 'Chuyên viên',
      leaverAgency: 'Sở Y tế',
      reason: 'transfer',
      nomineeName: 'Phạm Văn Thay',
      nomineePost: 'Phó phòng',
      nomineeAgency: 'Sở Y tế',
      nomineePhone: '0000 5',
      nomineeEmail: 'thay@syt.example',
      roleInTeam: 'group-head',
      groupName: 'Tổ phân tích',
      letterNumber: '12/SYT-VP',
      letterOn: '2026-01-09',
    },
  ],
};
const wordsOf = (tree: DocumentTree): string => JSON.stringify(tree);

test('days are written as Decree 30/2020 asks: a nought before days below 10 and the months 1 and 2', () => {
  expect(dayInText('2026-02-03')).toBe('ngày 03 tháng 02 năm 2026');
  expect(dayInText('2026-11-23')).toBe('ngày 23 tháng 11 năm 2026');
  expect(dayInText('2026-05-01')).toBe('ngày 01 tháng 5 năm 2026');
});

test('the submission names who leaves, who follows, the role, the letter and the decisions it rests on', () => {
  const words = wordsOf(buildSubmission(facts));
  for (const part of [
    'Nguyễn Thị Thôi, Chuyên viên, Sở Y tế',
    'Phạm Văn Thay, Phó phòng, Sở Y tế',
    'Tổ trưởng, Tổ phân tích',
    'Công văn số 12/SYT-VP, ngày 09 tháng 01 năm 2026',
    'Quyết định số 878/QĐ-UBND ngày 05 tháng 12 năm 2022 của Ủy ban nhân dân tỉnh Minh Sơn về việc thành lập Đội',
    '01 thành viên',
    'chuyển công tác',
  ]) {
    expect(words).toContain(part);
  }
});

test('the draft decision rests on the submission, is in direct form with four articles and has the list as its annex', () => {
  const tree = buildDecision(facts);
  const articles = tree.body.filter((block) => block.kind === 'heading' && block.level === 'article');
  expect(articles).toHaveLength(4);
  expect(tree.legalBases?.at(-1)).toBe(
    'Theo đề nghị của Thủ trưởng Công an tỉnh Minh Sơn tại Tờ trình số 28/TTr-CAT ngày 03 tháng 02 năm 2026',
  );
  expect(wordsOf(tree)).toContain(
    '"1","Phạm Văn Thay","Phó phòng, Sở Y tế","Tổ trưởng, Tổ phân tích","Nguyễn Thị Thôi"',
  );
  expect(tree.head).not.toHaveProperty('number');
});

test('both papers are drawn as PDF and DOCX', async () => {
  for (const tree of [buildSubmission(facts), buildDecision(facts)]) {
    expect(
      Buffer.from(await drawPdf(app.services, tree))
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect(
      Buffer.from(await drawDocx(app.services, tree))
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
  }
});
