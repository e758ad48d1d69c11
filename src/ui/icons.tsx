import type { ComponentType } from 'react';

export type IconProps = { size?: number | string; className?: string };
export type Icon = ComponentType<IconProps>;

/** 24 px grid, 1.75 stroke, round ends; hidden from readers because words always stand beside it. */
const icon = (path: string): Icon => {
  const Drawn = ({ size = '1.25em', className }: IconProps) => (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      className={className}
    >
      <path d={path} />
    </svg>
  );
  return Drawn;
};

/** A dot is a line of no length with round ends. */
export const IconMore = icon('M5 12h.01M12 12h.01M19 12h.01');
export const IconAlert = icon('M12 4 2.8 20h18.4L12 4Zm0 6v4.5m0 2.8h.01');
export const IconBell = icon('M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15L6 16.5ZM10 21h4M12 5V3');
export const IconBellOff = icon(
  'M6 16.5V11c0-.9.2-1.8.6-2.6M9.3 5.6A6 6 0 0 1 18 11v3m1.5 4h-15L6 16.5M10 21h4M3 3l18 18',
);
export const IconBug = icon(
  'M8 9a4 4 0 0 1 8 0v6a4 4 0 0 1-8 0V9Zm0 3H3.5m17 0H16M8.2 8 5 5.5M15.8 8 19 5.5M8.2 16.5 5 19m10.8-2.5L19 19M12 9v10',
);
export const IconBuilding = icon('M4 21V5l8-2v18M12 9h8v12M2.5 21h19M7.5 8.5h1m-1 4h1m-1 4h1m7-4h1m-1 4h1');
export const IconCalendar = icon('M4 6h16v15H4V6Zm0 5h16M8 3.5V8m8-4.5V8');
export const IconCheck = icon('m5 12.5 4.5 4.5L19 7');
export const IconChevronDown = icon('m6 9.5 6 6 6-6');
export const IconChevronLeft = icon('m14.5 6-6 6 6 6');
export const IconChevronRight = icon('m9.5 6 6 6-6 6');
export const IconChevronUp = icon('m6 14.5 6-6 6 6');
export const IconClock = icon('M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Zm-9-5v5l3.5 2');
export const IconContrast = icon(
  'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Zm-9-9v18m0-15 5 1m-5 2.5h7m-7 3h7m-7 3h6m-6 3h3',
);
export const IconCopy = icon('M9 8h11v13H9V8ZM5.5 16H4V3h11v1.5');
export const IconDownload = icon('M12 4v11m-4.5-4.5L12 15l4.5-4.5M4 20h16');
export const IconEdit = icon('m4 20 1-4.5L16.5 4 20 7.5 8.5 19 4 20Zm10-13.5L17.5 10');
export const IconEye = icon(
  'M2.5 12C5 7.7 8.2 5.5 12 5.5s7 2.2 9.5 6.5c-2.5 4.3-5.7 6.5-9.5 6.5S5 16.3 2.5 12ZM15 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0Z',
);
export const IconFile = icon('M6 3h8l4 4v14H6V3Zm8 0v4h4M9 12h6m-6 4h6');
export const IconFilter = icon('M4 6h16M7 12h10m-7 6h4');
export const IconFlag = icon('M5.5 21V4h12l-2 4 2 4h-12');
export const IconGlobe = icon(
  'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM3.5 9h17m-17 6h17M12 3c-5 5.5-5 12.5 0 18 5-5.5 5-12.5 0-18Z',
);
export const IconHistory = icon('M3.5 12a8.5 8.5 0 1 0 2.8-6.3L3.5 8m0-4.5V8H8m4-1v5l3.5 2');
export const IconHome = icon('m3.5 11.5 8.5-8 8.5 8M6 9.5V20h4.5v-5.5h3V20H18V9.5');
export const IconKey = icon(
  'M12 8.5a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0Zm-1.2 3.2L20 21m-3-3 2.5-2.5M14 15l2-2M7.5 8.5h.01',
);
export const IconLink = icon(
  'm10 14 4-4m-6 1-2.5 2.5a3.9 3.9 0 0 0 5.5 5.5L13.5 16.5m2.5-3 2.5-2.5A3.9 3.9 0 0 0 13 5.5L10.5 8',
);
export const IconList = icon('M9 6h12M9 12h12M9 18h12M4 6h.01M4 12h.01M4 18h.01');
export const IconLock = icon('M5 11h14v10H5V11Zm3 0V8a4 4 0 0 1 8 0v3m-4 4v2.5');
export const IconLogOut = icon('M14 4H5v16h9M10 12h11m-4-4 4 4-4 4');
export const IconMail = icon('M3 6h18v13H3V6Zm0 1 9 7 9-7');
export const IconMenu = icon('M4 6.5h16M4 12h16M4 17.5h16');
export const IconMoon = icon('M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z');
export const IconPaperclip = icon(
  'm20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 4.8 4.8l-8.3 8.3a1.7 1.7 0 0 1-2.4-2.4L14.5 7.5',
);
export const IconPhone = icon(
  'M5 4h4l1.5 5L8 10.5A12 12 0 0 0 13.5 16L15 13.5l5 1.5v4a1.5 1.5 0 0 1-1.5 1.5C10.5 20.5 3.5 13.5 3.5 5.5A1.5 1.5 0 0 1 5 4Z',
);
export const IconPlus = icon('M12 5v14M5 12h14');
export const IconPrint = icon('M7 9V3.5h10V9M7 17H3.5V9h17v8H17M7 14h10v6.5H7V14Z');
export const IconQr = icon(
  'M4 4h6v6H4V4Zm10 0h6v6h-6V4ZM4 14h6v6H4v-6Zm10 0h2.5v2.5H14V14Zm6 0v2m-6 4h2.5m3.5 0v-1.5M7 7h.01M17 7h.01M7 17h.01',
);
export const IconSearch = icon('M17.5 10.5a7 7 0 1 1-14 0 7 7 0 0 1 14 0ZM20.5 20.5l-5-5');
export const IconSend = icon('M4 12 3 4l18 8-18 8 1-8Zm0 0h8');
export const IconServer = icon('M4 4h16v7H4V4Zm0 9.5h16v7H4v-7ZM7.5 7.5h.01M7.5 17h.01M11 7.5h5.5M11 17h5.5');
export const IconSettings = icon(
  'M4 7h8m5 0h3M4 17h3m5 0h8M17 7a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0Zm-5 10a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0Z',
);
export const IconShield = icon('M12 3 4.5 5.5V11c0 4.7 2.9 8 7.5 10 4.6-2 7.5-5.3 7.5-10V5.5L12 3Z');
export const IconSort = icon('M8 5v14m-3.5-3.5L8 19l3.5-3.5M16 19V5m-3.5 3.5L16 5l3.5 3.5');
export const IconSun = icon(
  'M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0ZM12 2.5V5m0 14v2.5M2.5 12H5m14 0h2.5M5.3 5.3 7 7m10 10 1.7 1.7m0-13.4L17 7M7 17l-1.7 1.7',
);
export const IconTag = icon('M3.5 4h8l9 9-7.5 7.5-9.5-9V4ZM8 8.5h.01');
export const IconTextSize = icon('M2.5 19 8 5l5.5 14M4.5 14.5h7M15 19l3.3-8 3.2 8m-5.4-2.5h4.4');
export const IconUpload = icon('M12 15.5V4M7.5 8.5 12 4l4.5 4.5M4 20h16');
export const IconUser = icon('M16 8a4 4 0 1 1-8 0 4 4 0 0 1 8 0ZM4 21c.5-4.5 3.5-7 8-7s7.5 2.5 8 7');
export const IconUsers = icon(
  'M12.5 8.5a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0ZM2.5 20c.4-4 2.8-6 6.5-6s6.1 2 6.5 6M15 5.3a3.5 3.5 0 0 1 0 6.4m2.5 2.8c2.3.8 3.7 2.7 4 5.5',
);
export const IconX = icon('m6 6 12 12M18 6 6 18');
