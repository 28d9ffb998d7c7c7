import { createDice } from './thumbnail/dice.ts'
import { PALETTES } from './thumbnail/palettes.ts'
import { HEIGHT, SCENES, WIDTH } from './thumbnail/scenes.ts'

/**
 * A generated 16:9 picture for a video without one: an SVG document without scripts or outside references.
 * Equal ids give equal bytes, so that it can be cached for good.
 * @param title becomes the picture's accessible name
 */
export function thumbnailSvg(id: string, title?: string): string {
  const dice = createDice(id)
  const palette = dice.pick(PALETTES)
  const scene = dice.pick(SCENES)
  const name = title === undefined ? '' : `<title>${escapeXml(title)}</title>`
  const size = `viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH * 2}" height="${HEIGHT * 2}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" preserveAspectRatio="xMidYMid slice">${name}${scene(dice, palette)}</svg>`
}

/** Text for XML 1.0, which besides its own marks refuses control characters, lone surrogates and two noncharacters even when escaped. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u{20}-\u{fffd}\u{10000}-\u{10ffff}]/gu, ' ')
    .replaceAll(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`)
}
