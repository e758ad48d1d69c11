import {
  createTheme,
  localStorageColorSchemeManager,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core';

/** Deep blue, the only accent. Shade 8 on white is 8.3:1; shade 3 on the dark surface is 8:1. */
const accent: MantineColorsTuple = [
  '#eef3fa',
  '#dae5f3',
  '#b3cae6',
  '#8ab4f0',
  '#5f92d6',
  '#3f77c2',
  '#2f66b3',
  '#2459a3',
  '#1d4f91',
  '#143c72',
];

/** Cool neutral greys for light surfaces. */
const gray: MantineColorsTuple = [
  '#f6f7f9',
  '#eef0f4',
  '#e3e7ec',
  '#d5dae1',
  '#b4bcc8',
  '#868f9d',
  '#626c7a',
  '#4a5462',
  '#303843',
  '#171b21',
];

/** The same greys for dark surfaces, from text to ground. */
const dark: MantineColorsTuple = [
  '#e6e9ee',
  '#c3cad3',
  '#a8b1bd',
  '#7b8695',
  '#3a424e',
  '#2d343e',
  '#21262e',
  '#191d23',
  '#12151a',
  '#0c0e12',
];

/**
 * Mantine theme: sizes in rem so that the text size control (root font size) scales all of it.
 * Colours that change with scheme and contrast live in `tokens.css`, not here.
 */
export const theme: MantineThemeOverride = createTheme({
  colors: { accent, gray, dark },
  primaryColor: 'accent',
  primaryShade: { light: 8, dark: 6 },
  fontFamily: "'Inter Variable', 'Segoe UI', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', Consolas, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.5', lg: '1.5', xl: '1.4' },
  headings: {
    fontFamily: "'Inter Variable', 'Segoe UI', system-ui, sans-serif",
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
      h4: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  radius: { xs: '0.125rem', sm: '0.25rem', md: '0.375rem', lg: '0.5rem', xl: '0.75rem' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm', variant: 'filled' } },
    // Drawn as <header>, which would be a second banner landmark outside of the dialog's own section.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    DrawerHeader: { defaultProps: { role: 'presentation' } },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 120 } } },
    Drawer: { defaultProps: { transitionProps: { duration: 120 } } },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
    Tooltip: {
      defaultProps: { withArrow: true, openDelay: 300, events: { hover: true, focus: true, touch: false } },
    },
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'description', 'error', 'input'] } },
  },
});

/** Keeps light, dark or auto under the key that `first-paint.js` reads before the first paint. */
export const colorSchemeManager = localStorageColorSchemeManager({ key: 'ui.color-scheme' });
