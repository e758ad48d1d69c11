// Runs before the first paint, as a file of its own because the page allows no inline script.
// Keys and sizes are those of src/ui/display-settings.ts and theme.ts.
(() => {
  const root = document.documentElement;
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const step = Number(read('ui.text-step') ?? 1);
  const size = [87.5, 100, 112.5, 125][step];
  if (size) {
    root.dataset.textStep = String(step);
    root.style.fontSize = `${size}%`;
  }
  const contrast = read('ui.contrast');
  if (contrast === 'more' || (!contrast && matchMedia('(prefers-contrast: more)').matches)) {
    root.dataset.contrast = 'more';
  }
  const scheme = read('ui.color-scheme');
  const isDark =
    scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light');
  root.lang = read('ui.language') === 'en' ? 'en' : 'vi';
})();
