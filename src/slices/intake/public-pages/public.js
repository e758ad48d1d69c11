// Comfort only: every page works without this file.
const storageKey = (form) => `khien-draft-${form.dataset.draft}`;

// Number and code behind # never reach a server log; they are filled in and sent from here.
const followUp = document.querySelector('form[data-follow-up]');
const [number, code] = decodeURIComponent(location.hash.slice(1)).split('.');
if (followUp && number && code) {
  followUp.elements.number.value = number;
  followUp.elements.code.value = code;
  history.replaceState(null, '', location.pathname + location.search);
  followUp.requestSubmit();
}

// Text survives a lost connection or a closed tab, on this device, until the report is filed.
for (const form of document.querySelectorAll('form[data-draft]')) {
  const fields = [...form.querySelectorAll('textarea, input[type=text], input[type=tel], input[type=email]')];
  try {
    const kept = JSON.parse(sessionStorage.getItem(storageKey(form)) ?? '{}');
    for (const field of fields) if (!field.value && kept[field.name]) field.value = kept[field.name];
  } catch {
    sessionStorage.removeItem(storageKey(form));
  }
  form.addEventListener('input', () => {
    const earlier = JSON.parse(sessionStorage.getItem(storageKey(form)) ?? '{}');
    const now = Object.fromEntries(fields.map((field) => [field.name, field.value]));
    sessionStorage.setItem(storageKey(form), JSON.stringify({ ...earlier, ...now }));
  });
  // A second tap on the button must not send twice.
  form.addEventListener('submit', () => {
    setTimeout(() => {
      for (const button of form.querySelectorAll('button')) button.disabled = true;
    });
  });
}
for (const done of document.querySelectorAll('[data-draft-done]')) {
  sessionStorage.removeItem(`khien-draft-${done.dataset.draftDone}`);
}
if (document.querySelector('.done')) sessionStorage.removeItem('khien-draft-follow-up');

// Text size and contrast, kept on this device.
const display = document.querySelector('[data-display]');
if (display) {
  const root = document.documentElement;
  const contrast = display.querySelector('[data-contrast]');
  let size = Number(localStorage.getItem('khien-size') ?? 0);
  const show = () => {
    root.dataset.size = String(size);
    root.dataset.contrast = localStorage.getItem('khien-contrast') ?? 'normal';
    contrast.setAttribute('aria-pressed', String(root.dataset.contrast === 'high'));
  };
  for (const button of display.querySelectorAll('[data-size]')) {
    button.addEventListener('click', () => {
      size = Math.max(-1, Math.min(2, size + Number(button.dataset.size)));
      localStorage.setItem('khien-size', String(size));
      show();
    });
  }
  contrast.addEventListener('click', () => {
    localStorage.setItem('khien-contrast', root.dataset.contrast === 'high' ? 'normal' : 'high');
    show();
  });
  display.hidden = false;
  show();
}

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}
document.querySelector('.faults')?.focus();
