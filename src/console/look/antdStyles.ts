// src/console/look/antdStyles.ts —— antd 的样式:made at build time from our tokens, so that the page needs no script-made styles
import { readFileSync } from 'node:fs';
import { createCache, extractStyle, StyleProvider } from '@ant-design/cssinjs';
import { ConfigProvider, DatePicker, Select } from 'antd';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';

const virtual = 'virtual:antd.css';
const components = [createElement(Select, { key: 'select', mode: 'multiple', options: [] }), createElement(DatePicker, { key: 'date' })];

/** Vite plugin: `import 'virtual:antd.css'` gives the styles of the antd components we use, in the colours of the token file. */
export function antdStyles(tokenFile: string) {
  return {
    name: 'heming:antd-styles',
    resolveId: (id: string) => (id === virtual ? `\0${virtual}` : undefined),
    load: (id: string) => (id === `\0${virtual}` ? stylesFor(tokensOf(readFileSync(tokenFile, 'utf8'))) : undefined),
  };
}

/** The first value of each custom property: the ordinary light scheme. */
function tokensOf(css: string): Record<string, string> {
  const tokens: Record<string, string> = {};
  for (const [, name, value] of css.matchAll(/--([\w-]+):([^;}]+)/g)) tokens[name!] ??= value!;
  return tokens;
}

function stylesFor(t: Record<string, string>): string {
  const cache = createCache();
  const config = { theme: { cssVar: { key: 'heming' }, hashed: false, token: seedOf(t), components: parts(t) } };
  renderToString(createElement(StyleProvider, { cache }, createElement(ConfigProvider, config, components)));
  return extractStyle(cache, true);
}

const seedOf = (t: Record<string, string>) => ({
  colorPrimary: t.reed,
  colorPrimaryHover: t['reed-deep'],
  colorPrimaryActive: t['reed-deep'],
  colorPrimaryBg: t['reed-tint'],
  colorPrimaryBorder: t['reed-line'],
  colorInfo: t.reed,
  colorError: t.suaeda,
  colorWarning: t.plume,
  colorText: t.ink,
  colorTextSecondary: t['ink-2'],
  colorTextTertiary: t['ink-3'],
  colorTextDescription: t['ink-3'],
  colorTextPlaceholder: t['ink-3'],
  colorTextDisabled: t['ink-3'],
  colorBorder: t['line-3'],
  colorBorderSecondary: t.line,
  colorSplit: t.line,
  colorFillSecondary: t['flat-2'],
  colorFillTertiary: t.mud,
  colorFillAlter: t.mud,
  colorBgContainerDisabled: t.mud,
  controlItemBgHover: t.mud,
  controlItemBgActive: t['reed-tint'],
  fontFamily: 'inherit',
  fontSize: 14,
  lineHeight: 1.6,
  borderRadius: 4,
  borderRadiusSM: 3,
  borderRadiusLG: 6,
  controlHeight: 32,
  controlOutlineWidth: 0,
  boxShadow: '0 8px 28px rgba(22,33,29,.13)',
  boxShadowSecondary: '0 8px 28px rgba(22,33,29,.13)',
  motion: false,
});
const parts = (t: Record<string, string>) => ({
  Select: { optionSelectedBg: t['reed-tint'], optionActiveBg: t.mud, optionHeight: 32, multipleItemBg: t.mud },
  DatePicker: { activeShadow: `0 0 0 1px ${t.reed}`, cellActiveWithRangeBg: t['reed-tint'] },
});
