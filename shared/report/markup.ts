import { escapeUTF8 } from 'entities'

/** Markup that is safe as it is, as opposed to text that must be escaped. */
export type Markup = string

type Attributes = Readonly<Record<string, string | number | undefined>>

/** An element with escaped attributes; those that are undefined are left out. */
export function element(name: string, attributes: Attributes, content: Markup | readonly Markup[] = ''): Markup {
  const written = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escapeUTF8(`${value}`)}"`]))
  return `<${name}${written.join('')}>${typeof content === 'string' ? content : content.join('')}</${name}>`
}

export function text(value: string | number): Markup {
  return escapeUTF8(`${value}`)
}
