import { createWorkingCalendar } from '../../../calendar/public.ts';
import { firstRuleSet } from '../../data/first-rule-set.ts';
import { dueTime, shareTime } from '../due-time.ts';
import { planClocks } from '../plan-clocks.ts';
import { nextYearlyWindow } from '../yearly-window.ts';
import { createRandomFacts, createRandomNumbers } from './random-facts.ts';

/** Prints due times, plans and windows of many instants, for comparison between zones of the machine. */
const calendar = createWorkingCalendar([
  { day: '2026-02-17', kind: 'holiday', nameVi: 'Tết', nameEn: 'Tet' },
  { day: '2026-01-10', kind: 'swap-workday', nameVi: 'Làm bù', nameEn: 'Made up' },
]);
const random = createRandomNumbers(20_261_123);
const lines: string[] = [];
for (let index = 0; index < 150; index += 1) {
  const now = new Date(Date.UTC(2025, 11, 20) + random(400 * 86_400) * 1_000);
  for (const rule of firstRuleSet.rules) {
    if (rule.trigger.kind === 'yearly') {
      lines.push(JSON.stringify(nextYearlyWindow(rule.trigger, now.toISOString().slice(0, 10))));
    } else {
      const due = dueTime(now, rule.limit, calendar);
      lines.push(`${rule.id} ${due.toISOString()} ${shareTime(now, due, 80).toISOString()}`);
    }
  }
  lines.push(
    JSON.stringify(planClocks(firstRuleSet.rules, createRandomFacts(random, now), [], calendar, now)),
  );
}
process.stdout.write(`${lines.join('\n')}\n`);
