const longest = 400;
const escapes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/** One plain line, so that it can be found and repeated: `FAILED unit src/a.test.ts > name: what was wrong`. */
const line = (project, place, message = '') => {
  const [said] = message.replace(escapes, '').split(/\n\s+at /);
  return `FAILED ${project} ${place}: ${said.replace(/\s+/g, ' ').trim()}`.slice(0, longest);
};

/** A line for each failed test of a vitest JSON report, and for each file that could not be loaded. */
export const failedTests = (project, report, folder) =>
  (report.testResults ?? []).flatMap((file) => {
    const name = file.name.replace(`${folder}/`, '');
    const failed = file.assertionResults.filter((one) => one.status === 'failed');
    if (failed.length === 0 && file.status === 'failed') return [line(project, name, file.message)];
    return failed.map((one) =>
      line(project, [name, ...one.ancestorTitles, one.title].join(' > '), one.failureMessages?.[0]),
    );
  });
