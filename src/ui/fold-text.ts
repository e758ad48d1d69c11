/** Lower case without tone marks and without đ, so that "su co" finds "Sự cố" in any Unicode form. */
export const foldText = (value: string): string =>
  value
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase();
