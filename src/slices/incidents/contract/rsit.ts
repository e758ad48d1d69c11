import { z } from 'zod';

/**
 * Reference Security Incident Taxonomy (RSIT, ENISA and TF-CSIRT; facts under CC0): classifications with their types.
 * Labels are texts `incidents.rsit.<classification>.<type>`.
 */
export const rsit = {
  'abusive-content': ['spam', 'harmful-speech', 'violence'],
  'malicious-code': ['infected-system', 'c2-server', 'malware-distribution', 'malware-configuration'],
  'information-gathering': ['scanner', 'sniffing', 'social-engineering'],
  'intrusion-attempts': ['ids-alert', 'brute-force', 'exploit'],
  intrusions: [
    'privileged-account-compromise',
    'unprivileged-account-compromise',
    'application-compromise',
    'system-compromise',
    'burglary',
  ],
  availability: ['dos', 'ddos', 'misconfiguration', 'sabotage', 'outage'],
  'information-content-security': [
    'unauthorised-information-access',
    'unauthorised-information-modification',
    'data-loss',
    'data-leak',
  ],
  fraud: ['unauthorised-use-of-resources', 'copyright', 'masquerade', 'phishing'],
  vulnerable: [
    'weak-crypto',
    'ddos-amplifier',
    'potentially-unwanted-accessible',
    'information-disclosure',
    'vulnerable-system',
  ],
  other: ['other', 'undetermined'],
  test: ['test'],
} as const;

export type RsitClassification = keyof typeof rsit;
export type RsitCode = {
  [Classification in RsitClassification]: `${Classification}.${(typeof rsit)[Classification][number]}`;
}[RsitClassification];

/** Every code as `classification.type`, in the order of the taxonomy. */
export const rsitCodes = Object.entries(rsit).flatMap(([classification, types]) =>
  types.map((type) => `${classification}.${type}`),
) as [RsitCode, ...RsitCode[]];

export const rsitSchema = z.enum(rsitCodes);
