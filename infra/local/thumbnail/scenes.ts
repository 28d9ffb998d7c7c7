import type { Dice } from './dice.ts'
import type { Palette } from './palettes.ts'
import { circle, path, quarter, rectangle } from './shapes.ts'

export const WIDTH = 320
export const HEIGHT = 180

/** Draws on a canvas of WIDTH x HEIGHT; all that varies comes from the dice. */
type Scene = (dice: Dice, palette: Palette) => string

export const SCENES: readonly [Scene, ...Scene[]] = [hills, sea, arches, tiles, bubbles, ribbons]

/** Three ranges under a sun or moon. */
function hills(dice: Dice, palette: Palette): string {
  const sun = circle(dice.between(50, 270), dice.between(36, 90), dice.between(14, 34), palette.light)
  const ranges = palette.shades.map((shade, depth) => path(wave(dice, 92 + depth * 30, 26 - depth * 5), shade))
  return sky(palette) + sun + ranges.join('')
}

/** A low sun over bands of water, with its reflection. */
function sea(dice: Dice, palette: Palette): string {
  const x = dice.between(80, 240)
  const horizon = dice.between(84, 112)
  const sun = circle(x, horizon, dice.between(26, 46), palette.light)
  const water = palette.shades.map((shade, depth) => rectangle(0, horizon + depth * 26, WIDTH, HEIGHT, shade))
  const glints = [10, 24, 40, 58].map((depth) => {
    const length = dice.between(18, 74)
    return rectangle(x - length / 2 + dice.between(-9, 9), horizon + depth, length, 3, palette.light, { radius: 1.5, opacity: 0.75 })
  })
  return sky(palette) + sun + water.join('') + glints.join('')
}

/** Rings around one corner or a point of the lower edge. */
function arches(dice: Dice, palette: Palette): string {
  const [x, y] = dice.pick([
    [0, HEIGHT],
    [WIDTH, HEIGHT],
    [WIDTH / 2, HEIGHT],
    [WIDTH, 0],
  ] as const)
  const step = dice.between(26, 38)
  const colours = [palette.light, ...palette.shades, palette.to, palette.light]
  const rings = colours.map((colour, ring) => circle(x, y, step * (colours.length - ring) + 14, colour))
  return sky(palette) + rings.join('')
}

/** A grid of quarter circles and dots. */
function tiles(dice: Dice, palette: Palette): string {
  const side = 45
  const cells = Array.from({ length: 32 }, (_, cell) => {
    const [x, y] = [(cell % 8) * side - 20, Math.floor(cell / 8) * side]
    const ground = rectangle(x, y, side + 0.5, side + 0.5, dice.pick([palette.from, palette.to, ...palette.shades]))
    const ink = dice.pick([palette.light, ...palette.shades, palette.from])
    const figure =
      dice.between(0, 1) < 0.8 ? quarter(x, y, side, dice.between(0, 4), ink) : circle(x + side / 2, y + side / 2, side / 4, ink)
    return ground + figure
  })
  return sky(palette) + cells.join('')
}

/** Translucent discs, the far ones large and the near ones small. */
function bubbles(dice: Dice, palette: Palette): string {
  const discs = Array.from({ length: 11 }, (_, disc) => {
    const colour = dice.pick([palette.light, ...palette.shades])
    return circle(dice.between(0, WIDTH), dice.between(0, HEIGHT), dice.between(70, 90) - disc * 6, colour, 0.45)
  })
  return sky(palette) + discs.join('')
}

/** Waves stacked from top to bottom, light to dark. */
function ribbons(dice: Dice, palette: Palette): string {
  const colours = [palette.light, palette.to, ...palette.shades]
  const height = dice.between(8, 24)
  const waves = colours.map((colour, depth) => path(wave(dice, 26 + depth * 33, height), colour, 0.92))
  return sky(palette) + waves.join('')
}

function sky({ from, to }: Palette): string {
  const gradient = `<linearGradient id="sky" x2="0" y2="1"><stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`
  return `<defs>${gradient}</defs>${rectangle(0, 0, WIDTH, HEIGHT, 'url(#sky)')}`
}

/** The area below a smooth line around `level`, crests `height` high at most. */
function wave(dice: Dice, level: number, height: number): string {
  const step = WIDTH / 4
  const levels = Array.from({ length: 5 }, () => Math.round(level + dice.between(-height, height)))
  const curves = levels.slice(1).map((next, at) => {
    const middle = (at + 0.5) * step
    return `C${middle} ${levels[at] ?? level} ${middle} ${next} ${(at + 1) * step} ${next}`
  })
  return `M0 ${levels[0] ?? level}${curves.join('')}V${HEIGHT}H0Z`
}
