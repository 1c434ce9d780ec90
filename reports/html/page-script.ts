/**
 * The script of the report: comfort only, the page is whole without it. It chooses the reader's language, opens what a
 * link points to (older browsers do not by themselves), searches, and opens or closes all cases. It makes no markup.
 */
export const PAGE_SCRIPT = `
'use strict';
(() => {
  const byId = (id) => document.getElementById(id);
  const root = document.documentElement;

  const nameLanguage = () => { root.lang = byId('lang-ja').checked ? 'ja' : 'en'; };
  if (/^ja\\b/i.test(navigator.language)) byId('lang-ja').checked = true;
  nameLanguage();
  for (const id of ['lang-en', 'lang-ja']) byId(id).addEventListener('change', nameLanguage);

  const targetOf = (hash) => {
    try { return byId(decodeURIComponent(hash.slice(1))); } catch { return null; }
  };
  const reveal = () => {
    const target = targetOf(location.hash);
    if (!target) return;
    for (let at = target; at; at = at.parentElement) {
      if (at.localName === 'details') at.open = true;
      at.hidden = false;
    }
    target.scrollIntoView();
  };
  addEventListener('hashchange', reveal);
  reveal();

  const filter = byId('filter');
  const items = [...document.querySelectorAll('.case, .req')];
  const folded = (text) => text.normalize('NFKC').toLowerCase();
  const textOf = new Map();
  const searchText = (item) => {
    if (!textOf.has(item)) {
      const parts = item.classList.contains('case')
        ? [...item.querySelectorAll('summary h4, .about, .findings')]
        : [item];
      textOf.set(item, folded(parts.map((part) => part.textContent).join(' ')));
    }
    return textOf.get(item);
  };
  const cases = items.filter((item) => item.classList.contains('case'));
  const count = () => {
    const visible = cases.filter((item) => item.getClientRects().length > 0).length;
    byId('shown').textContent = visible + ' / ' + cases.length;
  };
  const apply = () => {
    const words = folded(filter.value).split(/\\s+/).filter(Boolean);
    for (const item of items) item.hidden = !words.every((word) => searchText(item).includes(word));
    count();
  };
  filter.addEventListener('input', apply);
  addEventListener('change', count);
  addEventListener('keydown', (event) => {
    if (event.key === '/' && !event.ctrlKey && !event.metaKey && !/^(input|textarea)$/.test(event.target.localName)) {
      event.preventDefault();
      filter.focus();
    } else if (event.key === 'Escape' && event.target === filter) {
      filter.value = '';
      apply();
    }
  });
  const setAll = (open) => {
    for (const item of cases) if (item.getClientRects().length > 0) item.firstElementChild.open = open;
  };
  byId('open-all').addEventListener('click', () => setAll(true));
  byId('close-all').addEventListener('click', () => setAll(false));
  byId('scripted').hidden = false;
  count();
})();
`;
