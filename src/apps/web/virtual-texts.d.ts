/** The parts of the text catalogue that `text-parts.ts` serves. */
declare module 'virtual:texts-vi-first' {
  export const texts: Readonly<Record<string, string>>;
}
declare module 'virtual:texts-vi-rest' {
  export const texts: Readonly<Record<string, string>>;
}
declare module 'virtual:texts-en-first' {
  export const texts: Readonly<Record<string, string>>;
}
declare module 'virtual:texts-en-rest' {
  export const texts: Readonly<Record<string, string>>;
}
