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
