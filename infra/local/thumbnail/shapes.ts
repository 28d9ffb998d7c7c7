/** SVG elements as text. Lengths are rounded to a tenth, which no eye tells apart and which keeps the pictures small. */

export function circle(x: number, y: number, radius: number, fill: string, opacity = 1): string {
  return `<circle cx="${tenth(x)}" cy="${tenth(y)}" r="${tenth(radius)}" fill="${fill}"${translucent(opacity)}/>`
}

export function rectangle(
  x: number,
  y: number,
  width: number,
  height: number,
  fill: string,
  { radius = 0, opacity = 1 }: { readonly radius?: number; readonly opacity?: number } = {},
): string {
  const corners = radius === 0 ? '' : ` rx="${tenth(radius)}"`
  const [left, top, across, down] = [x, y, width, height].map(tenth)
  return `<rect x="${left ?? 0}" y="${top ?? 0}" width="${across ?? 0}" height="${down ?? 0}" fill="${fill}"${corners}${translucent(opacity)}/>`
}

export function path(line: string, fill: string, opacity = 1): string {
  return `<path d="${line}" fill="${fill}"${translucent(opacity)}/>`
}

/** A quarter circle that fills a square cell; `corner` 0 to 4 says around which corner, clockwise from the upper left. */
export function quarter(x: number, y: number, side: number, corner: number, fill: string): string {
  const turn = Math.floor(corner) * 90
  const spot = `translate(${tenth(x)} ${tenth(y)})${turn === 0 ? '' : ` rotate(${turn} ${side / 2} ${side / 2})`}`
  return `<path transform="${spot}" d="M0 0H${side}A${side} ${side} 0 0 1 0 ${side}Z" fill="${fill}"/>`
}

function translucent(opacity: number): string {
  return opacity === 1 ? '' : ` opacity="${opacity}"`
}

function tenth(length: number): number {
  return Math.round(length * 10) / 10
}
