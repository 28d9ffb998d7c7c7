/** Colours that go together: a background that runs from `from` to `to`, a light to set accents, and three shades from far to near. */
export interface Palette {
  readonly from: string
  readonly to: string
  readonly light: string
  readonly shades: readonly [string, string, string]
}

export const PALETTES: readonly [Palette, ...Palette[]] = [
  { from: '#f9c58d', to: '#f492a5', light: '#fff3dc', shades: ['#d96c8a', '#a8527f', '#5f3a6b'] },
  { from: '#a6d8d4', to: '#5fa8b8', light: '#fdf6e3', shades: ['#3f8aa0', '#2b6682', '#1d3f5c'] },
  { from: '#2a2a5a', to: '#6b4a8e', light: '#ffd9a0', shades: ['#8c5b9f', '#4d3a7c', '#1c1b3f'] },
  { from: '#dbe7c6', to: '#9cc28b', light: '#fffbe8', shades: ['#6da06c', '#457b59', '#284d45'] },
  { from: '#fbe3b4', to: '#f2b05e', light: '#fffaf0', shades: ['#e0803f', '#b4512f', '#6e2f2a'] },
  { from: '#c9d9f2', to: '#8fa9de', light: '#fff7ec', shades: ['#6b82c6', '#475b9f', '#283668'] },
  { from: '#123c4a', to: '#1f7a7a', light: '#f6d68a', shades: ['#2f9c8c', '#17606a', '#0b2b39'] },
  { from: '#f6d3d0', to: '#e79fa8', light: '#fff8f2', shades: ['#cc6f83', '#93496b', '#532f4f'] },
  { from: '#e8e2d6', to: '#c7b99c', light: '#fffdf6', shades: ['#a4886a', '#705a4b', '#3d3533'] },
  { from: '#f0c4dd', to: '#a596d9', light: '#fff4e4', shades: ['#8074c2', '#56519a', '#302f62'] },
  { from: '#ffdf91', to: '#7fc6a4', light: '#fff8e0', shades: ['#4ba38a', '#2f7675', '#1d4a55'] },
  { from: '#33272a', to: '#8a4b3c', light: '#f7cf9b', shades: ['#b5654a', '#6a3a36', '#241a1f'] },
]
