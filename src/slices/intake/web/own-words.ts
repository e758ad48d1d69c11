const escapeForPattern = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Beyond this no pattern is built: an answer of that length is no line of a call sheet. */
const answerMax = 5_000;

/**
 * What the reporter said beside the questions. The call sheet files its answers a second time as lines under the
 * description (`question`, line break, `answer`), so that mails and forms carry them; here they would stand twice.
 */
export const ownWords = (description: string, answers: Readonly<Record<string, string>>): string => {
  let words = description;
  for (const answer of Object.values(answers)) {
    if (answer === '' || answer.length > answerMax) continue;
    const block = new RegExp(`(^|\\n\\n)[^\\n]{1,300}\\n${escapeForPattern(answer)}(?=\\n\\n|$)`);
    words = words.replace(block, '$1');
  }
  return words.replaceAll(/\n{3,}/g, '\n\n').trim();
};
