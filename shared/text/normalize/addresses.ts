import { withoutIdleJoiners } from './characters.ts'

/** An address ends at white space, quotes, angle brackets, and where Chinese, Japanese or Korean text goes on without a space. */
const REST = String.raw`[^\s<>"\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3001-\u303f]*`
const LINKS = new RegExp(String.raw`(?:https?|ftp):\/\/${REST}|\bwww\.[\p{L}\p{N}]${REST}`, 'giu')
const HANDLES = /(?<=^|[\s(:,/])@[\w.@-]+/g
const EMAIL = /^\S[^@\s]*@[^@\s]+\.[^@\s]+$/
const BARE_LINK = /^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}\/\S*$/i

/** A line without web addresses, e-mail addresses and @handles. */
export function withoutAddresses(line: string): string {
  if (!/[@/]|www\./i.test(line)) return line
  const tokens = withoutIdleJoiners(line.replace(LINKS, ' ').replace(HANDLES, ' ')).split(' ')
  return tokens.filter((token) => token !== '' && !isAddress(token)).join(' ')
}

function isAddress(token: string): boolean {
  return (token.includes('@') && EMAIL.test(token)) || (token.includes('/') && BARE_LINK.test(token))
}
