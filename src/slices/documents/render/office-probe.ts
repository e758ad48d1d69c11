import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fontFiles } from './font-metrics.ts';

/** Opens DOCX files in tests with LibreOffice. */
export const hasLibreOffice = spawnSync('soffice', ['--version']).status === 0;

/** Converts documents to PDF in one run. LibreOffice gets the shipped font under the name that the documents ask for. */
export const convertWithOffice = (
  documents: readonly { name: string; docx: Uint8Array }[],
): Map<string, Uint8Array> => {
  const folder = mkdtempSync(join(tmpdir(), 'khien-office-'));
  try {
    const fonts = dirname(dirname(fontFiles[0] as string));
    writeFileSync(
      join(folder, 'fonts.conf'),
      `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>/usr/share/fonts</dir>
       <dir>${fonts}</dir><cachedir>${folder}/cache</cachedir><match target="pattern"><test name="family">
       <string>Times New Roman</string></test><edit name="family" mode="assign" binding="strong">
       <string>Tinos</string></edit></match></fontconfig>`,
    );
    const files = documents.map(({ name, docx }) => {
      writeFileSync(join(folder, `${name}.docx`), docx);
      return join(folder, `${name}.docx`);
    });
    const args = [
      `-env:UserInstallation=file://${folder}/profile`,
      '--headless',
      '--convert-to',
      'pdf',
      '--outdir',
      folder,
    ];
    const env = { ...process.env, HOME: folder, FONTCONFIG_FILE: join(folder, 'fonts.conf') };
    spawnSync('soffice', [...args, ...files], { env, timeout: 200_000 });
    return new Map(
      documents
        .filter(({ name }) => existsSync(join(folder, `${name}.pdf`)))
        .map(({ name }) => [name, readFileSync(join(folder, `${name}.pdf`))]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
