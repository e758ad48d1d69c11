import { z } from 'zod';

/**
 * Values of forms 03 and 04 of Circular 20/2017/TT-BTTTT. Everything may be absent: an unfinished form prints
 * dotted lines, and `listMissing` names what is required. Browser-safe.
 */
const line = z.string().max(1_000).optional();
const longText = z.string().max(200_000).optional();

/** A wall-clock moment as a person writes it on the form; the caller converts from the instant and its zone. */
export const formMoment = z.strictObject({
  /** `YYYY-MM-DD` */
  date: z.iso.date().optional(),
  hour: z.int().min(0).max(23).optional(),
  minute: z.int().min(0).max(59).optional(),
});
export type FormMoment = z.infer<typeof formMoment>;

const reporter = z.strictObject({ name: line, address: line, phone: line, email: line });
const contact = z.strictObject({ name: line, post: line, phone: line, email: line });
const systemLevel = z.int().min(1).max(5).optional();
const signer = z.strictObject({ post: line, name: line });

export const detectionMethods = ['intrusion-detection', 'log-review', 'notified', 'other'] as const;
export const notifiedParties = ['network-member', 'isp', 'coordinator'] as const;
export const systemServices = ['web', 'mail', 'database', 'ftp', 'proxy', 'application', 'other'] as const;
export const securityMeasures = ['antivirus', 'firewall', 'intrusion-detection', 'other'] as const;
export const enclosures = ['system-log', 'malware-sample', 'other'] as const;

const head = {
  /** Body above the reporting organisation; optional line of the head. */
  governingBody: line,
  /** The report's own number and sign. */
  reportCode: line,
  reporter: reporter.optional(),
};

export const form03Input = z.strictObject({
  ...head,
  contact: contact.optional(),
  system: z
    .strictObject({
      operatorName: line,
      governingBody: line,
      name: line,
      level: systemLevel,
      securityProvider: line,
      connectionProvider: line,
      hostingProvider: line,
    })
    .optional(),
  description: longText,
  detected: formMoment.optional(),
  status: z.enum(['handled', 'not-handled']).optional(),
  detectionMethods: z.array(z.enum(detectionMethods)).max(4).optional(),
  notifiedBy: line,
  otherDetectionMethod: line,
  notifiedParties: z.array(z.enum(notifiedParties)).max(3).optional(),
  operatingSystem: line,
  operatingSystemVersion: line,
  services: z.array(z.enum(systemServices)).max(7).optional(),
  otherService: line,
  measures: z.array(z.enum(securityMeasures)).max(4).optional(),
  otherMeasure: line,
  /** Addresses used on the Internet. Internal ones are not printed: see `listRemarks`. */
  ipAddresses: z.array(z.string().max(64)).max(500).optional(),
  domains: z.array(z.string().max(255)).max(500).optional(),
  purpose: longText,
  enclosures: z.array(z.enum(enclosures)).max(3).optional(),
  otherEnclosure: line,
  isConfidential: z.boolean().optional(),
  proposals: longText,
  reported: formMoment.optional(),
  signer: signer.optional(),
});
export type Form03Input = z.infer<typeof form03Input>;

export const form04Input = z.strictObject({
  ...head,
  /** Number and sign of the initial report (form 03), and its day. */
  initialReportCode: line,
  initialReportOn: z.iso.date().optional(),
  system: z
    .strictObject({ operatorName: line, governingBody: line, name: line, level: systemLevel })
    .optional(),
  description: longText,
  detected: formMoment.optional(),
  result: longText,
  /** One line each: "Báo cáo diễn biến sự cố", "Phương án xử lý", "Log file". */
  attachments: z.array(z.string().max(1_000)).max(200).optional(),
  place: line,
  /** Day of signing, `YYYY-MM-DD`. */
  signedOn: z.iso.date().optional(),
  signer: signer.optional(),
});
export type Form04Input = z.infer<typeof form04Input>;
