import type { ThemeConfig } from 'antd';

/** The colours of the house. Cinnabar only for what binds or warns; steel for acts. */
export const palette = {
  ink: '#16324a',
  inkDeep: '#10263a',
  steel: '#1d4f7c',
  cinnabar: '#b3321f',
  amber: '#b8740a',
  green: '#2f7a52',
  paper: '#f4f5f2',
  line: '#9aa5ad',
} as const;

const reducedMotion = window.matchMedia('(prefers-reduced-motion: reduce)').matches;

export const theme: ThemeConfig = {
  token: {
    colorPrimary: palette.steel,
    colorInfo: palette.steel,
    colorLink: palette.steel,
    colorError: palette.cinnabar,
    colorWarning: palette.amber,
    colorSuccess: palette.green,
    colorInfoBg: '#e8eff5',
    colorInfoBorder: '#b9cddd',
    colorPrimaryBg: '#e8eff5',
    colorSuccessBg: '#eaf4ee',
    colorSuccessBorder: '#b5d6c4',
    colorTextBase: '#1c2731',
    colorTextDescription: '#55626d',
    colorTextSecondary: '#55626d',
    colorTextTertiary: '#66727c',
    colorBgLayout: palette.paper,
    borderRadius: 4,
    fontSize: 14,
    fontFamily: '"Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif',
    motion: !reducedMotion,
  },
  components: { Table: { cellPaddingBlock: 8 }, Card: { headerFontSize: 14 } },
};
